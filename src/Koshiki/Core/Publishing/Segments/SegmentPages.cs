using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>The friends of one LINE account in numbers.</summary>
/// <param name="Key">Empty where there is no LINE account.</param>
/// <param name="Overview">Null while they cannot be counted.</param>
/// <param name="Days">The last three months, the newest first.</param>
/// <param name="Draft">Changes of the questions wait to be published.</param>
public sealed record SegmentsView(
    FormState Form, IReadOnlyList<Choice> Accounts, string Key, string Name, IReadOnlyList<Question> Questions, SegmentOverview? Overview, LineCost Cost,
    IReadOnlyList<FriendsDay> Days, FriendsChart? Chart, QuestionnaireEdition? Published, bool Draft, bool MayChange);

/// <summary>友だちと区分: counts per topic and district now and over time. F3, L1.</summary>
internal static class SegmentPages
{
    public const string Path = "/line/segments";

    private const int DaysShown = 92;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Path, Show).Requires(Act.ReadSegments);

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, ISegmentCounts counts, AudienceDesk audiences, TimeProvider clock, CancellationToken ct)
    {
        var accounts = await Lines(db).Select(a => new { a.Key, a.Name }).ToListAsync(ct);
        var shown = accounts.Find(a => a.Key == form["account"]) ?? accounts.FirstOrDefault();
        var key = shown?.Key ?? "";
        var from = clock.GetUtcNow().DayInJapan.AddDays(-DaysShown);
        var days = await db.FriendsDays.AsNoTracking().Where(d => d.AccountKey == key && d.Day >= from).OrderBy(d => d.Day).ToListAsync(ct);
        var quota = await db.LineQuotas.AsNoTracking().SingleOrDefaultAsync(q => q.AccountKey == key, ct);
        var editions = await db.Questionnaires.AsNoTracking().Where(q => q.AccountKey == key).OrderBy(q => q.Number).ToListAsync(ct);
        var questions = key.Length == 0 ? [] : (await audiences.QuestionsOf([key], ct))[key];
        return Pages.Show<SegmentsPage>(new SegmentsView(
            form.With("account", key), [.. accounts.Select(a => new Choice(a.Key, $"{a.Key} {a.Name}"))], key, shown?.Name ?? "", questions, key.Length == 0 ? null : await counts.Overview(key, ct), LineCost.Of(quota, null),
            [.. days.AsEnumerable().Reverse()], FriendsChart.Of(days), editions.LastOrDefault(e => !e.IsDraft), editions is [.., { IsDraft: true }], me.May(Act.ChangeSegments)));
    }

    /// <summary>The LINE accounts in use, in the order of their keys.</summary>
    public static IQueryable<Account> Lines(CoreDb db) => db.Accounts.AsNoTracking().Where(a => a.Platform == Platform.Line && a.State != AccountState.Retired).OrderBy(a => a.Key);
}
