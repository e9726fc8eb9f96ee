using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Keeping;

/// <param name="Drafts">Documents with a draft that waits for the office head.</param>
/// <param name="Consultations">Those of this account that whoever looks may see.</param>
public sealed record PapersView(
    Account Account, Papers Papers, IReadOnlyList<Lack> Lacks, bool MustHaveAsked, IReadOnlyList<DocumentKind> Drafts, IReadOnlyList<(Guid Id, ConsultationState State, DateTimeOffset ChangedAt)> Consultations,
    IReadOnlyList<PolicyDisclosure> Disclosures, Holding? Holding, int StartDone, bool MayChange, bool MayApply);

public sealed record RecordView(FormState Form, string Key, string Name);

public sealed record StartView(FormState Form, string Key, string Name, bool MayChange, IReadOnlyList<StartRecord> Records, Holding? Holding);

/// <summary>What an account has of all that it must have, and the records about it: earlier papers, disclosure, holder, start.</summary>
internal static class RecordPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts/{key}/documents", Show).Requires(Act.ReadDocuments);
        app.MapGet("/accounts/{key}/documents/earlier", AskEarlier).Requires(Act.ChangeDocuments);
        app.MapPost("/accounts/{key}/documents/earlier", RecordEarlier).Requires(Act.ChangeDocuments);
        app.MapGet("/accounts/{key}/documents/disclosure", AskDisclosure).Requires(Act.ChangeDocuments);
        app.MapPost("/accounts/{key}/documents/disclosure", RecordDisclosure).Requires(Act.ChangeDocuments);
        app.MapGet("/accounts/{key}/start", ShowStart).Requires(Act.ReadDocuments);
        app.MapPost("/accounts/{key}/start", RecordStart).Requires(Act.ChangeDocuments);
        app.MapPost("/accounts/{key}/holding", RecordHolding).Requires(Act.ChangeDocuments);
    }

    private static async Task<IResult> Show(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Find(key, Act.ReadDocuments, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var account = found.Value;
        var papers = (await Papers.Read(db, [account.Id], clock.GetUtcNow().DayInJapan, ct))[account.Id];
        var mustHaveAsked = GuidelineStart.MustHaveAsked(account.OpenedOn, await GuidelineStart.Of(db, ct));
        var drafts = await db.DocumentVersions.AsNoTracking().Where(d => d.Account == account.Id && d.State == DocumentState.Draft).Select(d => d.Kind).Distinct().ToListAsync(ct);
        var consultations = await db.ConsultationsVisibleTo(me).AsNoTracking().Where(c => c.Account == account.Id).OrderByDescending(c => c.ChangedAt).Select(c => new { c.Id, c.State, c.ChangedAt }).ToListAsync(ct);
        return Pages.Show<PapersPage>(new PapersView(
            account, papers, account.State is AccountState.InConsultation or AccountState.Retired ? [] : [.. papers.Lacking(mustHaveAsked)], mustHaveAsked, drafts, [.. consultations.Select(c => (c.Id.Value, c.State, c.ChangedAt))],
            await db.PolicyDisclosures.AsNoTracking().Where(d => d.Account == account.Id).OrderByDescending(d => d.CheckedOn).ThenByDescending(d => d.At).Take(10).ToListAsync(ct),
            await db.Holdings.AsNoTracking().SingleOrDefaultAsync(h => h.Account == account.Id, ct),
            await db.StartRecords.CountAsync(s => s.Account == account.Id, ct),
            me.May(Act.ChangeDocuments, account.Office), me.May(Act.ApplyForAccounts, account.Office)));
    }

    private static async Task<IResult> AskEarlier(string key, FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await Find(key, Act.ChangeDocuments, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var of = Lacks.FromKey(form["of"]);
        var known = of is { } lack ? await db.EarlierRecords.AsNoTracking().SingleOrDefaultAsync(e => e.Account == found.Value.Id && e.Of == lack, ct) : null;
        return Pages.Show<EarlierPage>(View(FormState.Of([("of", of?.Key), ("reference", known?.Reference), .. FormDays.Boxes("dated", known?.DatedOn)]), found.Value));
    }

    private static async Task<IResult> RecordEarlier(string key, FormState form, Me me, CoreDb db, RecordHandler handler, CancellationToken ct)
    {
        var found = await Find(key, Act.ChangeDocuments, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var of = Lacks.FromKey(form["of"]);
        var done = await handler.Handle(new RecordEarlier(key, of, form.DayIn("dated"), form["reference"]), me, ct);
        return done.IsRefused(out refusal)
            ? Pages.ShowAgain<EarlierPage>(View(form.With(refusal), found.Value), refusal)
            : Pages.GoTo($"/accounts/{key}/documents", Notice.Success($"{of!.Value.Word}の既存の記録を登録しました。"));
    }

    private static async Task<IResult> AskDisclosure(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Find(key, Act.ChangeDocuments, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        return Pages.Show<DisclosurePage>(View(FormState.Of(FormDays.Boxes("checked", clock.GetUtcNow().DayInJapan)), found.Value));
    }

    private static async Task<IResult> RecordDisclosure(string key, FormState form, Me me, CoreDb db, RecordHandler handler, CancellationToken ct)
    {
        var found = await Find(key, Act.ChangeDocuments, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        bool? disclosed = form["disclosed"] switch { "yes" => true, "no" => false, _ => null };
        var done = await handler.Handle(new RecordDisclosure(key, form.DayIn("checked"), disclosed, form["place"], form.Has("links", "yes")), me, ct);
        if (!done.IsRefused(out refusal)) return Pages.GoTo($"/accounts/{key}/documents", Notice.Success("確かめた結果を記録しました。"));
        return refusal is Invalid ? Pages.ShowAgain<DisclosurePage>(View(form.With(refusal), found.Value), refusal) : Pages.Refuse(refusal);
    }

    private static async Task<IResult> ShowStart(string key, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await Find(key, Act.ReadDocuments, me, db, ct);
        return found.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.Show<StartPage>(await Start(null, found.Value, me, db, ct));
    }

    private static async Task<IResult> RecordStart(string key, FormState form, Me me, CoreDb db, RecordHandler handler, CancellationToken ct)
    {
        var found = await Find(key, Act.ChangeDocuments, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var items = Enum.GetValues<StartItem>().Select(item => (item, form.DayIfAny($"{item.Key}.on"), form[$"{item.Key}.text"])).ToList();
        var done = await handler.Handle(new RecordStart(key, items), me, ct);
        return done.IsRefused(out refusal)
            ? Pages.ShowAgain<StartPage>(await Start(form.With(refusal), found.Value, me, db, ct), refusal)
            : Pages.GoTo($"/accounts/{key}/start", Notice.Success("開始の記録を保存しました。"));
    }

    private static async Task<IResult> RecordHolding(string key, FormState form, Me me, CoreDb db, RecordHandler handler, CancellationToken ct)
    {
        var found = await Find(key, Act.ChangeDocuments, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var badge = Enum.TryParse<Badge>(form["badge"], out var known) ? known : Badge.Unknown;
        var done = await handler.Handle(new RecordHolding(key, form["named_person"], badge), me, ct);
        return done.IsRefused(out refusal)
            ? Pages.ShowAgain<StartPage>(await Start(form.With(refusal), found.Value, me, db, ct), refusal)
            : Pages.GoTo($"/accounts/{key}/start", Notice.Success("名義と認証マークを保存しました。"));
    }

    private static async Task<StartView> Start(FormState? posted, Account account, Me me, CoreDb db, CancellationToken ct)
    {
        var records = await db.StartRecords.AsNoTracking().Where(s => s.Account == account.Id).ToListAsync(ct);
        var holding = await db.Holdings.AsNoTracking().SingleOrDefaultAsync(h => h.Account == account.Id, ct);
        var number = holding?.NamedPerson is { } person ? await db.People.Where(p => p.Id == person).Select(p => p.StaffNumber).SingleOrDefaultAsync(ct) : null;
        var form = posted ?? FormState.Of(
        [
            ("named_person", number), ("badge", (holding?.Badge ?? Badge.Unknown).ToString()),
            .. records.SelectMany(record => FormDays.Boxes($"{record.Item.Key}.on", record.DoneOn).Append(($"{record.Item.Key}.text", record.Text))),
        ]);
        return new StartView(form, account.Key, account.Name, me.May(Act.ChangeDocuments, account.Office), records, holding);
    }

    private static RecordView View(FormState form, Account account) => new(form, account.Key, account.Name);

    private static async Task<Result<Account>> Find(string key, Act act, Me me, CoreDb db, CancellationToken ct)
    {
        var account = await db.AccountsVisibleTo(me).SingleOrDefaultAsync(a => a.Key == key, ct);
        if (account is null) return new AccountNotFound(key);
        if (me.May(act, account.Office, account.Key)) return account;
        return act is Act.ChangeDocuments ? new MayNotChangeDocuments() : new MayNotReadDocuments();
    }
}
