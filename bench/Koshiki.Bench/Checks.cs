using System.Diagnostics;
using System.Globalization;
using Koshiki.Core.Publishing.Checking;

namespace Koshiki.Bench;

/// <summary>Content checks, all rules, on one core: posts of a city, some with faults, each checked as a post of its own.</summary>
public static class Checks
{
    private static readonly string[] Posts =
    [
        "広報まつかぜ4月号を発行しました。今月の特集は「春の山歩き」です。市ホームページでもご覧いただけます。\nhttps://www.city.example.lg.jp/koho/2504.html",
        "◎春の図書館まつり\n日時：3月29日（土）10時から15時まで\n会場：市立図書館\n対象：どなたでも\n絵本の読み聞かせや工作を楽しめます。ぜひお越しください。",
        "水道管の工事のため、3月25日（火）22時から翌朝5時まで、中央町の一部で水が濁ることがあります。ご迷惑をおかけします。",
        "3月16日（日）に、市民マラソンを開催しました。2,345人が参加し、春の海岸を走りました。沿道の応援、ありがとうございました。",
        "🌸桜まつりの写真を紹介します🌸 満開まであと少しです。 #まつかぜ市 #桜",
        "①日　時：3月20日（水）②会場：〇〇ホール ③申込み：佐藤花子さん（090-1234-5678、hanako@example.com）\n詳しくは https://bit.ly/3abc をご覧ください。",
        "会場：まつかぜ市中央公民館（まつかぜ市中央町1丁目2番3号）\n日時：4月12日（土）13時30分開演\n定員：150人（先着順）",
        "新しいスキームにより、子育てをしている世帯の負担を軽くするために、来年度から保育料の一部を助成する制度を設けて、対象となる世帯へ順に案内を送ることとしています。",
    ];

    /// <summary>Prints <c>checks &lt;figure&gt; Mchar/s 20</c>: the best of five rounds of half a second.</summary>
    public static void Run()
    {
        var context = new CheckContext(new DateOnly(2025, 3, 19)) { OwnHosts = ["city.example.lg.jp"] };
        Measure(context, TimeSpan.FromSeconds(1));
        var best = Enumerable.Range(0, 5).Max(_ => Measure(context, TimeSpan.FromMilliseconds(500)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"checks {best:0.0} Mchar/s 20"));
    }

    private static double Measure(CheckContext context, TimeSpan length)
    {
        long characters = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < length)
        {
            foreach (var post in Posts)
            {
                if (ContentCheck.Run(post, context).Count > post.Length) throw new UnreachableException();
                characters += post.Length;
            }
        }

        return characters / watch.Elapsed.TotalSeconds / 1_000_000;
    }
}
