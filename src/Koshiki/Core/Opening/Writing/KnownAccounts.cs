using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Writing;

/// <summary>Gathers what the register knows, for a first draft.</summary>
internal sealed class KnownAccounts(CoreDb db, Settings settings, TimeProvider clock)
{
    /// <summary>Where residents look whether an account is official.</summary>
    public Uri OfficialList => new(settings.PublicUrl, "/public/accounts");

    public DateOnly Today => clock.GetUtcNow().DayInJapan;

    public string Government => settings.Government;

    public async Task<KnownAccount> Of(Consultation consultation, CancellationToken ct)
    {
        var account = consultation.Account is { } id ? await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) : null;
        var (office, contacts) = await Office(consultation.Office, ct);
        return new KnownAccount(
            Government, consultation.Name, consultation.Platform, consultation.PlatformLabel ?? consultation.Platform.DisplayName, account?.Address, consultation.Purpose, office,
            consultation.Form?.Operator ?? account?.Operator ?? OperatorKind.Direct, consultation.Form?.OperatorName ?? account?.OperatorName, contacts, OfficialList, consultation.Need);
    }

    public async Task<KnownAccount> Of(Account account, CancellationToken ct)
    {
        var (office, contacts) = await Office(account.Office, ct);
        return new KnownAccount(
            Government, account.Name, account.Platform, account.PlatformLabel ?? account.Platform.DisplayName, account.Address, account.Purpose ?? "", office,
            account.Operator, account.OperatorName, contacts, OfficialList, null);
    }

    private async Task<(string Name, IReadOnlyList<string> Contacts)> Office(OfficeId id, CancellationToken ct)
    {
        var name = await db.OfficesOn(Today).Where(office => office.Id == id).Select(office => office.Name).SingleOrDefaultAsync(ct) ?? "";
        var contacts = await db.OfficeContacts.AsNoTracking().Where(contact => contact.Office == id).OrderBy(contact => contact.Key).Select(contact => contact.Written).ToListAsync(ct);
        return (name, [.. contacts.Select(contact => contact.Contains('@', StringComparison.Ordinal) ? $"メール：{contact}" : $"電話：{contact}")]);
    }
}
