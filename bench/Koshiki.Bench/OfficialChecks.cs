using System.Diagnostics;
using System.Globalization;
using Koshiki.Edge.PublicSite.Checking;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Bench;

/// <summary>"Is this account official?" over a list of 1,000 accounts, on one core: what residents paste, right and wrong, in the shapes they paste it.</summary>
public static class OfficialChecks
{
    private const int Accounts = 1000;

    /// <summary>Prints <c>official-check &lt;figure&gt; answers/s 50000</c>: the best of five rounds of half a second.</summary>
    public static void Run()
    {
        var check = new OfficialCheck([.. Enumerable.Range(0, Accounts).Select(Account)], [], new DateOnly(2026, 11, 21));
        string[] questions = [.. Enumerable.Range(0, Accounts).SelectMany(Questions)];
        Measure(check, questions, TimeSpan.FromSeconds(1));
        var best = Enumerable.Range(0, 5).Max(_ => Measure(check, questions, TimeSpan.FromMilliseconds(500)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"official-check {best:0} answers/s 50000"));
    }

    private static double Measure(OfficialCheck check, string[] questions, TimeSpan length)
    {
        var (answers, official) = (0L, 0L);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < length)
        {
            foreach (var question in questions.AsSpan((int)(answers % questions.Length)..))
            {
                if (check.Of(question) is CheckAnswer.Official) official++;
                if (++answers % 100 == 0 && watch.Elapsed >= length) break;
            }
        }

        return official > 0 ? answers / watch.Elapsed.TotalSeconds : throw new UnreachableException();
    }

    private static PublicAccount Account(int n)
    {
        var platform = PlatformNames.All[n % 6];
        return new PublicAccount(
            $"A{n:0000}", platform, platform.DisplayName, $"愛光県第{n}公式", AccountAddress.Named(platform, Handle(n, platform))!.Url, Handle(n, platform),
            $"第{n % 60}課", $"第{n % 12}部", "直営", null, new DateOnly(2015, 4, 1), n % 25 == 0 ? new DateOnly(2025, 3, 31) : null);
    }

    private static string Handle(int n, Platform platform) => platform == Platform.Bluesky ? $"aiko{n}.bsky.social" : $"aiko{n}";

    private static IEnumerable<string> Questions(int n)
    {
        var url = Account(n).Address;
        return
        [
            url, url + "?s=20&t=abcdef", url.ToUpperInvariant(), $"広報のSNSです {url}", $"https://x.com/tonari{n}", $"https://x.com.evil.example/aiko{n}",
            $"https://x.com/\u0430iko{n}", $"@aiko{n}", $"X @aiko{n}", $"愛光県第{n}公式", $"となり町の{n}番", $"https://lin.ee/abc{n}",
        ];
    }
}
