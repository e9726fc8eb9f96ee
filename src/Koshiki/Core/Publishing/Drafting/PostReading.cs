using Koshiki.Core.Accounts;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>A stored post as the content from which it was made, and where this version can post.</summary>
internal static class PostReading
{
    public static PostContent ContentOf(Post post, IReadOnlyDictionary<AccountId, Account> accounts) => new(
        post.Title,
        post.Purpose,
        post.CommonText,
        post.Link,
        [.. post.Channels.OrderBy(c => c.Number).Where(c => accounts.ContainsKey(c.Account)).Select(c => new ChannelContent(accounts[c.Account], c.OwnText, c.Media, c.Segment))],
        post.Event,
        new PostWindow(post.NotBefore, post.NotAfter));

    /// <summary>Whether a post can be written to an account today: it can speak, and its platform is one to which we send.</summary>
    public static Result<Account> CanBePostedTo(this Account account) => account.Platform is Platform.Line or Platform.X or Platform.Facebook
        ? account.CanSpeak()
        : new NoPostingToPlatform(account.Name, account.Platform.DisplayName);
}
