using System.Globalization;
using System.Text.RegularExpressions;
using Koshiki.Edge.PublicSite.Checking;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.Edge.PublicSite.Checking;

/// <summary>A city with an account of every kind, two that have ended, one that moved, and four impersonators.</summary>
internal static partial class CheckSamples
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    public static readonly IReadOnlyList<PublicAccount> Accounts =
    [
        Account("A001", Platform.Line, "愛川市公式LINE", "https://line.me/R/ti/p/%40aikawa", "aikawa"),
        Account("A002", Platform.X, "愛川市公式", "https://x.com/aikawa_pr", "aikawa_pr", permanentId: "1234567890",
            former: new FormerAppearance("愛川市広報課", "https://x.com/aikawa_koho", "aikawa_koho", null, new DateOnly(2022, 3, 31))),
        Account("A003", Platform.Facebook, "愛川市", "https://www.facebook.com/aikawa.city", "aikawa.city", permanentId: "100012345678901"),
        Account("A004", Platform.Instagram, "愛川市公式インスタグラム", "https://www.instagram.com/aikawa_city/", "aikawa_city"),
        Account("A005", Platform.YouTube, "愛川市公式チャンネル", "https://www.youtube.com/@AikawaCity", "AikawaCity", permanentId: "UCabcdefghijklmnopqrstuv"),
        Account("A006", Platform.Bluesky, "愛川市公式Bluesky", "https://bsky.app/profile/city.aikawa.lg.jp", "city.aikawa.lg.jp", permanentId: "did:plc:ewvi7nxzyoun6zhxrhs64oiz"),
        Account("A007", Platform.Blog, "愛川市広報ブログ", "https://blog.aikawa.example.jp/koho"),
        Account("A008", Platform.Other, "愛川市TikTok", "https://www.tiktok.com/@aikawa_city"),
        Account("A009", Platform.Other, "愛川市note", "https://note.com/aikawa_city"),
        Account("A010", Platform.Other, "愛川市Threads", "https://www.threads.com/@aikawa_city"),
        Account("A011", Platform.Line, "愛川市防災LINE", "https://lin.ee/AbC12dE", "aikawa-bosai"),
        Account("A012", Platform.YouTube, "愛川市議会中継", "https://www.youtube.com/@愛川市公式"),
        Account("A013", Platform.X, "アイカワ観光ナビ", "https://x.com/aikawa_kanko", "aikawa_kanko", retiredOn: new DateOnly(2024, 4, 1)),
        Account("A014", Platform.Blog, "あいかわ村だより", "https://ameblo.jp/aikawa-mura", retiredOn: new DateOnly(2023, 4, 1)),
        Account("A015", Platform.Facebook, "愛川市立図書館", "https://www.facebook.com/profile.php?id=123456789012345"),
        Account("A016", Platform.Other, "愛川観光サイト", "https://www.kanko-aikawa.example.jp/"),
    ];

    public static readonly IReadOnlyList<KnownImpersonator> Impersonators =
    [
        Impersonator("x", "愛川市公式（当選連絡用）", "https://x.com/aikawa_pr_gift", null),
        Impersonator("instagram", "愛川市公式", null, "aikawa.city.official"),
        Impersonator("x", "愛川市公式", "https://x.com.aikawa-login.example/aikawa_pr", null),
        Impersonator("other", "愛川市給付金受付", "https://aikawa-shi.example.net/campaign", null),
    ];

    public static OfficialCheck Check { get; } = new(Accounts, Impersonators, Today);

    /// <summary>What residents paste, and the right answer. In the inputs, <c>\u200B</c> and <c>\t</c> stand for the sign itself.</summary>
    public static IReadOnlyList<(string Input, string Answer, string Account)> Table { get; } = Read();

    private static List<(string Input, string Answer, string Account)> Read()
    {
        var file = Path.Combine(Folder(), "addresses.csv");
        var lines = File.ReadAllLines(file).Skip(1).Select(line => Cells().Matches(line).Select(cell => cell.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal)).ToArray());
        return [.. lines.Select(cells => (Escaped().Replace(Whole(cells[0]), sign => sign.Value == "\\t" ? "\t" : ((char)int.Parse(sign.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()), cells[1], cells[2]))];
    }

    private static string Whole(string cell) => cell.Length > 1 && cell[0] == '"' && cell[^1] == '"' ? cell[1..^1] : cell;

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private static PublicAccount Account(
        string key, Platform platform, string name, string address, string? handle = null, string? permanentId = null, DateOnly? retiredOn = null, FormerAppearance? former = null) =>
        new(key, platform, platform.DisplayName, name, address, handle, "広報課", "総務部", "直営", null, new DateOnly(2015, 4, 1), retiredOn, permanentId, former is null ? null : [former]);

    private static KnownImpersonator Impersonator(string platform, string name, string? address, string? handle) =>
        new(platform, name, address, handle, new DateOnly(2026, 11, 1), "愛川市から当選の連絡をすることはありません。");

    [GeneratedRegex("(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)")]
    private static partial Regex Cells();

    [GeneratedRegex(@"\\u([0-9A-F]{4})|\\t")]
    private static partial Regex Escaped();
}
