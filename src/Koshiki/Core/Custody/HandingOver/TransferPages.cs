using Koshiki.Core.Accounts;
using Koshiki.Core.Custody.Holding;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody.HandingOver;

/// <summary>One posting that ended, in the list.</summary>
/// <param name="State">Of the whole: the least advanced of its accounts.</param>
public sealed record TransferRow(Guid Posting, string Leaver, string Office, DateOnly LeftOn, DateOnly DueOn, IReadOnlyList<string> Keys, HandOverState State);

public sealed record TransferListView(FormState Form, IReadOnlyList<TransferRow> Rows, DateOnly Today);

/// <param name="HandOver">With its steps.</param>
/// <param name="MayDo">Whether whoever looks may do its steps.</param>
/// <param name="MayConfirm">Whether whoever looks may confirm it now, as the second person.</param>
public sealed record HandOverRow(HandOver HandOver, string Key, string Name, AccountState AccountState, bool MayDo, bool MayConfirm)
{
    public bool IsNeeded => AccountState is not AccountState.Retired;
}

/// <param name="People">Of the office, to pick the new administrator from.</param>
public sealed record TransferView(FormState Form, Guid Posting, string Leaver, DateOnly LeftOn, DateOnly DueOn, IReadOnlyList<HandOverRow> Rows, IReadOnlyList<string> People, DateOnly Today)
{
    /// <summary>The accounts for which whoever looks may do this step now.</summary>
    public IReadOnlyList<HandOverRow> Wanting(HandOverStepKind kind) => [.. Rows.Where(row => row.IsNeeded && row.MayDo && row.HandOver.Wants(kind))];

    public IReadOnlyList<HandOverRow> ToConfirm => [.. Rows.Where(row => row.IsNeeded && row.MayConfirm)];
}

/// <summary>What a transfer leaves to do: all accounts of one person on one page, so that four accounts are not four times the work. A2.</summary>
internal static class TransferPages
{
    public const string Path = "/custody/transfers";
    private const string OneTransfer = Path + "/{posting:guid}";
    private const int MostRows = 500;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowList).Requires(Act.ReadCustody);
        app.MapGet(OneTransfer, Show).Requires(Act.ReadCustody);
        app.MapPost(OneTransfer + "/administrator", ChangeAdministrator).Requires(Act.ChangeCustody);
        app.MapPost(OneTransfer + "/password", ChangePassword).Requires(Act.ChangeCustody);
        app.MapPost(OneTransfer + "/rights", WithdrawRights).Requires(Act.ChangeCustody);
        app.MapPost(OneTransfer + "/confirm", Confirm).Requires(Act.ConfirmHandOvers);
        app.MapPost(OneTransfer + "/back", SendBack).Requires(Act.ConfirmHandOvers);
    }

    private static async Task<IResult> ShowList(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var rows = db.HandOversVisibleTo(me);
        rows = form["state"] == "done" ? rows.Where(row => row.HandOver.State == HandOverState.Confirmed) : rows.Where(row => row.HandOver.State != HandOverState.Confirmed);
        var found = await rows.OrderBy(row => row.HandOver.DueOn).ThenBy(row => row.Account.Key).Take(MostRows)
            .Select(row => new { row.HandOver.Posting, row.HandOver.LeaverName, row.HandOver.Office, row.HandOver.LeftOn, row.HandOver.DueOn, row.HandOver.State, row.Account.Key }).ToListAsync(ct);
        var offices = await db.OfficesOn(today).ToDictionaryAsync(office => office.Id, office => office.Name, ct);
        return Pages.Show<TransferListPage>(new TransferListView(form,
        [
            .. found.GroupBy(row => (row.Posting, row.Office)).Select(group => new TransferRow(
                group.Key.Posting.Value, group.First().LeaverName, offices.GetValueOrDefault(group.Key.Office, "（廃止された所属）"), group.First().LeftOn, group.Min(row => row.DueOn), [.. group.Select(row => row.Key)], group.Min(row => row.State))),
        ], today));
    }

    private static async Task<IResult> Show(Guid posting, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await View(posting, FormState.Empty, me, db, clock, ct) is { } view ? Pages.Show<HandOverPage>(view) : Pages.Refuse(new TransferNotFound());

    private static async Task<IResult> ChangeAdministrator(Guid posting, FormState form, Me me, CoreDb db, DoHandOversHandler handler, TimeProvider clock, CancellationToken ct)
    {
        List<Fault> faults = [];
        var since = form.RequiredDay("since", faults);
        Result<int> done = faults.Count > 0 ? new NotAcceptable(faults) : await handler.Handle(new HandOverAdministrator(new PostingId(posting), form.All("administrator.accounts"), form["number"], since), me, ct);
        return await Answer(done, "登録管理者の変更", "administrator.accounts", posting, form, me, db, clock, ct);
    }

    private static async Task<IResult> ChangePassword(Guid posting, FormState form, Me me, CoreDb db, DoHandOversHandler handler, TimeProvider clock, CancellationToken ct)
    {
        List<Fault> faults = [];
        var changed = form.RequiredDay("changed", faults);
        Result<int> done = faults.Count > 0
            ? new NotAcceptable(faults)
            : await handler.Handle(new HandOverPassword(new PostingId(posting), form.All("password.accounts"), AccountFormView.Rules(form), FreeText.Given(form["limit"]), changed, form.Filled("secret")), me, ct);
        return await Answer(done, "パスワードの変更", "password.accounts", posting, form, me, db, clock, ct);
    }

    private static async Task<IResult> WithdrawRights(Guid posting, FormState form, Me me, CoreDb db, DoHandOversHandler handler, TimeProvider clock, CancellationToken ct)
    {
        List<Fault> faults = [];
        var on = form.RequiredDay("withdrawn", faults);
        Result<int> done = faults.Count > 0 ? new NotAcceptable(faults) : await handler.Handle(new HandOverRights(new PostingId(posting), form.All("rights.accounts"), on, FreeText.Given(form["how"])), me, ct);
        return await Answer(done, "権限の取消し", "rights.accounts", posting, form, me, db, clock, ct);
    }

    private static async Task<IResult> Confirm(Guid posting, FormState form, Me me, CoreDb db, ConfirmHandOversHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var done = await handler.Handle(new ConfirmHandOvers(new PostingId(posting), form.All("confirm.accounts")), me, ct);
        return await Answer(done, "引継ぎの確認", "confirm.accounts", posting, form, me, db, clock, ct);
    }

    private static async Task<IResult> SendBack(Guid posting, FormState form, Me me, CoreDb db, ConfirmHandOversHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var (key, step) = form["back"].Split('/') is [var account, var kind] ? (account, Enum.TryParse<HandOverStepKind>(kind, out var parsed) ? parsed : (HandOverStepKind?)null) : ("", null);
        var done = (await handler.Handle(new SendBackHandOver(new PostingId(posting), key, step, FreeText.Given(form["reason"])), me, ct)).Then<int>(_ => 1);
        return await Answer(done, "差戻し", "back", posting, form, me, db, clock, ct);
    }

    private static async Task<IResult> Answer(Result<int> done, string what, string ticks, Guid posting, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (!done.IsRefused(out var refusal)) return Pages.GoTo($"{Path}/{posting}", Notice.Success($"{what}を記録しました（{done.Value}件）。"));
        if (refusal is not Invalid) return Pages.Refuse(refusal);
        db.ChangeTracker.Clear();
        return await View(posting, form.With(ticks, [.. form.All(ticks)]).With(refusal), me, db, clock, ct) is { } view ? Pages.ShowAgain<HandOverPage>(view, refusal) : Pages.Refuse(new TransferNotFound());
    }

    private static async Task<TransferView?> View(Guid posting, FormState typed, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var found = (await db.HandOversOf(new PostingId(posting)).AsNoTracking().ToListAsync(ct)).FindAll(row => me.May(Act.ReadCustody, row.Account.Office, row.Account.Key));
        if (found.Count == 0) return null;
        var first = found[0].HandOver;
        var rows = found.ConvertAll(row => new HandOverRow(
            row.HandOver, row.Account.Key, row.Account.Name, row.Account.State,
            me.May(Act.ChangeCustody, row.Account.Office, row.Account.Key),
            row.HandOver.State is HandOverState.AwaitingConfirmation && me.May(Act.ConfirmHandOvers, row.Account.Office) && row.HandOver.MayLookAsSecond(me.Id)));
        var people = await HoldingPages.PeopleOf(first.Office, db, today, ct);
        var view = new TransferView(typed, posting, first.LeaverName, first.LeftOn, first.DueOn, rows, people, today);
        return view with { Form = Filled(view, typed, today) };
    }

    /// <summary>Everything is ticked and dated today until somebody says otherwise; what was typed wins.</summary>
    private static FormState Filled(TransferView view, FormState typed, DateOnly today)
    {
        string[] Keys(HandOverStepKind kind) => [.. view.Wanting(kind).Select(row => row.Key)];
        var filled = FormState.Of([.. FormDays.Boxes("since", today), .. FormDays.Boxes("changed", today), .. FormDays.Boxes("withdrawn", today)])
            .With("administrator.accounts", Keys(HandOverStepKind.Administrator))
            .With("password.accounts", Keys(HandOverStepKind.Password))
            .With("rights.accounts", Keys(HandOverStepKind.Rights))
            .With("confirm.accounts", [.. view.ToConfirm.Select(row => row.Key)]);
        foreach (var name in typed.Names) filled = filled.With(name, [.. typed.All(name)]);
        return typed.HasFaults ? filled.With(new NotAcceptable(typed.Faults)) : filled;
    }
}
