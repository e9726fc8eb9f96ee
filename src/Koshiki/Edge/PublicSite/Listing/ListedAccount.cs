using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.PublicSite.Listing;

/// <summary>An account of the public list, ready to be searched and shown.</summary>
public sealed class ListedAccount
{
    private readonly string searchText;

    /// <param name="account">As core published it.</param>
    /// <param name="today">In Japan; an account whose day of retirement has not come is still in use.</param>
    public ListedAccount(PublicAccount account, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(account);
        Account = account;
        Retired = account.RetiredOn <= today;
        searchText = SearchKey.Of(string.Join(' ', account.Name, account.Handle, account.Address, account.PlatformLabel, account.Department, account.Office, account.Purpose, account.Key)).Text;
    }

    public PublicAccount Account { get; }

    /// <summary>廃止: it stays on the list, so that nobody takes a copy for the real one.</summary>
    public bool Retired { get; }

    /// <summary>廃止手続中: off the list, but still standing on its platform.</summary>
    public bool Ending => Retired && Account.IsEnding;

    /// <summary>The value of the platform filter: the platform's key.</summary>
    public string PlatformKey => Account.Platform.Key;

    /// <summary>The address of the account's own page on this host.</summary>
    public string Path => $"/public/accounts/{Uri.EscapeDataString(Account.Key)}";

    /// <summary>The address without its scheme, for reading.</summary>
    public string ShortAddress => Account.Address.Replace("https://", "", StringComparison.Ordinal).TrimEnd('/');

    /// <param name="words">Already in the form of <see cref="SearchKey"/>; all of them must occur.</param>
    public bool Contains(IReadOnlyList<string> words) => words.All(word => searchText.Contains(word, StringComparison.Ordinal));
}

/// <summary>What the filters offer.</summary>
/// <param name="Departments">In the order of the list.</param>
/// <param name="Platforms">Key and name, in the platforms' own order.</param>
/// <param name="Purposes">Those that two accounts or more share; what only one account says is found by searching.</param>
public sealed record ListChoices(IReadOnlyList<string> Departments, IReadOnlyList<(string Key, string Name)> Platforms, IReadOnlyList<string> Purposes)
{
    internal static ListChoices Of(IReadOnlyList<ListedAccount> accounts) => new(
        [.. accounts.Select(a => a.Account.Department).Distinct()],
        [.. accounts.Select(a => a.Account.Platform).Distinct().Order().Select(platform => (platform.Key, platform.DisplayName))],
        [.. accounts.Select(a => a.Account.Purpose).OfType<string>().GroupBy(purpose => purpose).Where(group => group.Count() > 1).Select(group => group.Key)]);
}
