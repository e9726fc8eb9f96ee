using System.Text;
using System.Text.Json;
using Koshiki.Core.Publishing.Checking;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.Core.Publishing.Checking;

public sealed class CheckPropertyTests
{
    private static readonly CheckContext Context = new(new DateOnly(2025, 3, 19)) { IsEvent = true };

    private const string Pieces = "0123456789０９-－ー（)( 　\n。、！.@:/年月日時分水木令和平成元○〇●××x{}【】[]※〒市町県丁目番号佐藤田さん様ｶﾞ①㈱DX普通口座http://wwwbit.ly\uD83C\uDF38\uD842\uFE0F\u200D";

    [Fact]
    public void E4_no_text_breaks_the_checks_and_every_finding_lies_within_it()
    {
        var random = new Random(20250319);
        for (var round = 0; round < 10_000; round++)
        {
            var text = RandomText(random, round % 2 == 0);

            foreach (var finding in ContentCheck.Run(text, Context))
            {
                Assert.InRange(finding.Start, 0, text.Length);
                Assert.InRange(finding.Length, 1, text.Length - finding.Start);
                Assert.Equal(text.Substring(finding.Start, finding.Length), finding.Text);
                Assert.False(SplitsAPair(text, finding.Start) || SplitsAPair(text, finding.Start + finding.Length), finding.ToString());
            }
        }
    }

    [Fact]
    public void E4_the_report_is_valid_json_for_any_text_and_never_ends_within_a_pair()
    {
        var random = new Random(319);
        for (var round = 0; round < 2_000; round++)
        {
            var text = RandomText(random, round % 2 == 0);

            using var report = JsonDocument.Parse(CheckReport.Write(text, [Platform.Facebook], Context, new ChannelLimits { FacebookMessage = 7 }));

            Assert.Equal(text.Length, report.RootElement.GetProperty("lengths").GetProperty("facebook").GetProperty("count").GetInt32());
            var tooLong = report.RootElement.GetProperty("findings").EnumerateArray().SingleOrDefault(finding => finding.GetProperty("rule").GetString() == "too-long");
            Assert.Equal(text.Length > 7, tooLong.ValueKind == JsonValueKind.Object);
            if (tooLong.ValueKind == JsonValueKind.Object) Assert.False(SplitsAPair(text, tooLong.GetProperty("start").GetInt32()));
        }
    }

    [Fact]
    public void E4_a_text_that_is_too_long_for_x_or_line_is_marked_from_where_it_no_longer_fits()
    {
        var forX = ContentCheck.TooLong(new string('あ', 140) + "🌸🌸", Platform.X);
        var forLine = ContentCheck.TooLong(new string('あ', 4_999) + "🌸", Platform.Line);

        Assert.Equal((140, "🌸🌸"), (forX!.Start, forX.Text));
        Assert.Equal((4_999, "🌸"), (forLine!.Start, forLine.Text));
        Assert.Null(ContentCheck.TooLong(new string('あ', 140), Platform.X));
        Assert.Null(ContentCheck.TooLong(new string('あ', 5_000), Platform.Line));
        Assert.Equal(["too-long"], ContentCheck.Run("春の🌸" + new string('あ', 139), Context with { IsEvent = false }, Platform.X).Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Rule));
    }

    [Fact]
    public void E4_check_digits_agree_with_a_calculation_of_their_own()
    {
        var random = new Random(12);
        for (var round = 0; round < 4_000; round++)
        {
            var eleven = Digits(random, 11);
            var twelve = Digits(random, 12);
            var fifteen = Digits(random, 15, first: 4);

            Assert.Equal([PersonalCheckDigit(eleven)], Enumerable.Range(0, 10).Where(digit => CheckDigits.IsPersonalNumber([.. eleven, (byte)digit])));
            Assert.Equal([CorporateCheckDigit(twelve)], Enumerable.Range(0, 10).Where(digit => CheckDigits.IsCorporateNumber([(byte)digit, .. twelve])));
            Assert.Equal([LuhnCheckDigit(fifteen)], Enumerable.Range(0, 10).Where(digit => CheckDigits.IsCardNumber([.. fifteen, (byte)digit])));
        }
    }

    [Fact]
    public void E4_every_personal_number_is_found_in_every_way_of_writing_it()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var eleven = Digits(random, 11, first: 3);
            var number = string.Concat(eleven) + PersonalCheckDigit(eleven);
            var fullWidth = string.Concat(number.Select(digit => (char)(digit + 0xFEE0)));
            string[] ways = [number, fullWidth, $"{number[..4]}-{number[4..8]}-{number[8..]}", $"{fullWidth[..4]}　{fullWidth[4..8]}　{fullWidth[8..]}"];

            Assert.All(ways, way => Assert.Equal(["personal-number"], ContentCheck.Run($"番号は{way}です。", Context with { IsEvent = false }).Select(finding => finding.Rule)));
        }
    }

    [Fact]
    public void E4_the_report_has_the_words_that_others_read()
    {
        var text = "お問い合わせは広報課へ。 089-912-2241";

        var report = CheckReport.Write(text, [Platform.X, Platform.Facebook], Context with { IsEvent = false }, new ChannelLimits { FacebookMessage = 10 });

        Assert.Equal(
            """{"lengths":{"x":{"count":37,"limit":280},"facebook":{"count":25,"limit":10}},"findings":[{"rule":"phone-number","severity":"warning","start":13,"length":12,"text":"089-912-2241","why":"電話番号です。公表されている窓口の番号でなければ、個人情報に当たるおそれがあります。","what_to_do":"公表している窓口の番号か確かめ、個人の番号なら消してください。","clause":"G2-5(3)エ"},{"rule":"too-long","severity":"error","start":10,"length":15,"text":"へ。 089-912-2241","why":"Facebookの上限10文字を15超えています（25）。","what_to_do":"短くするか、詳しい内容をホームページに載せてリンクで案内してください。","clause":"G2-5(2)イ"}]}""",
            Encoding.UTF8.GetString(report));
    }

    private static string RandomText(Random random, bool fromPieces) =>
        string.Create(random.Next(0, 80), (random, fromPieces), static (target, state) =>
        {
            for (var i = 0; i < target.Length; i++) target[i] = state.fromPieces ? Pieces[state.random.Next(Pieces.Length)] : (char)state.random.Next(char.MaxValue + 1);
        });

    private static bool SplitsAPair(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);

    private static byte[] Digits(Random random, int count, int first = -1) =>
        [.. Enumerable.Range(0, count).Select(i => (byte)(i == 0 && first >= 0 ? first : random.Next(10)))];

    private static int PersonalCheckDigit(byte[] eleven)
    {
        int[] weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
        var remainder = eleven.Select((digit, i) => digit * weights[i]).Sum() % 11;
        return remainder < 2 ? 0 : 11 - remainder;
    }

    private static int CorporateCheckDigit(byte[] twelve) => 9 - twelve.Select((digit, i) => digit * (i % 2 == 0 ? 2 : 1)).Sum() % 9;

    private static int LuhnCheckDigit(byte[] fifteen) =>
        (10 - fifteen.Select((digit, i) => i % 2 == 0 ? (digit * 2 / 10) + (digit * 2 % 10) : digit).Sum() % 10) % 10;
}
