using Koshiki.Core.Publishing.Drafting;
using Koshiki.Foundation;

namespace Koshiki.Core.Publishing.Approving;

/// <summary>What a post must have before anybody is asked about it.</summary>
internal static class Readiness
{
    /// <param name="review">The checks of its content.</param>
    /// <param name="notes">The author's reasons for what the checks point out.</param>
    /// <returns>Nothing, or <see cref="NotReady"/> with every fault at once, or what an account or its hours forbid.</returns>
    public static Result<Done> Of(PostCase at, IReadOnlyList<PostingHours> hours, PostReview review, IReadOnlyList<KeptNote> notes, string? hoursReason, DateTimeOffset now)
    {
        List<Fault> faults = [.. Lacks(at.Post, now), .. review.Faults(notes)];
        if (faults.Count > 0) return new NotReady(faults);

        foreach (var account in at.Accounts)
        {
            if (account.CanSpeak().IsRefused(out var silent)) return silent;
        }

        return Hours(at, hours, hoursReason, at.Post.NotBefore ?? now);
    }

    /// <summary>What is missing or cannot be, apart from what the checks of the content say.</summary>
    public static IReadOnlyList<Fault> Lacks(Post post, DateTimeOffset now)
    {
        var faults = new List<Fault>();
        if (post.Title.Length == 0) faults.Add(new("title", "件名が入力されていません。職員が一覧で見分けられる件名を入力してください。"));
        if (post.Channels.Count == 0) faults.Add(new("channels", "発信先が選ばれていません。1つ以上選んでください。"));
        foreach (var channel in post.Channels.Where(c => string.IsNullOrWhiteSpace(c.OwnText ?? post.CommonText)))
        {
            faults.Add(new(channel.OwnText is null ? "text" : $"text.{channel.AccountKey}", $"「{channel.AccountKey}」に発信する本文がありません。本文を入力してください。"));
        }

        if (post.NotBefore < now) faults.Add(new("notBefore", "発信日時が過ぎています。これからの日時を入力するか、「承認後すぐ」を選んでください。"));
        if (post.NotAfter <= (post.NotBefore ?? now)) faults.Add(new("notAfter", new WindowTurnedRound().Sentence));
        return faults;
    }

    /// <summary>The posting hours of the accounts' policies. Disaster posts go at any hour.</summary>
    public static Result<Done> Hours(PostCase at, IReadOnlyList<PostingHours> hours, string? reason, DateTimeOffset goesAt)
    {
        if (at.Post.Purpose is Purpose.Emergency) return new Done();
        foreach (var one in hours.Where(h => !h.Times.Include(goesAt)).OrderByDescending(h => h.Strict))
        {
            var name = at.Accounts.First(a => a.Key == one.AccountKey).Name;
            if (one.Strict) return new PostingHoursAreFixed(name, one.Times.InWords);
            if (string.IsNullOrWhiteSpace(reason)) return new OutsidePostingHours(name, one.Times.InWords);
        }

        return new Done();
    }
}
