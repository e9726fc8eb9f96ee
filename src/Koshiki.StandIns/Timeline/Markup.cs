using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Koshiki.StandIns.Timeline;

/// <summary>The timeline as HTML. Everything from outside goes through <see cref="Text"/>.</summary>
internal static class Markup
{
    private static readonly TimeZoneInfo Japan = TimeZoneInfo.CreateCustomTimeZone("JST", TimeSpan.FromHours(9), "JST", "JST");
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(string text) => Encoder.Encode(text);

    public static string PlatformName(string platform) => platform switch { "line" => "LINE", "x" => "X", _ => "Facebook" };

    public static string Timeline(ShownTimeline timeline) => $"""
        <main class="{timeline.Platform}">
        <p><a href="/">すべてのアカウント</a></p>
        <header class="profile">
        <span class="avatar" aria-hidden="true">{Text(timeline.Name[..1])}</span>
        <div><h1>{Text(timeline.Name)} <span class="badge {timeline.Platform}">{PlatformName(timeline.Platform)}</span></h1>
        <p class="quiet">{Text(timeline.Handle)}　{Text(timeline.About)}</p></div>
        </header>
        {(timeline.Menu is { } menu ? Menu(menu) : "")}
        {(timeline.Posts.Count == 0 ? "<p>まだ投稿がありません。</p>" : "")}
        {string.Concat(timeline.Posts.Select(Post))}
        </main>
        """;

    /// <summary>The picture, and its fields as links, since a picture's fields cannot be read out.</summary>
    private static string Menu(ShownMenu menu) => $"""
        <section class="post" aria-label="リッチメニュー">
        <p class="quiet">リッチメニュー：{Text(menu.BarText)}</p>
        {(menu.Picture is null ? "" : $"<img src=\"/media/{menu.Picture}\" alt=\"\">")}
        <ul>{string.Concat(menu.Fields.Select(field => field.Address is null ? $"<li>{Text(field.Label)}（トークで返信する）</li>" : $"<li><a href=\"{Text(field.Address)}\">{Text(field.Label)}</a></li>"))}</ul>
        </section>
        """;

    private static string Post(ShownPost post)
    {
        var at = TimeZoneInfo.ConvertTime(post.At, Japan);
        return $"""
            <article class="post">
            <p class="when"><time datetime="{at:yyyy-MM-ddTHH:mm:sszzz}">{at.ToString("yyyy年M月d日（ddd）HH:mm:ss", CultureInfo.GetCultureInfo("ja-JP"))}</time></p>
            {string.Concat(post.Texts.Where(text => text.Length > 0).Select(text => $"<div class=\"text\">{Text(text)}</div>"))}
            {string.Concat(post.Pictures.Select(Picture))}
            <p class="quiet">{Text(post.Note)}</p>
            </article>
            """;
    }

    private static string Picture(ShownPicture picture)
    {
        if (picture.Hash is null)
        {
            return $"<p class=\"missing\">{Text(picture.Problem ?? "画像を取得できませんでした。")}</p>";
        }

        var caption = picture.AltText.Length > 0 ? $"代替テキスト：{Text(picture.AltText)}" : "代替テキストはありません。";
        return $"<figure><img src=\"/media/{picture.Hash}\" alt=\"{Text(picture.AltText)}\"><figcaption>{caption}</figcaption></figure>";
    }
}
