using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Routing;
using Koshiki.Core.Publishing.Scheduling;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Publishing;

/// <summary>Whose word posts need and when accounts post, as their keepers set it.</summary>
public sealed class RoutingTests
{
    private static readonly PostingTimes Weekdays = new("月火水木金", new(8, 30), new(17, 15));

    [Fact]
    public async Task E3_the_pr_office_sets_a_route_for_all_offices_and_the_next_submission_takes_it()
    {
        await using var desk = await Desk.Open();

        await Save(desk, Sample.Takahashi, New("広報担当課も見る", prOffice: true));
        var (post, _) = await desk.Submitted();

        Assert.Equal([RouteStepKind.OfficeHead, RouteStepKind.PrOffice], (await desk.Load(post)).Steps.OrderBy(s => s.Number).Select(s => s.Kind));
    }

    [Fact]
    public async Task E3_an_office_head_adds_steps_to_his_own_offices_posts_only()
    {
        await using var desk = await Desk.Open();

        var own = await Save(desk, Sample.Tanaka, New("部局長も見る", Sample.DisasterOffice, departmentHead: true));
        var others = await Save(desk, Sample.Tanaka, New("部局長も見る", Sample.PrOffice, departmentHead: true));
        var all = await Save(desk, Sample.Tanaka, New("部局長も見る", departmentHead: true));

        Assert.True(own.Succeeded);
        Assert.Equal(new MayNotChangeRoute(), others.Refusal);
        Assert.Equal(new MayNotChangeRoute(), all.Refusal);
    }

    [Fact]
    public async Task E3_an_office_cannot_escape_a_step_by_a_route_of_its_own()
    {
        await using var desk = await Desk.Open();
        await Save(desk, Sample.Takahashi, New("災害は広報担当課も見る", purpose: Purpose.Emergency, prOffice: true));

        var escaping = await Save(desk, Sample.Tanaka, New("所属長だけ", Sample.DisasterOffice));
        var keeping = await Save(desk, Sample.Tanaka, New("部局長も見る", Sample.DisasterOffice, Purpose.Notice, departmentHead: true));

        Assert.Equal(new OnlyPrOfficeTakesStepsAway(), escaping.Refusal);
        Assert.True(keeping.Succeeded);
    }

    [Fact]
    public async Task E3_only_the_pr_office_takes_a_step_away_again()
    {
        await using var desk = await Desk.Open();
        var route = (await Save(desk, Sample.Tanaka, New("部局長も見る", Sample.DisasterOffice, departmentHead: true))).Value;

        var weakened = await Save(desk, Sample.Tanaka, new SaveRoute(route, null, "部局長も見る", null, null, false, false));
        var removed = await Remove(desk, Sample.Tanaka, route);
        var byPrOffice = await Remove(desk, Sample.Takahashi, route);

        Assert.Equal(new OnlyPrOfficeTakesStepsAway(), weakened.Refusal);
        Assert.Equal(new OnlyPrOfficeTakesStepsAway(), removed.Refusal);
        Assert.True(byPrOffice.Succeeded);
    }

    [Fact]
    public async Task E3_one_office_and_purpose_has_one_route()
    {
        await using var desk = await Desk.Open();
        await Save(desk, Sample.Takahashi, New("広報担当課も見る", prOffice: true));

        var second = await Save(desk, Sample.Takahashi, New("もう一つ", departmentHead: true));

        Assert.Equal(new RouteExists("広報担当課も見る"), second.Refusal);
    }

    [Fact]
    public async Task E3_a_route_saved_on_an_old_screen_is_refused()
    {
        await using var desk = await Desk.Open();
        var route = (await Save(desk, Sample.Takahashi, New("広報担当課も見る", prOffice: true))).Value;
        uint seen;
        await using (var db = desk.Db()) seen = (await db.ApprovalRoutes.AsNoTracking().SingleAsync()).Version;
        await Save(desk, Sample.Takahashi, new SaveRoute(route, seen, "新しい名前", null, null, false, true));

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => Save(desk, Sample.Takahashi, new SaveRoute(route, seen, "古い画面の名前", null, null, false, true)));
    }

    [Fact]
    public async Task E6_the_head_sets_and_lifts_the_hours_of_his_offices_account()
    {
        await using var desk = await Desk.Open();

        var set = await Set(desk, Sample.Tanaka, new SetHours("A001", null, Weekdays, Strict: true));
        PostingHours stored;
        await using (var db = desk.Db()) stored = await db.PostingHours.AsNoTracking().SingleAsync();
        var lifted = await Set(desk, Sample.Tanaka, new SetHours("A001", null, null, Strict: false));

        Assert.True(set.Succeeded && lifted.Succeeded);
        Assert.Equal((Weekdays, true), (stored.Times, stored.Strict));
        await using var after = desk.Db();
        Assert.Empty(await after.PostingHours.ToListAsync());
    }

    [Fact]
    public async Task E6_hours_are_set_neither_by_staff_nor_by_another_offices_head_nor_backwards()
    {
        await using var desk = await Desk.Open();

        var clerk = await Set(desk, Sample.Sato, new SetHours("A001", null, Weekdays, Strict: true));
        var stranger = await Set(desk, Sample.Watanabe, new SetHours("A001", null, Weekdays, Strict: true));
        var backwards = await Set(desk, Sample.Tanaka, new SetHours("A001", null, new PostingTimes("", new(17, 0), new(8, 0)), Strict: true));
        var unknown = await Set(desk, Sample.Takahashi, new SetHours("A777", null, Weekdays, Strict: true));

        Assert.Equal(new MayNotChangeHours("愛光市 LINE"), clerk.Refusal);
        Assert.Equal(new MayNotChangeHours("愛光市 LINE"), stranger.Refusal);
        Assert.Equal(["days", "until"], backwards.Refusal.Faults.Select(f => f.Field));
        Assert.Equal(new AccountNotFound("A777"), unknown.Refusal);
    }

    private static SaveRoute New(string name, OfficeId? office = null, Purpose? purpose = null, bool departmentHead = false, bool prOffice = false) =>
        new(null, null, name, office, purpose, departmentHead, prOffice);

    private static async Task<Result<ApprovalRouteId>> Save(Desk desk, Me me, SaveRoute command)
    {
        await using var db = desk.Db(me);
        return await new SaveRouteHandler(db).Handle(command, me, default);
    }

    private static async Task<Result<Done>> Remove(Desk desk, Me me, ApprovalRouteId route)
    {
        await using var db = desk.Db(me);
        return await new RemoveRouteHandler(db).Handle(new RemoveRoute(route, null), me, default);
    }

    private static async Task<Result<Done>> Set(Desk desk, Me me, SetHours command)
    {
        await using var db = desk.Db(me);
        return await new SetHoursHandler(db).Handle(command, me, default);
    }
}
