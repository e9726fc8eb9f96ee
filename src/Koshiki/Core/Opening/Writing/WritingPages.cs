using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Writing;

/// <param name="Back">The page to which one returns.</param>
/// <param name="Blanks">What is still to be filled in of what was saved.</param>
/// <param name="Outdated">Laws named that may not be named today.</param>
/// <param name="IsFirst">Nothing was saved yet: the fields hold the first draft.</param>
/// <param name="AsksWhy">It follows an approved version: what changes, and why, is asked.</param>
public sealed record DocumentEditView(
    FormState Form, DocumentKind Kind, string Title, IReadOnlyList<Link> Trail, string Back, IReadOnlyList<Fault> Blanks, IReadOnlyList<string> Outdated, bool IsFirst, bool AsksWhy);

/// <summary>Writing documents: of a consultation while it is prepared, of an account as its next version.</summary>
internal static class WritingPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts/apply/{id:guid}/documents/{kind}", AskForConsultation).Requires(Act.ApplyForAccounts);
        app.MapPost("/accounts/apply/{id:guid}/documents/{kind}", SaveForConsultation).Requires(Act.ApplyForAccounts);
        app.MapGet("/accounts/{key}/documents/{kind}/edit", AskForAccount).Requires(Act.ChangeDocuments);
        app.MapPost("/accounts/{key}/documents/{kind}/edit", SaveForAccount).Requires(Act.ChangeDocuments);
    }

    private static async Task<IResult> AskForConsultation(Guid id, string kind, Me me, CoreDb db, KnownAccounts known, CancellationToken ct)
    {
        if (DocumentKinds.FromKey(kind) is not { } wanted) return Pages.Refuse(new DocumentNotFound("書類"));
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        if (ConsultationFlow.Next(consultation.State, ConsultationAction.Edit).IsRefused(out var notNow)) return Pages.Refuse(notNow);
        var latest = await db.DocumentsOf(consultation).AsNoTracking().Where(d => d.Kind == wanted).OrderByDescending(d => d.Number).FirstOrDefaultAsync(ct);
        var sections = latest?.Sections ?? FirstDraft.Of(wanted, await known.Of(consultation, ct), known.Today);
        return Pages.Show<DocumentEditPage>(View(Filled(wanted, sections, latest), wanted, latest, Of(consultation), known.Today));
    }

    private static async Task<IResult> SaveForConsultation(Guid id, string kind, FormState form, Me me, CoreDb db, DocumentHandler handler, KnownAccounts known, CancellationToken ct)
    {
        if (DocumentKinds.FromKey(kind) is not { } wanted) return Pages.Refuse(new DocumentNotFound("書類"));
        if (await Find(id, me, db, ct) is not { } consultation) return Pages.Refuse(new ConsultationNotFound());
        return await Save(new DocumentOwner.OfConsultation(consultation.Id), wanted, form, me, handler, Of(consultation), known, ct);
    }

    private static async Task<IResult> AskForAccount(string key, string kind, Me me, CoreDb db, KnownAccounts known, CancellationToken ct)
    {
        if (DocumentKinds.FromKey(kind) is not { } wanted) return Pages.Refuse(new DocumentNotFound("書類"));
        if (await db.AccountsVisibleTo(me).SingleOrDefaultAsync(a => a.Key == key, ct) is not { } account) return Pages.Refuse(new AccountNotFound(key));
        if (!me.May(Act.ChangeDocuments, account.Office)) return Pages.Refuse(new MayNotChangeDocuments());
        var latest = await db.DocumentVersions.AsNoTracking().Where(d => d.Account == account.Id && d.Kind == wanted).OrderByDescending(d => d.Number).FirstOrDefaultAsync(ct);
        var sections = latest?.Sections ?? FirstDraft.Of(wanted, await known.Of(account, ct), known.Today);
        return Pages.Show<DocumentEditPage>(View(Filled(wanted, sections, latest), wanted, latest, Of(account, wanted), known.Today));
    }

    private static async Task<IResult> SaveForAccount(string key, string kind, FormState form, Me me, CoreDb db, DocumentHandler handler, KnownAccounts known, CancellationToken ct)
    {
        if (DocumentKinds.FromKey(kind) is not { } wanted) return Pages.Refuse(new DocumentNotFound("書類"));
        if (await db.AccountsVisibleTo(me).SingleOrDefaultAsync(a => a.Key == key, ct) is not { } account) return Pages.Refuse(new AccountNotFound(key));
        return await Save(new DocumentOwner.OfAccount(key), wanted, form, me, handler, Of(account, wanted), known, ct);
    }

    private static async Task<IResult> Save(DocumentOwner owner, DocumentKind kind, FormState form, Me me, DocumentHandler handler, Place place, KnownAccounts known, CancellationToken ct)
    {
        var texts = DocumentForms.Of(kind).ToDictionary(rule => rule.Key, rule => form[$"{kind.Key}.{rule.Key}"]);
        (int, uint)? seen = int.TryParse(form["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && uint.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? (number, version) : null;
        var saved = await handler.Handle(new SaveDocument(owner, kind, texts, form["why"], seen), me, ct);
        if (saved.IsRefused(out var refusal))
            return Pages.ShowAgain<DocumentEditPage>(new DocumentEditView(form.With(refusal), kind, place.Title(kind), place.Trail, place.Back, [], [], IsFirst: false, AsksWhy: form.Names.Contains("why")), refusal);
        var left = Blanks.Of(kind, saved.Value.Sections).Count;
        return Pages.GoTo(place.Back, Notice.Success(
            $"{kind.Word}の下書きを保存しました。", left > 0 ? $"まだ直すところが{left}件あります。" : owner is DocumentOwner.OfAccount ? "所属長が承認すると、この版が有効になります。" : null));
    }

    private static FormState Filled(DocumentKind kind, IReadOnlyList<DocumentSection> sections, DocumentVersion? latest) => FormState.Of(
    [
        .. sections.Select(section => ($"{kind.Key}.{section.Key}", (string?)section.Text)),
        ("number", latest?.Number.ToString(CultureInfo.InvariantCulture)), ("version", latest?.Version.ToString(CultureInfo.InvariantCulture)),
        ("why", latest is { State: DocumentState.Draft } ? latest.Why : ""),
    ]);

    private static DocumentEditView View(FormState form, DocumentKind kind, DocumentVersion? latest, Place place, DateOnly today) => new(
        form, kind, place.Title(kind), place.Trail, place.Back,
        latest is null ? [] : Blanks.Of(kind, latest.Sections),
        latest is null ? [] : [.. latest.Sections.SelectMany(section => LegalReferences.Outdated(section.Text, today)).Distinct()],
        IsFirst: latest is null, AsksWhy: latest is { State: DocumentState.Approved } or { Number: > 1 });

    /// <summary>Where the page stands among others.</summary>
    private sealed record Place(string Name, IReadOnlyList<Link> Trail, string Back)
    {
        public string Title(DocumentKind kind) => $"{Name}：{kind.Word}を書く";
    }

    private static Place Of(Consultation consultation)
    {
        var path = $"/accounts/apply/{consultation.Id.Value}";
        return new Place(consultation.Name, [new Link("アカウントの一覧", "/accounts"), new Link("開設の協議", "/accounts/apply"), new Link(consultation.Name, path)], path);
    }

    private static Place Of(Account account, DocumentKind kind) => new(
        account.Name, [new Link("アカウントの一覧", "/accounts"), new Link(account.Name, $"/accounts/{account.Key}"), new Link("書類", $"/accounts/{account.Key}/documents")], $"/accounts/{account.Key}/documents/{kind.Key}");

    private static Task<Consultation?> Find(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        var wanted = new ConsultationId(id);
        return db.ConsultationsVisibleTo(me).AsNoTracking().SingleOrDefaultAsync(c => c.Id == wanted, ct);
    }
}
