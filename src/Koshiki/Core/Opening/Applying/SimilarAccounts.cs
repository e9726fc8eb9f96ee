using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Applying;

/// <summary>An account that might serve instead of a new one.</summary>
/// <param name="Why">What is alike: the same office, platform or words.</param>
public sealed record SimilarAccount(string Key, string Name, string Platform, string Office, string? Purpose, string Why);

/// <summary>Looks through the register for accounts like the one that is thought of. Guideline 2-2(2). C1.</summary>
internal static class SimilarAccounts
{
    private const int Shown = 10;

    /// <summary>Two accounts share words when this part of the shorter one's pairs of letters is found in the other.</summary>
    private const double EnoughWords = 0.35;

    /// <summary>Pairs of letters in more than this part of the register's accounts, as of 「知らせます」, say nothing.</summary>
    private const double TooCommon = 0.15;

    /// <summary>In a register of fewer accounts nothing is called common.</summary>
    private const int SmallRegister = 20;

    /// <summary>The most alike first: by words of name and purpose, then the same office, then the same platform.</summary>
    public static async Task<IReadOnlyList<SimilarAccount>> For(CoreDb db, Consultation consultation, DateOnly today, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(consultation);
        var own = consultation.Account;
        var words = SearchKey.Of($"{consultation.Name} {consultation.Purpose}").Bigrams;
        var accounts = await (
            from account in db.Accounts.AsNoTracking()
            where account.State != AccountState.Retired && (own == null || account.Id != own)
            where account.Office == consultation.Office || account.SearchBigrams.Any(bigram => words.Contains(bigram))
            join office in db.OfficesOn(today) on account.Office equals office.Id into offices
            from office in offices.DefaultIfEmpty()
            select new { account.Key, account.Name, account.Platform, account.PlatformLabel, account.Purpose, account.Office, OfficeName = office == null ? "" : office.Name }).ToListAsync(ct);
        var pairs = accounts.ToDictionary(account => account.Key, account => SearchKey.Of($"{account.Name} {account.Purpose}").Bigrams);
        var common = accounts.Count < SmallRegister
            ? []
            : pairs.Values.SelectMany(each => each).CountBy(pair => pair, StringComparer.Ordinal).Where(count => count.Value > accounts.Count * TooCommon).Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
        string[] telling = [.. words.Where(pair => !common.Contains(pair))];
        return
        [
            .. from account in accounts
               let share = Share(telling, [.. pairs[account.Key].Where(pair => !common.Contains(pair))])
               let sameOffice = account.Office == consultation.Office
               let samePlatform = account.Platform == consultation.Platform
               where share >= EnoughWords || sameOffice
               orderby share + (sameOffice ? 0.4 : 0) + (samePlatform ? 0.2 : 0) descending, account.Key
               let why = string.Join("、", new[] { share >= EnoughWords ? "名称・目的が似ている" : null, sameOffice ? "同じ所属" : null, samePlatform ? "同じ媒体" : null }.OfType<string>())
               select new SimilarAccount(account.Key, account.Name, account.PlatformLabel ?? account.Platform.DisplayName, account.OfficeName, account.Purpose, why),
        ];
    }

    public static IReadOnlyList<SimilarAccount> First(IReadOnlyList<SimilarAccount> found) => [.. found.Take(Shown)];

    private static double Share(string[] one, string[] other)
    {
        var shorter = Math.Min(one.Length, other.Length);
        return shorter == 0 ? 0 : one.Intersect(other, StringComparer.Ordinal).Count() / (double)shorter;
    }
}
