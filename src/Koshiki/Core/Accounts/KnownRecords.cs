using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts;

/// <summary>What entries refer to: offices and people by their codes, accounts by key, address and permanent id. Read in four queries, however many entries there are.</summary>
internal sealed class KnownRecords
{
    private readonly Dictionary<string, OfficeId> offices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PersonId> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Account> accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> keysByAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<(Platform, string), string> keysByPermanentId = [];

    private KnownRecords(DateOnly today) => Today = today;

    public DateOnly Today { get; }

    /// <summary>Reads what these entries mention. The accounts among them are tracked, with their periods.</summary>
    public static async Task<KnownRecords> For(IReadOnlyCollection<AccountEntry> entries, CoreDb db, DateOnly today, CancellationToken ct)
    {
        var known = new KnownRecords(today);
        var codes = entries.Select(entry => InputText.Code(entry.OfficeCode)).Distinct().ToArray();
        foreach (var office in await db.Offices.IgnoreAutoIncludes().Where(office => codes.Contains(office.Code)).Select(office => new { office.Code, office.Id }).ToListAsync(ct))
        {
            known.offices[office.Code] = office.Id;
        }

        var numbers = entries.Select(entry => InputText.Code(entry.ResponsibleHead)).Where(number => number.Length > 0).Distinct().ToArray();
        if (numbers.Length > 0)
        {
            foreach (var person in await db.People.Where(person => person.StaffNumber != null && numbers.Contains(person.StaffNumber)).Select(person => new { person.StaffNumber, person.Id }).ToListAsync(ct))
            {
                known.people[person.StaffNumber!] = person.Id;
            }
        }

        var keys = entries.Select(entry => InputText.Code(entry.Id)).Distinct().ToArray();
        foreach (var account in await db.Accounts.Include(account => account.Periods).Where(account => keys.Contains(account.Key)).ToListAsync(ct))
        {
            known.accounts[account.Key] = account;
        }

        await known.ReadTheSame(entries, db, ct);
        return known;
    }

    public Result<OfficeId> Office(string code) => offices.TryGetValue(code, out var id) ? id : new NoSuchOffice(code);

    public Result<PersonId> Person(string number) => people.TryGetValue(number, out var id) ? id : new NoSuchPerson(number);

    public Account? Account(string key) => accounts.GetValueOrDefault(key);

    /// <summary>The key of the account in use that has this address today.</summary>
    public string? KeyAt(string addressKey) => keysByAddress.GetValueOrDefault(addressKey);

    public string? KeyOf(Platform platform, string permanentId) => keysByPermanentId.GetValueOrDefault((platform, permanentId));

    private async Task ReadTheSame(IReadOnlyCollection<AccountEntry> entries, CoreDb db, CancellationToken ct)
    {
        var addresses = entries
            .Select(entry => PlatformNames.FromKey(InputText.Code(entry.Platform)) is { } platform && AccountAddress.Canonical(platform, entry.Url) is { Succeeded: true } read ? read.Value.Identity.ToString() : null)
            .OfType<string>().Distinct().ToArray();
        var permanentIds = entries.Select(entry => entry.PermanentId.Trim()).Where(id => id.Length > 0).Distinct().ToArray();
        var same = await db.Accounts
            .Where(account => account.State != AccountState.Retired && (addresses.Contains(account.AddressKey) || (account.PermanentId != null && permanentIds.Contains(account.PermanentId))))
            .Select(account => new { account.Key, account.AddressKey, account.Platform, account.PermanentId })
            .ToListAsync(ct);
        foreach (var account in same)
        {
            keysByAddress[account.AddressKey] = account.Key;
            if (account.PermanentId is { } id) keysByPermanentId[(account.Platform, id)] = account.Key;
        }
    }
}
