using System.Globalization;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Versions;

/// <summary>One version as it is read: the clauses with their parameters, and how each is checked.</summary>
/// <param name="Titles">Of the automatic controls that the program has, by key.</param>
/// <param name="Counts">How the standing verdicts of each control divide.</param>
/// <param name="IsInForce">This is the version of today.</param>
public sealed record GuidelineView(
    GuidelineVersion Version, bool IsInForce, IReadOnlyDictionary<string, string> Titles, IReadOnlyDictionary<string, VerdictCounts> Counts, bool MayReadControls, bool MayReport, bool MayChange, int? Draft);

public sealed record VerdictCounts(int Met, int NotMet, int CannotTell)
{
    public int All => Met + NotMet + CannotTell;

    internal static VerdictCounts Of(IEnumerable<(ControlVerdict Outcome, int Count)> rows)
    {
        var by = rows.ToDictionary(row => row.Outcome, row => row.Count);
        return new VerdictCounts(by.GetValueOrDefault(ControlVerdict.Met), by.GetValueOrDefault(ControlVerdict.NotMet), by.GetValueOrDefault(ControlVerdict.CannotTell));
    }
}

public sealed record NoGuidelineView(bool MayChange, int? Draft);

public sealed record VersionRow(int Number, string State, Tone Tone, DateOnly? From, DateOnly? Last, string Note, string By, int Clauses);

public sealed record VersionListView(IReadOnlyList<VersionRow> Rows, bool MayChange, bool HasDraft, bool HasAny);

/// <summary>Reading the guideline: today's, an earlier one, two beside each other, and as a file.</summary>
internal static class VersionPages
{
    public const string Path = "/rules";
    public const string ListPath = "/rules/versions";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowInForce).Requires(Act.ReadRules);
        app.MapGet(ListPath, ShowList).Requires(Act.ReadRules);
        app.MapGet(ListPath + "/{number:int}", ShowVersion).Requires(Act.ReadRules);
        app.MapGet(ListPath + "/{number:int}.yaml", Download).Requires(Act.ReadRules);
        app.MapGet(ListPath + "/{number:int}/compare", Compare).Requires(Act.ReadRules);
    }

    private static async Task<IResult> ShowInForce(Me me, CoreDb db, TimeProvider clock, IEnumerable<IAutomaticControl> controls, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        if (await db.GuidelineOn(today, ct) is { } version) return Pages.Show<GuidelinePage>(await View(version, today, me, db, controls, ct));
        return Pages.Show<NoGuidelinePage>(new NoGuidelineView(me.May(Act.ChangeRules), me.May(Act.ChangeRules) ? await DraftNumber(db, ct) : null));
    }

    private static async Task<IResult> ShowVersion(int number, Me me, CoreDb db, TimeProvider clock, IEnumerable<IAutomaticControl> controls, CancellationToken ct) =>
        await Find(number, me, db, ct) is { } version
            ? Pages.Show<GuidelinePage>(await View(version, clock.GetUtcNow().DayInJapan, me, db, controls, ct))
            : Pages.Refuse(new VersionNotFound(number));

    private static async Task<IResult> ShowList(Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var versions = await Visible(me, db).OrderByDescending(v => v.Number).ToListAsync(ct);
        return Pages.Show<VersionListPage>(new VersionListView(
            [.. versions.Select(v => new VersionRow(v.Number, StateOf(v, today).Word, StateOf(v, today).Tone, v.From, v.Last, v.Note, v.PublishedByName ?? v.SavedByName, v.Clauses.All.Count))],
            me.May(Act.ChangeRules), versions.Exists(v => v.IsDraft), versions.Count > 0));
    }

    private static async Task<IResult> Download(int number, Me me, CoreDb db, CancellationToken ct) =>
        await Find(number, me, db, ct) is { } version
            ? TypedResults.File(GuidelineFile.Write(version.Text), "application/yaml", string.Create(CultureInfo.InvariantCulture, $"guideline-{number}.yaml"))
            : Pages.Refuse(new VersionNotFound(number));

    private static async Task<IResult> Compare(int number, FormState form, Me me, CoreDb db, IEnumerable<IAutomaticControl> controls, CancellationToken ct)
    {
        if (await Find(number, me, db, ct) is not { } after) return Pages.Refuse(new VersionNotFound(number));
        var earlier = await Visible(me, db).Where(v => v.Number < number).OrderByDescending(v => v.Number).Select(v => v.Number).ToListAsync(ct);
        var wanted = int.TryParse(form["with"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : earlier.FirstOrDefault(number);
        if (wanted == number || await Find(wanted, me, db, ct) is not { } before) return Pages.Refuse(new VersionNotFound(wanted));
        return Pages.Show<ComparePage>(new CompareView(form.With("with", wanted.ToString(CultureInfo.InvariantCulture)), before, after, ClauseComparison.Between(before.Clauses, after.Clauses, controls.ToDictionary(one => one.Key, one => one.Title)), earlier));
    }

    public static (string Word, Tone Tone) StateOf(GuidelineVersion version, DateOnly today) => version switch
    {
        { IsDraft: true } => ("下書き", Tone.Gray),
        _ when version.Holds(today) => ("施行中", Tone.Green),
        _ when version.From > today => ("施行前", Tone.Blue),
        _ => ("以前の版", Tone.Gray),
    };

    /// <summary>A draft is the PR office's own until it is published.</summary>
    private static IQueryable<GuidelineVersion> Visible(Me me, CoreDb db)
    {
        var drafts = me.May(Act.ChangeRules);
        return db.GuidelineVersions.AsNoTracking().Where(v => drafts || v.State == GuidelineState.Published);
    }

    private static Task<GuidelineVersion?> Find(int number, Me me, CoreDb db, CancellationToken ct) => Visible(me, db).SingleOrDefaultAsync(v => v.Number == number, ct);

    private static Task<int?> DraftNumber(CoreDb db, CancellationToken ct) => db.GuidelineVersions.Where(v => v.State == GuidelineState.Draft).Select(v => (int?)v.Number).SingleOrDefaultAsync(ct);

    private static async Task<GuidelineView> View(GuidelineVersion version, DateOnly today, Me me, CoreDb db, IEnumerable<IAutomaticControl> controls, CancellationToken ct)
    {
        var inForce = version.Holds(today);
        var mayRead = me.ScopeOf(Act.ReadControls) is Scope.Government;
        var rows = inForce && mayRead
            ? await db.Verdicts.AsNoTracking().Where(v => v.Last == null).GroupBy(v => new { v.Control, v.Outcome }).Select(g => new { g.Key.Control, g.Key.Outcome, Count = g.Count() }).ToListAsync(ct)
            : [];
        var counts = rows.GroupBy(row => row.Control).ToDictionary(group => group.Key, group => VerdictCounts.Of(group.Select(row => (row.Outcome, row.Count))));
        return new GuidelineView(
            version, inForce, controls.ToDictionary(one => one.Key, one => one.Title), counts, inForce && me.May(Act.ReadControls), inForce && me.May(Act.ReportClauses), me.May(Act.ChangeRules),
            me.May(Act.ChangeRules) ? await DraftNumber(db, ct) : null);
    }
}
