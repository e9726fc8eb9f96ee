using System.Globalization;
using System.Text.Json;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Api.Posts;

/// <summary>Turns a request's body into what publishing understands; every fault is told at once, by the name of its place.</summary>
internal static class PostReading
{
    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    public static async Task<Result<(OfficeId Office, PostContent Content)>> Read(CreatePost request, Me me, CoreDb db, DateOnly today, CancellationToken ct)
    {
        var faults = new List<Fault>();
        var keys = (request.Channels ?? []).Select(c => c?.Account ?? "").ToList();
        var accounts = await db.Accounts.AsNoTracking().Where(a => keys.Contains(a.Key)).ToDictionaryAsync(a => a.Key, ct);
        var office = await OfficeOf(request.Office, me, db, today, faults, ct);
        if (string.IsNullOrWhiteSpace(request.Title)) faults.Add(new("title", "件名を入れてください。"));
        else if (InputText.Name(request.Title).Length > Post.LongestTitle) faults.Add(new("title", new TitleTooLong().Sentence));
        var purpose = PurposeOf(request.Purpose, faults);
        if (keys.Count == 0) faults.Add(new("channels", "発信先を1つ以上入れてください。"));
        if (keys.Distinct().Count() < keys.Count) faults.Add(new("channels", "同じアカウントが2回入っています。1つにしてください。"));
        var segments = new Dictionary<string, SegmentRule?>();
        for (var i = 0; i < keys.Count; i++) segments[keys[i]] = CheckChannel(request.Channels![i], $"channels[{i}]", accounts, faults);
        var link = LinkOf(request.Link, faults);
        var window = new PostWindow(InstantOf(request.NotBefore, "notBefore", faults), InstantOf(request.NotAfter, "notAfter", faults));
        if (faults.Count > 0) return new NotAcceptable(faults);

        var common = request.Channels![0]!.Text!;
        var channels = request.Channels.Select(c => new ChannelContent(accounts[c!.Account!], c.Text == common ? null : c.Text, [], segments[c.Account!]));
        return (office!.Value, new PostContent(request.Title!, purpose, common, link, [.. channels], null, window));
    }

    /// <returns>The segment of a LINE channel; null for everyone, elsewhere, and where something is wrong.</returns>
    private static SegmentRule? CheckChannel(CreateChannel? channel, string place, Dictionary<string, Account> accounts, List<Fault> faults)
    {
        if (channel is null)
        {
            faults.Add(new(place, "発信先が空です。account と text を入れてください。"));
            return null;
        }

        if (string.IsNullOrWhiteSpace(channel.Text)) faults.Add(new($"{place}.text", "本文を入れてください。"));
        if (!accounts.TryGetValue(channel.Account ?? "", out var account))
        {
            faults.Add(new($"{place}.account", $"「{channel.Account}」というアカウントは台帳にありません。GET /api/v1/accounts の key を使ってください。"));
            return null;
        }

        var isLine = account.Platform is Platform.Line;
        switch (channel.Segment?.ValueKind)
        {
            case null or JsonValueKind.Null when !isLine:
            case JsonValueKind.String when channel.Segment.Value.GetString() == "everyone":
                return null;
            case null or JsonValueKind.Null:
                faults.Add(new($"{place}.segment", "LINEの配信対象がありません。友だち全員に送るときは \"everyone\" と入れてください。"));
                return null;
            case JsonValueKind.Object when isLine && SegmentReading.Read(channel.Segment.Value) is { } rule:
                return rule;
            default:
                faults.Add(new($"{place}.segment", isLine
                    ? "配信対象が読み取れません。\"everyone\" か、質問のキーごとに選択肢のキーを並べた値を入れてください（例：{\"district\":[\"north\"],\"topic\":[\"child-raising\"]}）。"
                    : "配信対象を選べるのはLINEだけです。segment を省いてください。"));
                return null;
        }
    }

    /// <summary>The named office, or the only one for which the person writes.</summary>
    private static async Task<OfficeId?> OfficeOf(string? code, Me me, CoreDb db, DateOnly today, List<Fault> faults, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(code))
        {
            var named = await db.OfficesOn(today).Where(o => o.Code == code).Select(o => (OfficeId?)o.Id).SingleOrDefaultAsync(ct);
            if (named is null) faults.Add(new("office", $"「{code}」という所属はありません。所属コードを確かめてください。"));
            return named;
        }

        var own = me.Roles.Where(r => r.DeputyFor is null && AuthorizationTable.For(Act.WritePosts, r.Role) is not null).Select(r => r.Office).Distinct().ToList();
        if (own.Count == 1) return own[0];
        faults.Add(new("office", "どの所属の投稿かわかりません。所属コードを入れてください。"));
        return null;
    }

    private static Purpose PurposeOf(string? text, List<Fault> faults)
    {
        foreach (var purpose in PurposeWords.All)
        {
            if (string.Equals(purpose.ToString(), text, StringComparison.OrdinalIgnoreCase) || purpose.Word == text) return purpose;
        }

        faults.Add(new("purpose", "目的は notice、awareness、event、serviceUse、emergency、other のどれかを入れてください。"));
        return Purpose.Other;
    }

    private static string? LinkOf(string? text, List<Fault> faults)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var link = PostLink.Read(text);
        if (!link.IsRefused(out var unreadable)) return link.Value;
        faults.Add(new("link", unreadable.Sentence));
        return null;
    }

    private static DateTimeOffset? InstantOf(string? text, string place, List<Fault> faults)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var written = text.EndsWith('Z') ? text[..^1] + "+00:00" : text;
        if (!DateTimeOffset.TryParseExact(written, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            faults.Add(new(place, "日時が読み取れません。時差を付けて入れてください（例：2026-04-06T09:00:00+09:00）。"));
        else if (JapaneseDate.Bounded(read.DayInJapan).IsRefused(out var beyond)) faults.Add(new(place, beyond.Sentence));
        else return read.ToUniversalTime();
        return null;
    }
}
