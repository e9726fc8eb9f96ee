using System.Globalization;
using System.Text.Json;
using Koshiki.StandIns.Control;
using Koshiki.StandIns.Line;
using Koshiki.StandIns.Meta;
using Koshiki.StandIns.X;

namespace Koshiki.StandIns.Timeline;

/// <summary>A picture on a timeline.</summary>
/// <param name="Hash">Null when it could not be fetched; <paramref name="Problem"/> says why.</param>
internal sealed record ShownPicture(string? Hash, string AltText, string? Problem);

/// <summary>One post as its readers would see it, and what a reader would not see: how many got it.</summary>
internal sealed record ShownPost(DateTimeOffset At, IReadOnlyList<string> Texts, IReadOnlyList<ShownPicture> Pictures, string Note);

/// <param name="Picture">Its hash.</param>
/// <param name="Fields">What each field says, and the address that it opens; null where it posts back.</param>
internal sealed record ShownMenu(string BarText, string? Picture, IReadOnlyList<(string Label, string? Address)> Fields);

/// <summary>One account's posts, the newest first.</summary>
internal sealed record ShownTimeline(string Platform, string Name, string Handle, string About, IReadOnlyList<ShownPost> Posts)
{
    /// <summary>LINE's rich menu: its picture and where its fields lead; null where there is none.</summary>
    public ShownMenu? Menu { get; init; }

    public string Title => $"{Name}（{Markup.PlatformName(Platform)}）";
}

/// <summary>Turns the platforms' states into timelines.</summary>
internal static class Timelines
{
    public static ShownTimeline Of(LineAccount account, StandInWorld world) => new(
        "line",
        account.Name,
        account.Key,
        string.Create(CultureInfo.InvariantCulture, $"友だち {account.FriendCount:N0} 人（届く人 {account.Reachable:N0} 人）"),
        [.. account.Posts.Reverse().Select(post => Of(post, world))])
    {
        Menu = account.DefaultRichMenu is { } menu ? Of(menu) : null,
    };

    public static ShownTimeline Of(XUser user) => new(
        "x",
        user.Name,
        "@" + user.Username,
        $"投稿 {user.Posts.Count} 件",
        [.. user.Posts.Reverse().Select(post => new ShownPost(
            post.At,
            [post.Text],
            [.. post.MediaIds.Select(user.Media).Select(media => new ShownPicture(media!.Stored.Sha256, media.AltText ?? "", null))],
            "投稿番号 " + post.Id))]);

    public static ShownTimeline Of(FacebookPage page) => new(
        "meta",
        page.Name,
        "ページ番号 " + page.Id,
        $"投稿 {page.Posts.Count} 件",
        [.. page.Posts.Reverse().Select(post => new ShownPost(
            post.At,
            post.Link is null ? [post.Message] : [post.Message, post.Link],
            [.. post.PhotoIds.Select(page.Photo).Where(photo => photo is not null).Select(photo => new ShownPicture(photo!.Stored.Sha256, photo.AltText ?? "", null))],
            "投稿番号 " + post.Id))]);

    private static ShownMenu Of(LineRichMenu menu)
    {
        var body = JsonElement.Parse(menu.Body);
        return new ShownMenu(
            body.GetProperty("chatBarText").GetString()!,
            menu.Picture,
            [.. body.GetProperty("areas").EnumerateArray().Select(area => area.GetProperty("action")).Select(action => (
                action.TryGetProperty("label", out var label) ? label.GetString()! : "",
                action.TryGetProperty("uri", out var uri) ? uri.GetString() : null))]);
    }

    private static ShownPost Of(LinePost post, StandInWorld world)
    {
        var texts = new List<string>();
        var pictures = new List<ShownPicture>();
        foreach (var message in JsonElement.Parse(post.Messages).EnumerateArray())
        {
            var type = message.GetProperty("type").GetString();
            if (message.TryGetProperty("text", out var text))
            {
                texts.Add(text.GetString()!);
            }
            else if (message.TryGetProperty("altText", out var alt))
            {
                texts.Add(alt.GetString()!);
            }
            else if (type == "image")
            {
                pictures.Add(Picture(message.GetProperty("originalContentUrl").GetString()!, world));
            }
            else
            {
                texts.Add($"［{type}］");
            }
        }

        var how = post.Kind switch
        {
            LineSendKind.Broadcast => "全員への配信",
            LineSendKind.Multicast => "対象を絞った配信",
            LineSendKind.Narrowcast => "条件による配信",
            _ => "1人への送信",
        };
        var note = string.Create(CultureInfo.InvariantCulture, $"{how}　受け取った人 {post.Recipients:N0} 人");
        return new ShownPost(post.First, texts, pictures, note
            + (post.Requests > 1 ? string.Create(CultureInfo.InvariantCulture, $"（{post.Requests:N0} 回に分けて受け付け）") : "")
            + (post.Silent ? "　通知なし" : ""));
    }

    private static ShownPicture Picture(string url, StandInWorld world)
    {
        var fetched = world.Fetcher.Done.FirstOrDefault(one => one.Url == url);
        return new ShownPicture(fetched?.Media?.Sha256, "", fetched is null ? "画像をまだ取得していません。" : fetched.Problem is null ? null : "画像を取得できませんでした。");
    }
}
