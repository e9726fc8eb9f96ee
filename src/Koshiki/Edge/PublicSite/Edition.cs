using System.Collections.Frozen;
using Koshiki.Edge.PublicSite.Answering;
using Koshiki.Edge.PublicSite.Checking;
using Koshiki.Edge.PublicSite.Listing;
using Koshiki.Edge.PublicSite.Signing;
using Koshiki.Exchange;

namespace Koshiki.Edge.PublicSite;

/// <summary>Everything that residents read as it is served on one day, with the answers already made from it. A new publication is a new edition: nothing stale can outlive it.</summary>
internal sealed class Edition
{
    private readonly FrozenDictionary<string, ListedAccount> byKey;
    private readonly PublishAccountList? list;
    private readonly Lazy<byte[]> file;
    private readonly Lazy<string?> signature;

    public Edition(PublishAccountList? list, PublishDocuments? documents, PublishImpersonators? impersonators, DateOnly day)
    {
        (this.list, Day) = (list, day);
        var accounts = (list?.Accounts ?? []).Select(a => new ListedAccount(a, day)).ToList();
        Accounts = [.. accounts.Where(a => !a.Retired), .. accounts.Where(a => a.Retired).OrderByDescending(a => a.Account.RetiredOn)];
        byKey = Accounts.ToFrozenDictionary(a => a.Account.Key, StringComparer.Ordinal);
        Documents = [.. (documents?.Documents ?? []).Where(d => d.PublishedOn <= day && (d.Until is null || d.Until >= day))];
        Impersonators = impersonators?.Accounts ?? [];
        Choices = ListChoices.Of(Accounts);
        file = new(() => ListFiles.JsonOf(this, ListQuery.All));
        signature = new(() => Signer?.Sign(ListFile));
        Check = new OfficialCheck(list?.Accounts ?? [], Impersonators, day);
    }

    /// <summary>The list's number; 0 where nothing has been published yet.</summary>
    public long Number => list?.Number ?? 0;

    /// <summary>Null where nothing has been published yet.</summary>
    public DateTimeOffset? PublishedAt => list?.PublishedAt;

    /// <summary>The government's name as published; null where nothing has been published yet.</summary>
    public string? Government => list?.Government;

    /// <summary>Accounts in use in the order of publication, then the retired ones, the last retired first.</summary>
    public IReadOnlyList<ListedAccount> Accounts { get; }

    /// <summary>The documents that are shown on this day.</summary>
    public IReadOnlyList<PublicDocument> Documents { get; }

    public IReadOnlyList<KnownImpersonator> Impersonators { get; }

    /// <summary>The day in Japan for which "retired" was judged.</summary>
    public DateOnly Day { get; }

    public ListChoices Choices { get; }

    /// <summary>Answers whether an account is ours.</summary>
    public OfficialCheck Check { get; }

    public AnswerCache Answers { get; } = new();

    /// <summary>Signs the list as a file; null where no key signs yet.</summary>
    public ListSigner? Signer { get; init; }

    /// <summary>The whole list as the file that is signed.</summary>
    public byte[] ListFile => file.Value;

    /// <summary>The signature of <see cref="ListFile"/>; null where no key signs yet.</summary>
    public string? ListSignature => signature.Value;

    public ListedAccount? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The newest document of a kind about an account.</summary>
    public PublicDocument? Document(PublicDocumentKind kind, string accountKey) =>
        Documents.Where(d => d.Kind == kind && d.AccountKey == accountKey).MaxBy(d => d.PublishedOn);

    /// <summary>Gives an endpoint the edition that the request began with.</summary>
    public static ValueTask<Edition> BindAsync(HttpContext context) =>
        context.Features.Get<Edition>() is { } edition
            ? ValueTask.FromResult(edition)
            : throw new BadHttpRequestException("The list has not been read from the database yet.", StatusCodes.Status503ServiceUnavailable);
}
