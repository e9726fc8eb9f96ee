using System.Collections.Frozen;
using Koshiki.Edge.PublicSite.Answering;
using Koshiki.Edge.PublicSite.Listing;
using Koshiki.Exchange;
using Koshiki.Foundation.Queues;

namespace Koshiki.Edge.PublicSite;

/// <summary>One publication of the list as it is served on one day, with the answers already made from it. A new publication is a new edition: nothing stale can outlive it.</summary>
internal sealed class Edition
{
    private readonly FrozenDictionary<string, ListedAccount> byKey;

    private Edition(long number, DateTimeOffset? publishedAt, string? government, IReadOnlyList<ListedAccount> accounts, DateOnly day)
    {
        (Number, PublishedAt, Government, Accounts, Day) = (number, publishedAt, government, accounts, day);
        byKey = accounts.ToFrozenDictionary(a => a.Account.Key, StringComparer.Ordinal);
        Choices = ListChoices.Of(accounts);
    }

    /// <summary>The publication's number; 0 where nothing has been published yet.</summary>
    public long Number { get; }

    /// <summary>Null where nothing has been published yet.</summary>
    public DateTimeOffset? PublishedAt { get; }

    /// <summary>The government's name as published; null where nothing has been published yet.</summary>
    public string? Government { get; }

    /// <summary>Accounts in use in the order of publication, then the retired ones, the last retired first.</summary>
    public IReadOnlyList<ListedAccount> Accounts { get; }

    /// <summary>The day in Japan for which "retired" was judged.</summary>
    public DateOnly Day { get; }

    public ListChoices Choices { get; }

    public AnswerCache Answers { get; } = new();

    /// <param name="content">The stored order; null where nothing has been published yet.</param>
    public static Edition Of(byte[]? content, DateOnly today)
    {
        if (content is null) return new Edition(0, null, null, [], today);
        var list = (PublishAccountList)MessageJson.FromBytes<Order>(content);
        var accounts = list.Accounts.Select(a => new ListedAccount(a, today)).ToList();
        return new Edition(
            list.Number,
            list.PublishedAt,
            list.Government,
            [.. accounts.Where(a => !a.Retired), .. accounts.Where(a => a.Retired).OrderByDescending(a => a.Account.RetiredOn)],
            today);
    }

    public ListedAccount? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>Gives an endpoint the edition that the request began with.</summary>
    public static ValueTask<Edition> BindAsync(HttpContext context) =>
        context.Features.Get<Edition>() is { } edition
            ? ValueTask.FromResult(edition)
            : throw new BadHttpRequestException("The list has not been read from the database yet.", StatusCodes.Status503ServiceUnavailable);
}
