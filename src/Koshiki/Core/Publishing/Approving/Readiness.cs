using Koshiki.Core.Publishing.Checking;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Publishing.Approving;

/// <summary>What a post must have before anybody is asked about it.</summary>
internal static class Readiness
{
    /// <returns>Nothing, or <see cref="NotReady"/> with every fault at once, or what an account or its hours forbid.</returns>
    public static Result<Done> Of(PostCase at, IReadOnlyList<PostingHours> hours, IReadOnlyList<KeptNote> notes, string? hoursReason, DateTimeOffset now)
    {
        var post = at.Post;
        var faults = new List<Fault>();
        if (post.Title.Length == 0) faults.Add(new("title", "件名が入力されていません。職員が一覧で見分けられる件名を入力してください。"));
        if (post.Channels.Count == 0) faults.Add(new("channels", "発信先が選ばれていません。1つ以上選んでください。"));
        foreach (var channel in post.Channels.Where(c => string.IsNullOrWhiteSpace(c.OwnText ?? post.CommonText)))
        {
            faults.Add(new(channel.OwnText is null ? "text" : $"text.{channel.AccountKey}", $"「{channel.AccountKey}」に発信する本文がありません。本文を入力してください。"));
        }

        if (post.NotBefore < now) faults.Add(new("notBefore", "発信日時が過ぎています。これからの日時を入力するか、「承認後すぐ」を選んでください。"));
        if (post.NotAfter <= (post.NotBefore ?? now)) faults.Add(new("notAfter", new WindowTurnedRound().Sentence));
        faults.AddRange(Contents(post, notes, now));
        if (faults.Count > 0) return new NotReady(faults);

        foreach (var account in at.Accounts)
        {
            if (account.CanSpeak().IsRefused(out var silent)) return silent;
        }

        return Hours(at, hours, hoursReason, post.NotBefore ?? now);
    }

    /// <summary>The content checks on each channel's very text: 要修正 must go, 注意 needs a reason that the approver reads. E4.</summary>
    private static IEnumerable<Fault> Contents(Post post, IReadOnlyList<KeptNote> notes, DateTimeOffset now)
    {
        var context = new CheckContext(now.DayInJapan) { IsEvent = post.Purpose is Purpose.Event };
        foreach (var channel in Sealing.Of(post).Channels)
        {
            var field = post.Channels.First(c => c.AccountKey == channel.AccountKey).OwnText is null ? "text" : $"text.{channel.AccountKey}";
            foreach (var finding in ContentCheck.Run(channel.Text, context, channel.Platform))
            {
                if (finding.Severity is Severity.Error) yield return new Fault(field, $"{finding.Why}{finding.WhatToDo}");
                var kept = notes.Any(n => n.Rule == finding.Rule && (n.AccountKey is null || n.AccountKey == channel.AccountKey) && !string.IsNullOrWhiteSpace(n.Reason));
                if (finding.Severity is Severity.Warning && !kept) yield return new Fault($"note.{finding.Rule}", $"{finding.Why}直すか、このままにする理由を書いてください。");
            }
        }
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
