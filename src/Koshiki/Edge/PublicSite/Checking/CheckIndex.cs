using System.Globalization;
using System.Text;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.PublicSite.Checking;

/// <summary>The official accounts by everything that an address or a name can say of them. Made once for an edition, only read afterwards.</summary>
internal sealed class CheckIndex
{
    private readonly Dictionary<string, PublicAccount> current = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CheckAnswer.Formerly> former = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownImpersonator> impersonators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PublicAccount> skeletons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PublicAccount>> handles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PublicAccount>> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> hosts = new(StringComparer.Ordinal);
    private readonly List<(int End, PublicAccount Account)> ends = [];
    private readonly string allNames;

    public CheckIndex(IReadOnlyList<PublicAccount> accounts, IReadOnlyList<KnownImpersonator> known, DateOnly today)
    {
        var text = new StringBuilder();
        foreach (var account in accounts.OrderBy(account => account.RetiredOn <= today))
        {
            Take(account, account.RetiredOn is { } retiredOn && retiredOn <= today ? retiredOn.AddDays(-1) : null);
            text.Append(SearchKey.Of(account.Name).Text).Append('\n');
            ends.Add((text.Length, account));
        }

        allNames = text.ToString();
        foreach (var one in known) Take(one);
    }

    public PublicAccount? Current(string key) => current.GetValueOrDefault(key);

    public CheckAnswer.Formerly? Former(string key) => former.GetValueOrDefault(key);

    public KnownImpersonator? Impersonator(string key) => impersonators.GetValueOrDefault(key);

    /// <summary>The account for which something of this platform, or a name, can be taken.</summary>
    /// <param name="space">The platform's key, <c>site</c> or <c>name</c>.</param>
    public PublicAccount? LookingLike(string space, string text) => skeletons.GetValueOrDefault($"{space}:{Confusables.Skeleton(text)}");

    public IReadOnlyList<PublicAccount> OfHandle(string handle) => handles.GetValueOrDefault(Bare(handle)) ?? [];

    public IReadOnlyList<PublicAccount> OfName(string name) => names.GetValueOrDefault(SearchKey.Of(name).Text) ?? [];

    /// <summary>Accounts whose name holds all the words; a single letter finds nothing.</summary>
    public List<PublicAccount> WithInName(string text, int most)
    {
        var words = SearchKey.Of(text).Words;
        var found = new List<PublicAccount>();
        if (words.MaxBy(word => word.Length) is not { Length: > 1 } sought) return found;
        for (var at = 0; found.Count < most && (at = allNames.IndexOf(sought, at, StringComparison.Ordinal)) >= 0;)
        {
            var entry = ends.BinarySearch((at, null!), Comparer<(int End, PublicAccount)>.Create((a, b) => a.End.CompareTo(b.End)));
            var (end, account) = ends[entry >= 0 ? entry + 1 : ~entry];
            if (words.Length == 1 || SearchKey.Of(account.Name).Text is var name && words.All(word => name.Contains(word, StringComparison.Ordinal))) found.Add(account);
            at = end;
        }

        return found;
    }

    /// <summary>Whether an official site's host stands in front of another one: www.city.example.lg.jp.evil.example.</summary>
    public bool HoldsOurHost(string host)
    {
        var labels = host.Split('.');
        for (var from = 0; from < labels.Length; from++)
        {
            for (var to = labels.Length - 1; to > from + 1; to--)
            {
                if (hosts.Contains(string.Join('.', labels[from..to]))) return true;
            }
        }

        return false;
    }

    /// <summary>Under what an identity is looked up.</summary>
    public static string KeyOf(AccountIdentity identity) => identity.Kind == IdentityKind.Address ? "site:" + SiteKey(identity.Key) : identity.ToString();

    /// <summary>An address that cannot be read as an account's, for comparing with those of known impersonators.</summary>
    public static string RawKey(string written) =>
        "raw:" + written[(written.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].Split('?', '#')[0].TrimEnd('/').ToLowerInvariant();

    /// <summary>Host and path of a site: with and without "www." are one, names of other scripts are in their wire form, what only counts clicks is dropped.</summary>
    public static string SiteKey(string key)
    {
        var (front, query) = Cut(key, '?');
        var (host, path) = Cut(front, '/');
        var kept = query.Length == 0 ? "" : string.Join('&', query.Split('&').Where(pair => pair.Length > 0 && !OnlyCounts(pair.Split('=')[0])));
        host = Wire(host);
        return (host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host) + (path.Length > 0 ? "/" + path : "") + (kept.Length > 0 ? "?" + kept : "");
    }

    /// <summary>The host as people see it.</summary>
    public static string Seen(string host)
    {
        try
        {
            return host.Contains("xn--", StringComparison.Ordinal) ? new IdnMapping { AllowUnassigned = true }.GetUnicode(host) : host;
        }
        catch (ArgumentException)
        {
            return host;
        }
    }

    private static string Wire(string host)
    {
        try
        {
            return Ascii.IsValid(host) ? host : new IdnMapping().GetAscii(host);
        }
        catch (ArgumentException)
        {
            return host;
        }
    }

    private static bool OnlyCounts(string parameter) =>
        parameter.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || parameter.ToLowerInvariant() is "fbclid" or "gclid" or "igsh" or "igshid" or "yclid" or "msclkid" or "mc_cid" or "mc_eid" or "_ga";

    private static (string Before, string After) Cut(string text, char sign) =>
        text.IndexOf(sign, StringComparison.Ordinal) is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, "");

    private static string Bare(string handle) => handle.TrimStart('@').ToLowerInvariant();

    /// <param name="until">The last day on which it was official; null while it is.</param>
    private void Take(PublicAccount account, DateOnly? until)
    {
        foreach (var identity in Identities(account.Platform, account.Address, account.Handle, account.PermanentId))
        {
            var key = KeyOf(identity);
            if (until is null) current.TryAdd(key, account);
            else Remember(key, new CheckAnswer.Formerly(account, until.Value, Retired: true));
            Resemble(identity, account);
        }

        foreach (var past in account.Former ?? [])
        {
            foreach (var identity in Identities(account.Platform, past.Address, past.Handle, null))
            {
                Remember(KeyOf(identity), new CheckAnswer.Formerly(account, past.Last, Retired: until is not null));
                Resemble(identity, account);
            }

            Add(names, SearchKey.Of(past.Name).Text, account);
            if (past.Handle is { Length: > 0 }) Add(handles, Bare(past.Handle), account);
        }

        if (account.PermanentId is { Length: > 0 } id) Add(handles, Bare(id), account);
        Add(names, SearchKey.Of(account.Name).Text, account);
        skeletons.TryAdd("name:" + Confusables.Skeleton(account.Name), account);
        if (account.Handle is not { Length: > 0 } handle) return;
        Add(handles, Bare(handle), account);
        skeletons.TryAdd("name:" + Confusables.Skeleton(Bare(handle)), account);
    }

    private void Take(KnownImpersonator one)
    {
        switch (one.Address is null ? null : AccountAddress.Read(one.Address))
        {
            case AddressReading.Account { Address: var address }:
                impersonators.TryAdd(KeyOf(address.Identity), one);
                if (address.Identity.Kind == IdentityKind.Handle) impersonators.TryAdd("handle:" + Bare(address.Name), one);
                break;
            case AddressReading.Elsewhere elsewhere: impersonators.TryAdd(KeyOf(elsewhere.Site.Identity), one); break;
            case not null: impersonators.TryAdd(RawKey(WrittenAddress.Tidied(one.Address!)), one); break;
        }

        if (one.Handle is not { Length: > 0 } handle) return;
        impersonators.TryAdd("handle:" + Bare(handle), one);
        if (PlatformNames.FromKey(one.PlatformKey) is { } platform && AccountAddress.Named(platform, handle) is { } named) impersonators.TryAdd(KeyOf(named.Identity), one);
    }

    /// <summary>The newest end counts where an address had several.</summary>
    private void Remember(string key, CheckAnswer.Formerly ended)
    {
        if (!former.TryGetValue(key, out var known) || known.Until < ended.Until) former[key] = ended;
    }

    private void Resemble(AccountIdentity identity, PublicAccount account)
    {
        var isSite = identity.Kind == IdentityKind.Address;
        var text = isSite ? SiteKey(identity.Key) : identity.Key;
        if (isSite && text.Split('/', '?')[0] is var host)
        {
            hosts.Add(host);
            text = Seen(host) + text[host.Length..];
        }

        skeletons.TryAdd($"{(isSite ? "site" : identity.Platform.Key)}:{Confusables.Skeleton(text)}", account);
    }

    private static IEnumerable<AccountIdentity> Identities(Platform platform, string address, string? handle, string? permanentId)
    {
        if (AccountAddress.Canonical(platform, address) is { Succeeded: true, Value: var read }) yield return read.Identity;
        if (handle is { Length: > 0 } && AccountAddress.Named(platform, handle) is { } named) yield return named.Identity;
        if (permanentId is { Length: > 0 }) yield return new AccountIdentity(platform, IdentityKind.PermanentId, permanentId);
    }

    private static void Add(Dictionary<string, List<PublicAccount>> lists, string key, PublicAccount account)
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        if (!list.Contains(account)) list.Add(account);
    }
}
