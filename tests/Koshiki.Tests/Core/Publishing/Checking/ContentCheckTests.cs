using Koshiki.Core.Publishing.Checking;

namespace Koshiki.Tests.Core.Publishing.Checking;

public sealed class ContentCheckTests
{
    private static readonly CheckContext Wednesday19March2025 = new(new DateOnly(2025, 3, 19))
    {
        OwnHosts = ["city.example.lg.jp"],
        OwnContacts = new HashSet<string> { "0899000100" },
    };

    private static readonly CheckContext Event = Wednesday19March2025 with { IsEvent = true };

    [Theory]
    [MemberData(nameof(Good))]
    public void E4_a_good_post_gives_no_finding(int number)
    {
        var text = GoodPosts.All[number];

        var findings = ContentCheck.Run(text, Wednesday19March2025);

        Assert.True(findings.Count == 0, $"{text}\n→ {string.Join("\n→ ", findings)}");
    }

    public static TheoryData<int> Good() => [.. Enumerable.Range(0, GoodPosts.All.Length)];

    /// <summary>A text, the rule that must speak, and the characters that it must point at; nothing else may be found.</summary>
    [Theory]
    [InlineData("①会場は市民ホールです。", "platform-dependent-character", "①")]
    [InlineData("㈱まつかぜ交通のバスが走ります。", "platform-dependent-character", "㈱")]
    [InlineData("広さは25㎡です。", "platform-dependent-character", "㎡")]
    [InlineData("第Ⅲ期の計画です。", "platform-dependent-character", "Ⅲ")]
    [InlineData("濵の祭りです。", "platform-dependent-character", "濵")]
    [InlineData("外字\uE001です。", "platform-dependent-character", "\uE001")]
    [InlineData("ｺｰﾋｰを配ります。", "half-width-kana", "ｺｰﾋｰ")]
    [InlineData("日　時：4月5日（土）", "spaced-word", "日　時")]
    [InlineData("会　　場　市民ホール", "spaced-word", "会　　場")]
    [InlineData("お 知 ら せ", "spaced-word", "お 知 ら せ")]
    [InlineData("番号は123456789018です。", "personal-number", "123456789018")]
    [InlineData("番号は1234-5678-9018です。", "personal-number", "1234-5678-9018")]
    [InlineData("番号は１２３４　５６７８　９０１８です。", "personal-number", "１２３４　５６７８　９０１８")]
    [InlineData("番号は1234‐5678‐9018です。", "personal-number", "1234‐5678‐9018")]
    [InlineData("法人番号は7000012050002です。", "corporate-number", "7000012050002")]
    [InlineData("登録番号はT7000012050002です。", "corporate-number", "7000012050002")]
    [InlineData("お問い合わせは広報課へ 089-912-2241", "phone-number", "089-912-2241")]
    [InlineData("連絡先：090-1234-5678", "phone-number", "090-1234-5678")]
    [InlineData("連絡先：０９０－１２３４－５６７８", "phone-number", "０９０－１２３４－５６７８")]
    [InlineData("連絡先：(089)912-2241", "phone-number", "(089)912-2241")]
    [InlineData("連絡先：089（912）2241まで", "phone-number", "089（912）2241")]
    [InlineData("連絡先：09012345678", "phone-number", "09012345678")]
    [InlineData("連絡先：+81-90-1234-5678", "phone-number", "+81-90-1234-5678")]
    [InlineData("申込みはsato.hanako@mail.example.comまで。", "mail-address", "sato.hanako@mail.example.com")]
    [InlineData("申込みはｓａｔｏ＠ｅｘａｍｐｌｅ．ｃｏｍまで。", "mail-address", "ｓａｔｏ＠ｅｘａｍｐｌｅ．ｃｏｍ")]
    [InlineData("お住まいは〒790-8570 愛媛県松山市一番町四丁目4-2 です。", "postal-address", "〒790-8570 愛媛県松山市一番町四丁目4-2")]
    [InlineData("住所：愛媛県松山市一番町4-4-2", "postal-address", "愛媛県松山市一番町4-4-2")]
    [InlineData("落とし主は、松山市二番町１丁目２番３号の方です。", "postal-address", "松山市二番町１丁目２番３号")]
    [InlineData("カードは4111 1111 1111 1111です。", "card-number", "4111 1111 1111 1111")]
    [InlineData("カードは4111-1111-1111-1111です。", "card-number", "4111-1111-1111-1111")]
    [InlineData("カードは378282246310005です。", "card-number", "378282246310005")]
    [InlineData("振込先は、まつかぜ銀行本店（普通）1234567です。", "bank-account", "1234567")]
    [InlineData("口座番号：7654321", "bank-account", "7654321")]
    [InlineData("当選者は佐藤花子さんです。", "person-name", "佐藤花子")]
    [InlineData("当選者は長谷川　健一様です。", "person-name", "長谷川　健一")]
    [InlineData("氏名：高橋一郎", "person-name", "高橋一郎")]
    [InlineData("昨日、鈴木さんが発見しました。", "person-name", "鈴木")]
    [InlineData("詳しくはhttps://bit.ly/3abcをご覧ください。", "url-shortener", "https://bit.ly/3abc")]
    [InlineData("詳しくは tinyurl.com/abc をご覧ください。", "url-shortener", "tinyurl.com/abc")]
    [InlineData("詳しくは https://www.example.com/a?b=1#c。", "external-link", "https://www.example.com/a?b=1#c")]
    [InlineData("詳しくは https://fake-city.example.lg.jp.example.com/ です。", "external-link", "https://fake-city.example.lg.jp.example.com/")]
    [InlineData("詳しくは https://evilcity.example.lg.jp/ です。", "external-link", "https://evilcity.example.lg.jp/")]
    [InlineData("○月○日から受付を始めます。", "placeholder-left", "○月○日")]
    [InlineData("〇月○日に行います。", "placeholder-left", "〇月○日")]
    [InlineData("詳しくは【URL】へ。", "placeholder-left", "【URL】")]
    [InlineData("開始は○時○分です。", "placeholder-left", "○時○分")]
    [InlineData("〇〇まつりの写真です。", "placeholder-left", "〇〇")]
    [InlineData("●●課が担当します。", "placeholder-left", "●●")]
    [InlineData("電話は××です。", "placeholder-left", "××")]
    [InlineData("{{氏名}}の皆さんへ", "placeholder-left", "{{氏名}}")]
    [InlineData("雨の日は中止です。【要確認】", "placeholder-left", "【要確認】")]
    [InlineData("雨の日は中止です（要確認）。", "placeholder-left", "（要確認）")]
    [InlineData("番号はxxx-xxxx。", "placeholder-left", "xxx-xxxx")]
    [InlineData("定員は○名です。", "placeholder-left", "○名")]
    [InlineData("令和7年3月20日（水）は休みです。", "weekday-mismatch", "令和7年3月20日（水）")]
    [InlineData("3月20日（水）は休みです。", "weekday-mismatch", "3月20日（水）")]
    [InlineData("R7.3.20（水）は休みです。", "weekday-mismatch", "R7.3.20（水）")]
    [InlineData("R7/3/20(水)は休みです。", "weekday-mismatch", "R7/3/20(水)")]
    [InlineData("2025/03/20(水)は休みです。", "weekday-mismatch", "2025/03/20(水)")]
    [InlineData("3/20(水)は休みです。", "weekday-mismatch", "3/20(水)")]
    [InlineData("３月２０日（水曜日）は休みです。", "weekday-mismatch", "３月２０日（水曜日）")]
    [InlineData("3月20日水曜日は休みです。", "weekday-mismatch", "3月20日水曜日")]
    [InlineData("3月21日（金・祝）は休みです。", "weekday-mismatch", "3月21日（金・祝）")]
    [InlineData("3月20日（木・祝）～23日（土）は休みです。", "weekday-mismatch", "23日（土）")]
    [InlineData("4月31日（木）は休みです。", "weekday-mismatch", "4月31日（木）")]
    [InlineData("令和7年（2026年）の計画です。", "era-mismatch", "令和7年（2026年")]
    [InlineData("2025年（令和8年）の計画です。", "era-mismatch", "2025年（令和8年")]
    [InlineData("平成31年5月1日の写真です。", "era-mismatch", "平成31年5月1日")]
    [InlineData("平成32年の計画です。", "era-mismatch", "平成32年")]
    [InlineData("3月15日（土）に市民ホールで参加者を募集し、説明会を行います。", "past-date", "3月15日（土）")]
    [InlineData("日時：令和6年3月30日（土）10時\n会場：市民ホール\nどなたでもお越しください。", "past-date", "令和6年3月30日（土）")]
    [InlineData("春のコンサートを開催します。楽しみにしていてくださいね。", "event-without-when-where-who", "を開催します")]
    [InlineData("市では、子育てをしている世帯の負担を軽くするために、来年度から保育料の一部を助成する新しい制度を設けて、対象となる世帯へ順に案内を送ることとしています。", "long-sentence", null)]
    [InlineData("新しいスキームを検討します。", "jargon", "スキーム")]
    [InlineData("DXを進めます。", "jargon", "DX")]
    [InlineData("参加できないわけではありません。", "double-negative", "ないわけではありません")]
    public void E4_a_fault_is_found_where_it_stands(string text, string rule, string? written)
    {
        var findings = ContentCheck.Run(text, Wednesday19March2025);

        var finding = Assert.Single(findings);
        Assert.Equal(rule, finding.Rule);
        Assert.Equal(written ?? text, finding.Text);
        Assert.Equal(text.Substring(finding.Start, finding.Length), finding.Text);
        Assert.EndsWith("。", finding.Why, StringComparison.Ordinal);
        Assert.EndsWith("。", finding.WhatToDo, StringComparison.Ordinal);
    }

    /// <summary>Numbers and words that look like a fault and are none.</summary>
    [Theory]
    [InlineData("番号は123456789012です。")]
    [InlineData("予算は123,456,789,018円です。")]
    [InlineData("予算は123456789018円です。")]
    [InlineData("ISBN 9784873115658")]
    [InlineData("受付番号A123456789018")]
    [InlineData("0570-000-000")]
    [InlineData("2025-03-19")]
    [InlineData("福島県の皆様、千葉市民の皆様")]
    [InlineData("石川様式の庭園")]
    [InlineData("@matsukaze_city をフォロー")]
    [InlineData("令和7年（2025年）と平成31年4月")]
    [InlineData("仕組み（スキーム）を説明します。")]
    [InlineData("スキームズ")]
    [InlineData("サイズはXXLです。")]
    [InlineData("●●お知らせ●●")]
    [InlineData("24/7で監視します。1/2カップ")]
    public void E4_what_only_looks_like_a_fault_is_left_alone(string text)
    {
        Assert.Empty(ContentCheck.Run(text, Wednesday19March2025));
    }

    [Fact]
    public void E4_an_event_says_when_where_and_for_whom()
    {
        var nothing = Assert.Single(ContentCheck.Run("春のコンサート", Event));
        var complete = ContentCheck.Run("春のコンサート 4月5日（土）、市民ホール。どなたでも。", Event);

        Assert.Equal("催しの案内に「いつ」「どこで」「だれが（対象）」がありません。", nothing.Why);
        Assert.Equal("春のコンサート", nothing.Text);
        Assert.Empty(complete);
    }

    [Fact]
    public void E4_a_link_that_did_not_answer_is_reported_and_an_unknown_one_is_not()
    {
        var context = Wednesday19March2025 with
        {
            Links = new Dictionary<string, LinkSeen> { ["https://www.city.example.lg.jp/a.html"] = new(LinkState.NotFound), ["https://www.city.example.lg.jp/b.html"] = new(LinkState.Answers) },
        };

        var findings = ContentCheck.Run("https://www.city.example.lg.jp/a.html\nhttps://www.city.example.lg.jp/b.html\nhttps://www.city.example.lg.jp/c.html", context);

        var finding = Assert.Single(findings);
        Assert.Equal(("dead-link", 0, "https://www.city.example.lg.jp/a.html"), (finding.Rule, finding.Start, finding.Text));
    }

    [Theory]
    [InlineData(LinkState.NotFound, "令和7年3月18日に確かめたとき、リンク先のページがありませんでした。")]
    [InlineData(LinkState.NoAnswer, "令和7年3月18日に確かめたとき、リンク先が応答しませんでした。")]
    public void E4_a_link_that_did_not_answer_on_an_earlier_day_is_a_caution_with_the_day(LinkState state, string why)
    {
        var context = Wednesday19March2025 with { Links = new Dictionary<string, LinkSeen> { ["https://www.city.example.lg.jp/a.html"] = new(state, new DateOnly(2025, 3, 18)) } };

        var finding = Assert.Single(ContentCheck.Run("くわしくは https://www.city.example.lg.jp/a.html をご覧ください。", context));

        Assert.Equal(("dead-link", Severity.Warning, why), (finding.Rule, finding.Severity, finding.Why));
    }

    [Fact]
    public void E4_a_placeholder_blocks_and_one_in_quotes_asks()
    {
        var left = Assert.Single(ContentCheck.Run("〇〇まつりの写真です。", Wednesday19March2025));
        var quoted = Assert.Single(ContentCheck.Run("「〇〇市役所です」という電話に注意してください。", Wednesday19March2025));

        Assert.Equal(Severity.Error, left.Severity);
        Assert.Equal(Severity.Warning, quoted.Severity);
    }

    [Fact]
    public void E4_every_rule_has_its_key_clause_and_sentences()
    {
        string[] keys =
        [
            "platform-dependent-character", "half-width-kana", "spaced-word", "personal-number", "corporate-number", "phone-number", "mail-address", "postal-address",
            "card-number", "bank-account", "person-name", "url-shortener", "external-link", "dead-link", "placeholder-left", "weekday-mismatch", "era-mismatch", "past-date",
            "event-without-when-where-who", "long-sentence", "jargon", "double-negative", "too-long",
        ];

        Assert.Equal(keys.Order(StringComparer.Ordinal), CheckRule.All.Select(rule => rule.Key).Order(StringComparer.Ordinal));
        Assert.All(CheckRule.All, rule => Assert.Matches("^G2-5\\([1-3]\\)[アイウエオカ](\\([アイ]\\))?$", rule.Clause));
        Assert.Equal("G2-5(3)エ", CheckRule.PhoneNumber.Clause);
    }

    [Fact]
    public void E4_every_entry_of_the_word_lists_is_found()
    {
        Assert.All(CheckWords.Jargon, word => Assert.Contains(ContentCheck.Run($"「{word.Word}」", Wednesday19March2025), finding => finding.Rule == "jargon" && finding.Text == word.Word));
        Assert.All(CheckWords.Surnames, surname => Assert.Contains(ContentCheck.Run($"「{surname}太郎さん」", Wednesday19March2025), finding => finding.Rule == "person-name"));
    }

    [Fact]
    public void E4_what_the_event_fields_say_counts_when_the_text_says_it_too_and_is_pointed_to_when_it_does_not()
    {
        var context = new CheckContext(new DateOnly(2026, 4, 6)) { IsEvent = true, Event = ("4月20日", "愛光の森", "すべての人") };

        var whole = ContentCheck.Run("4月20日に愛光の森で植樹をします。すべての人を歓迎します。", context);
        var missing = ContentCheck.Run("4月20日に植樹をします。対象は小学生です。", context);

        Assert.DoesNotContain(whole, f => f.Rule == "event-without-when-where-who");
        Assert.Contains("「愛光の森」を本文にも書いてください。", missing.Single(f => f.Rule == "event-without-when-where-who").WhatToDo, StringComparison.Ordinal);
    }
}
