using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Core.Organizations;

/// <summary>What this area asks of the register of accounts, which stands above it and answers. アカウント台帳.</summary>
public interface IAccountRegister
{
    /// <summary>Those of these keys that the register has, as it writes them; small and capital letters are the same.</summary>
    Task<IReadOnlyList<string>> KeysAmong(IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <summary>The accounts for which an office answers today, retired ones left out, each with the way to its page.</summary>
    Task<IReadOnlyList<Link>> HeldBy(OfficeId office, CancellationToken ct);
}

/// <summary>The keys of accounts that are named in a contractor's or designated manager's posting. 担当アカウント.</summary>
internal static class AccountKeys
{
    private static readonly char[] Between = [' ', ',', ';', '、'];

    /// <summary>The keys in a field or cell, apart and in half width.</summary>
    public static string[] Split(string text) => [.. InputText.Code(text).Split(Between, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    extension(IAccountRegister register)
    {
        /// <summary>The keys as the register writes them; whoever is neither contractor nor designated manager has none.</summary>
        /// <returns>The keys, or <see cref="UnknownAccounts"/>.</returns>
        public async Task<Result<string[]>> Named(Duty duty, IReadOnlyCollection<string> keys, CancellationToken ct) =>
            duty.IsOutsiders ? Known(keys, keys.Count == 0 ? [] : await register.KeysAmong(keys, ct)) : Array.Empty<string>();
    }

    /// <param name="known">What the register has of these keys, and perhaps of others.</param>
    public static Result<string[]> Known(IReadOnlyCollection<string> keys, IReadOnlyCollection<string> known)
    {
        string[] unknown = [.. keys.Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase))];
        return unknown.Length > 0 ? new UnknownAccounts(string.Join("、", unknown)) : keys.Select(key => known.First(one => string.Equals(one, key, StringComparison.OrdinalIgnoreCase))).ToArray();
    }
}
