using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Opening.Filing;
using Koshiki.Core.Opening.Writing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Keeping;

/// <param name="InForce">The version that holds today.</param>
/// <param name="Shown">The version on the page.</param>
/// <param name="MayApprove">The version shown is a draft that whoever looks may approve.</param>
public sealed record DocumentView(
    FormState Form, DocumentKind Kind, string Name, string Path, IReadOnlyList<Link> Trail, DocumentVersion? Shown, int? InForce, IReadOnlyList<DocumentVersion> Versions,
    bool MayChange, bool MayApprove, IReadOnlyList<string> Outdated, Paper? Outside);

public sealed record DocumentComparison(string Heading, IReadOnlyList<DiffPart> Parts);

public sealed record CompareView(FormState Form, DocumentKind Kind, string Name, string Path, IReadOnlyList<Link> Trail, IReadOnlyList<DocumentVersion> Versions, DocumentVersion Before, DocumentVersion After, IReadOnlyList<DocumentComparison> Changed, int Same);

/// <summary>The versions of a document: read, compared, approved, taken along as a file.</summary>
internal static class DocumentPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts/{key}/documents/{kind}", ShowOfAccount).Requires(Act.ReadDocuments);
        app.MapPost("/accounts/{key}/documents/{kind}/approve", Approve).Requires(Act.ApproveDocuments);
        app.MapGet("/accounts/{key}/documents/{kind}/compare", Compare).Requires(Act.ReadDocuments);
        app.MapGet("/accounts/{key}/documents/{kind}.docx", DownloadOfAccount).Requires(Act.ReadDocuments);
        app.MapGet("/accounts/apply/{id:guid}/documents/{kind}/read", ShowOfConsultation).Requires(Act.ReadConsultations);
        app.MapGet("/accounts/apply/{id:guid}/documents/{kind}.docx", DownloadOfConsultation).Requires(Act.ReadConsultations);
        app.MapGet("/accounts/apply/{id:guid}/form1.docx", DownloadForm).Requires(Act.ReadConsultations);
    }

    private static async Task<IResult> ShowOfAccount(string key, string kind, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Find(key, kind, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        return Pages.Show<DocumentPage>(await View(FormState.Empty, found.Value, Number(form["number"]), me, db, clock, ct));
    }

    private static async Task<IResult> Approve(string key, string kind, FormState form, Me me, CoreDb db, DocumentHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var found = await Find(key, kind, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var number = Number(form["number"]) ?? 0;
        var approved = await handler.Handle(new ApproveDocument(key, found.Value.Kind, number), me, ct);
        if (!approved.IsRefused(out refusal)) return Pages.GoTo($"/accounts/{key}/documents/{kind}", Notice.Success($"{found.Value.Kind.Word}の第{number}版を承認しました。", found.Value.Kind is DocumentKind.AccountPolicy ? "公開ページには数秒で載ります。" : null));
        return refusal is Invalid ? Pages.ShowAgain<DocumentPage>(await View(FormState.Empty.With(new BlanksLeft(refusal.Faults)), found.Value, number, me, db, clock, ct), refusal) : Pages.Refuse(refusal);
    }

    private static async Task<IResult> Compare(string key, string kind, FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await Find(key, kind, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var versions = await Versions(found.Value, db, ct);
        var after = versions.FirstOrDefault(v => v.Number == Number(form["after"])) ?? versions.FirstOrDefault();
        var before = versions.FirstOrDefault(v => v.Number == Number(form["before"])) ?? versions.FirstOrDefault(v => v.Number < after?.Number);
        if (after is null || before is null) return Pages.Refuse(new NothingToCompare());
        var headings = DocumentForms.Of(found.Value.Kind).Select(rule => (rule.Key, rule.Heading)).ToList();
        var changed = headings.Where(one => before[one.Key] != after[one.Key]).Select(one => new DocumentComparison(one.Heading, TextDiff.Between(before[one.Key], after[one.Key]))).ToList();
        return Pages.Show<ComparePage>(new CompareView(
            FormState.Of(("before", Text(before.Number)), ("after", Text(after.Number))), found.Value.Kind, found.Value.Account.Name, $"/accounts/{key}/documents/{kind}", found.Value.Trail, versions, before, after, changed, headings.Count - changed.Count));
    }

    private static async Task<IResult> DownloadOfAccount(string key, string kind, FormState form, Me me, CoreDb db, KnownAccounts known, CancellationToken ct)
    {
        var found = await Find(key, kind, me, db, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var versions = await Versions(found.Value, db, ct);
        var version = Number(form["number"]) is { } number ? versions.FirstOrDefault(v => v.Number == number) : versions.FirstOrDefault(v => v.State is DocumentState.Approved) ?? versions.FirstOrDefault();
        return version is null
            ? Pages.Refuse(new DocumentNotFound(found.Value.Kind.Word))
            : DocumentFiles.Of(version, await known.Of(found.Value.Account, ct)).Download($"{key}-{kind}-{version.Number}.docx");
    }

    private static async Task<IResult> ShowOfConsultation(Guid id, string kind, Me me, CoreDb db, CancellationToken ct)
    {
        if (DocumentKinds.FromKey(kind) is not { } wanted) return Pages.Refuse(new DocumentNotFound("書類"));
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        var versions = await db.DocumentsOf(consultation).AsNoTracking().Where(d => d.Kind == wanted).OrderByDescending(d => d.Number).ToListAsync(ct);
        if (versions.Count == 0) return Pages.Refuse(new DocumentNotFound(wanted.Word));
        var path = $"/accounts/apply/{id}";
        return Pages.Show<DocumentPage>(new DocumentView(
            FormState.Empty, wanted, consultation.Name, $"{path}/documents/{kind}", [new Link("アカウントの一覧", "/accounts"), new Link("開設の協議", "/accounts/apply"), new Link(consultation.Name, path)],
            versions[0], null, [], MayChange: false, MayApprove: false, [], null));
    }

    private static async Task<IResult> DownloadOfConsultation(Guid id, string kind, Me me, CoreDb db, KnownAccounts known, CancellationToken ct)
    {
        if (DocumentKinds.FromKey(kind) is not { } wanted) return Pages.Refuse(new DocumentNotFound("書類"));
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        var version = await db.DocumentsOf(consultation).AsNoTracking().Where(d => d.Kind == wanted).OrderByDescending(d => d.Number).FirstOrDefaultAsync(ct);
        return version is null ? Pages.Refuse(new DocumentNotFound(wanted.Word)) : DocumentFiles.Of(version, await known.Of(consultation, ct)).Download($"{kind}-{version.Number}.docx");
    }

    private static async Task<IResult> DownloadForm(Guid id, Me me, CoreDb db, KnownAccounts known, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        if (consultation.Form is null) return Pages.Refuse(new DocumentNotFound("事前協議書"));
        return ConsultationFile.Of(consultation, await known.Of(consultation, ct)).Download("form1.docx");
    }

    private static async Task<DocumentView> View(FormState form, Place place, int? number, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var versions = await Versions(place, db, ct);
        var today = clock.GetUtcNow().DayInJapan;
        var shown = versions.FirstOrDefault(v => v.Number == number) ?? versions.FirstOrDefault(v => v.State is DocumentState.Approved) ?? versions.FirstOrDefault();
        var outside = versions.Count > 0 ? null : (await Papers.Read(db, [place.Account.Id], today, ct))[place.Account.Id].Document(place.Kind);
        return new DocumentView(
            form, place.Kind, place.Account.Name, $"/accounts/{place.Account.Key}/documents/{place.Kind.Key}", place.Trail, shown,
            versions.FirstOrDefault(v => v.State is DocumentState.Approved)?.Number, versions,
            me.May(Act.ChangeDocuments, place.Account.Office),
            shown is { State: DocumentState.Draft } && me.May(Act.ApproveDocuments, place.Account.Office) && shown.SavedBy != me.Id,
            shown is null ? [] : [.. shown.Sections.SelectMany(section => LegalReferences.Outdated(section.Text, today)).Distinct()], outside);
    }

    private static Task<List<DocumentVersion>> Versions(Place place, CoreDb db, CancellationToken ct) =>
        db.DocumentVersions.AsNoTracking().Where(d => d.Account == place.Account.Id && d.Kind == place.Kind).OrderByDescending(d => d.Number).ToListAsync(ct);

    private sealed record Place(Account Account, DocumentKind Kind)
    {
        public IReadOnlyList<Link> Trail => [new Link("アカウントの一覧", "/accounts"), new Link(Account.Name, $"/accounts/{Account.Key}"), new Link("書類", $"/accounts/{Account.Key}/documents")];
    }

    private static async Task<Result<Place>> Find(string key, string kind, Me me, CoreDb db, CancellationToken ct)
    {
        if (DocumentKinds.FromKey(kind) is not { } wanted) return new DocumentNotFound("書類");
        var account = await db.AccountsVisibleTo(me).SingleOrDefaultAsync(a => a.Key == key, ct);
        if (account is null || !me.May(Act.ReadDocuments, account.Office, account.Key)) return new AccountNotFound(key);
        return new Place(account, wanted);
    }

    private static Task<Consultation?> Find(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        var wanted = new ConsultationId(id);
        return db.ConsultationsVisibleTo(me).AsNoTracking().Include(c => c.Words).SingleOrDefaultAsync(c => c.Id == wanted, ct);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
