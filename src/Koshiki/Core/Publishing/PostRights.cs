using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;

namespace Koshiki.Core.Publishing;

/// <summary>The authorisation table's answers, asked of a post.</summary>
public static class PostRights
{
    /// <summary>The posts that the person may see: of his offices, of accounts of his offices, of his named accounts, and his own.</summary>
    public static IQueryable<Post> VisibleTo(this IQueryable<Post> posts, Me me)
    {
        switch (me.ScopeOf(Act.ReadPosts))
        {
            case Organizations.Scope.Government:
                return posts;
            case Organizations.Scope.Limited limited:
                var offices = limited.Offices.Select(o => o.Value).ToArray();
                if (limited.Accounts.Count == 0) return posts.Where(p => p.ConcernedOffices.Any(o => offices.Contains(o)) || p.Author == me.Id);
                var accounts = limited.Accounts.ToArray();
                return posts.Where(p => p.ConcernedOffices.Any(o => offices.Contains(o)) || p.AccountKeys.Any(k => accounts.Contains(k)) || p.Author == me.Id);
            default:
                return posts.Where(_ => false);
        }
    }

    /// <summary>The lines of the delivery log that the person may see.</summary>
    public static IQueryable<ChannelDelivery> VisibleTo(this IQueryable<ChannelDelivery> deliveries, Me me)
    {
        switch (me.ScopeOf(Act.ReadDeliveries))
        {
            case Organizations.Scope.Government:
                return deliveries;
            case Organizations.Scope.Limited limited:
                var offices = limited.Offices.ToArray();
                var accounts = limited.Accounts.ToArray();
                return deliveries.Where(d => offices.Contains(d.Office) || accounts.Contains(d.AccountKey));
            default:
                return deliveries.Where(_ => false);
        }
    }

    public static bool MaySee(this Me me, Post post) =>
        post.Author == me.Id || Reaches(me, Act.ReadPosts, post) || post.Steps.Any(s => me.DeciderOf(s.Kind, s.Office) is not null);

    /// <summary>May change, submit and take back: the author's office; a contractor only posts to the accounts named in his contract.</summary>
    public static bool MayWrite(this Me me, Post post) =>
        me.May(Act.WritePosts, post.Office)
        || (post.Author == me.Id && post.Channels.Count > 0 && me.ScopeOf(Act.WritePosts) is Organizations.Scope.Limited limited && post.Channels.All(c => limited.Accounts.Contains(c.AccountKey)))
        || (post.Author == me.Id && post.Channels.Count == 0 && me.May(Act.WritePosts));

    public static bool MaySteer(this Me me, Post post) => Reaches(me, Act.SteerDeliveries, post);

    /// <summary>Whether the person may address an account. Staff may address another office's account too: its head is then asked as one step of the route.</summary>
    public static Result<Account> MayAddress(this Me me, Account account) =>
        me.ScopeOf(Act.WritePosts) switch
        {
            Organizations.Scope.Government => account,
            Organizations.Scope.Limited { Offices.Count: > 0 } => account,
            Organizations.Scope.Limited limited when limited.Accounts.Contains(account.Key) => account,
            _ => new MayNotWriteTo(account.Name),
        };

    /// <summary>Whether an account can speak today.</summary>
    public static Result<Account> CanSpeak(this Account account) => (account.State, account.Connection) switch
    {
        (AccountState.Retired or AccountState.Retiring, _) => new AccountCannotSpeak(account.Name, "廃止されたか、廃止の手続中です。発信先から外してください。"),
        (not AccountState.Active, _) => new AccountCannotSpeak(account.Name, "運用中のアカウントではありません。発信先から外すか、広報担当課に確かめてください。"),
        (_, ConnectionState.NotConnected) => new AccountCannotSpeak(account.Name, "まだ接続されていません。広報担当課か情報システム所管課に接続を依頼してください。"),
        (_, ConnectionState.Broken) => new AccountCannotSpeak(account.Name, account.ConnectionReason ?? "接続が切れています。広報担当課か情報システム所管課に連絡してください。"),
        _ => account,
    };

    private static bool Reaches(Me me, Act act, Post post) =>
        post.ConcernedOffices.Any(o => me.May(act, new OfficeId(o))) || post.AccountKeys.Any(k => me.May(act, post.Office, k));
}
