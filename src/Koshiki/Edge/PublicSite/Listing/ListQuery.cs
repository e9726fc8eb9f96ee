using System.Globalization;
using System.Text;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Edge.PublicSite.Listing;

/// <summary>The conditions of the list, from the known keys of the address. Other keys are as if they were not there.</summary>
/// <param name="Department">The department's name, or empty for all. 部局.</param>
/// <param name="Platform">The platform's key, or empty for all. 媒体.</param>
/// <param name="Purpose">The purpose, or empty for all. 目的.</param>
/// <param name="Text">Words to search for, or empty.</param>
/// <param name="Page">From 1.</param>
public sealed record ListQuery(string Department, string Platform, string Purpose, string Text, int Page)
{
    /// <summary>The longest condition, in UTF-16 units.</summary>
    public const int LongestValue = 100;

    /// <summary>The longest query part of an address that is read at all.</summary>
    public const int LongestAddress = 4000;

    /// <summary>Accounts on one page.</summary>
    public const int PageSize = 100;

    public static ListQuery All { get; } = new("", "", "", "", 1);

    /// <returns>The conditions, or <see cref="ConditionTooLong"/>.</returns>
    internal static Result<ListQuery> Read(HttpRequest request)
    {
        if (!request.QueryString.HasValue) return All;
        if (request.QueryString.Value!.Length > LongestAddress) return new ConditionTooLong();

        var given = request.Query;
        var page = int.TryParse(given["page"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;
        var query = new ListQuery(Value("department"), Value("platform"), Value("purpose"), Value("q"), page);
        return new[] { query.Department, query.Platform, query.Purpose, query.Text }.Any(value => value.Length > LongestValue) ? new ConditionTooLong() : query;

        string Value(string key) => given[key].FirstOrDefault()?.Trim() ?? "";
    }

    internal IReadOnlyList<ListedAccount> In(Edition edition)
    {
        if (this with { Page = 1 } == All) return edition.Accounts;
        var words = SearchKey.Of(Text).WithoutAt.Words;
        return [.. edition.Accounts.Where(a =>
            (Department.Length == 0 || a.Account.Department == Department)
            && (Platform.Length == 0 || a.PlatformKey == Platform)
            && (Purpose.Length == 0 || a.Account.Purpose == Purpose)
            && a.Contains(words))];
    }

    /// <summary>The one address of a path under these conditions; two requests that mean the same have the same.</summary>
    public string Address(string path)
    {
        var result = new StringBuilder(path);
        Add("department", Department);
        Add("platform", Platform);
        Add("purpose", Purpose);
        Add("q", Text);
        if (Page > 1) Add("page", Page.ToString(CultureInfo.InvariantCulture));
        return result.ToString();

        void Add(string key, string value)
        {
            if (value.Length == 0) return;
            result.Append(result.Length == path.Length ? '?' : '&').Append(key).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
