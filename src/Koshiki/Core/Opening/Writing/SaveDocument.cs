using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Opening.Lacking;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Writing;

/// <summary>Saves a document of a consultation, or of an account in use, as a draft.</summary>
/// <param name="Of">A consultation's id or an account's key.</param>
/// <param name="Texts">By the keys of <see cref="DocumentForms"/>.</param>
/// <param name="Seen">Number and row version of what was on the screen; null where nothing was saved yet.</param>
public sealed record SaveDocument(DocumentOwner Of, DocumentKind Kind, IReadOnlyDictionary<string, string> Texts, string Why, (int Number, uint Version)? Seen);

/// <summary>Whose document it is.</summary>
public abstract record DocumentOwner
{
    private DocumentOwner() { }

    public sealed record OfConsultation(ConsultationId Id) : DocumentOwner;

    public sealed record OfAccount(string Key) : DocumentOwner;
}

/// <summary>The office head approves the draft that waits.</summary>
public sealed record ApproveDocument(string AccountKey, DocumentKind Kind, int Number);

public sealed class DocumentHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The version, or <see cref="ConsultationNotFound"/>, <see cref="AccountNotFound"/>, <see cref="MayNotChangeDocuments"/>, <see cref="ConsultationNotReady"/>, <see cref="SomebodyElseWrote"/>, <see cref="SameAsBefore"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<DocumentVersion>> Handle(SaveDocument command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var read = command.Of switch
        {
            DocumentOwner.OfConsultation of => await Versions(of.Id, command.Kind, me, ct),
            DocumentOwner.OfAccount of => await Versions(of.Key, command.Kind, me, ct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (read.IsRefused(out var refusal)) return refusal;
        var (consultation, account, latest) = read.Value;

        // Decide
        if (latest is not null && command.Seen != (latest.Number, latest.Version)) return new SomebodyElseWrote(latest.SavedByName, latest.SavedAt);
        var sections = Sections(command, out var faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        if (latest is not null && latest.Sections.SequenceEqual(sections)) return new SameAsBefore();
        var version = latest is { State: DocumentState.Draft } ? latest : DocumentVersion.Draft(consultation, account, command.Kind, (latest?.Number ?? 0) + 1);
        if (version.Write(sections, command.Why, me, now).IsRefused(out refusal)) return refusal;

        // Write
        if (version != latest) db.Add(version);
        await db.SaveChangesAsync(ct);
        return version;
    }

    /// <returns>The version, or <see cref="AccountNotFound"/>, <see cref="MayNotApproveDocuments"/>, <see cref="NoDraftToApprove"/>, and as <see cref="DocumentVersion.Approve"/>.</returns>
    public async Task<Result<DocumentVersion>> Handle(ApproveDocument command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var account = await db.AccountsVisibleTo(me).SingleOrDefaultAsync(a => a.Key == command.AccountKey, ct);
        if (account is null) return new AccountNotFound(command.AccountKey);
        var version = await db.DocumentVersions.SingleOrDefaultAsync(d => d.Account == account.Id && d.Kind == command.Kind && d.Number == command.Number, ct);

        // Decide
        if (!me.May(Act.ApproveDocuments, account.Office)) return new MayNotApproveDocuments();
        if (version is null) return new NoDraftToApprove();
        if (version.Approve(me, now.DayInJapan).IsRefused(out var refusal)) return refusal;

        // Write
        await LackTasks.Close(db, LackTasks.Kind, $"{account.Key}/{command.Kind.Key}", me, $"第{version.Number}版を承認しました。", now, ct);
        if (command.Kind is DocumentKind.AccountPolicy) db.RenewPublicList();
        await db.SaveChangesAsync(ct);
        return version;
    }

    private async Task<Result<(ConsultationId?, AccountId?, DocumentVersion?)>> Versions(ConsultationId id, DocumentKind kind, Me me, CancellationToken ct)
    {
        var consultation = await db.ConsultationsVisibleTo(me).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (consultation is null) return new ConsultationNotFound();
        if (!me.May(Act.ApplyForAccounts, consultation.Office)) return new MayNotApply();
        if (ConsultationFlow.Next(consultation.State, ConsultationAction.Edit).IsRefused(out var notNow)) return notNow;
        var latest = await db.DocumentsOf(consultation).Where(d => d.Kind == kind).OrderByDescending(d => d.Number).FirstOrDefaultAsync(ct);
        return (id, consultation.Account, latest);
    }

    private async Task<Result<(ConsultationId?, AccountId?, DocumentVersion?)>> Versions(string key, DocumentKind kind, Me me, CancellationToken ct)
    {
        var account = await db.AccountsVisibleTo(me).SingleOrDefaultAsync(a => a.Key == key, ct);
        if (account is null) return new AccountNotFound(key);
        if (!me.May(Act.ChangeDocuments, account.Office)) return new MayNotChangeDocuments();
        var latest = await db.DocumentVersions.Where(d => d.Account == account.Id && d.Kind == kind).OrderByDescending(d => d.Number).FirstOrDefaultAsync(ct);
        return (null, account.Id, latest);
    }

    /// <summary>Drafts may have blanks; what is too long or holds a password is not stored.</summary>
    private static List<DocumentSection> Sections(SaveDocument command, out List<Fault> faults)
    {
        var sections = new List<DocumentSection>();
        faults = [];
        foreach (var rule in DocumentForms.Of(command.Kind))
        {
            var text = InputText.Prose(command.Texts.GetValueOrDefault(rule.Key, "")).Trim();
            var field = $"{command.Kind.Key}.{rule.Key}";
            if (text.Length > DocumentForms.LongestSection) faults.Add(new Fault(field, new SectionTooLong(DocumentForms.LongestSection).Sentence));
            if (SecretText.LooksLikePassword(text)) faults.Add(new Fault(field, new HoldsAPassword().Sentence));
            sections.Add(new DocumentSection(rule.Key, rule.Heading, text));
        }

        return sections;
    }
}
