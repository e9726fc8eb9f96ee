namespace Koshiki.Core.Publishing.Checking;

/// <summary>One rule: its key, weight, the guideline's clause, and the sentences it gives when a finding brings none of its own.</summary>
/// <remarks>Clauses are those of 第2の5 (情報発信ガイドライン) of the guideline; a rule that makes one of them checkable in more than its words is our decision.</remarks>
public sealed record CheckRule(string Key, Severity Severity, string Clause, string Why, string WhatToDo)
{
    public static CheckRule PlatformDependentCharacter { get; } = new("platform-dependent-character", Severity.Warning, "G2-5(1)カ",
        "機種依存文字は、端末によって表示や読み上げが正しくされません。", "ほかの文字に書き換えてください。");

    public static CheckRule HalfWidthKana { get; } = new("half-width-kana", Severity.Warning, "G2-5(1)カ",
        "半角カナは、読みにくく、検索や読み上げにも向きません。", "全角のカナに書き換えてください。");

    public static CheckRule SpacedWord { get; } = new("spaced-word", Severity.Warning, "G2-5(1)カ",
        "単語の途中に空白があると、読み上げや検索が正しくされません。", "空白を取ってください。");

    public static CheckRule PersonalNumber { get; } = new("personal-number", Severity.Error, "G2-5(3)エ",
        "個人番号（マイナンバー）と見られる12桁の数字です。検査用数字が合っています。", "番号を消してください。すでに外部に出ている場合は、個人番号の漏えいとして報告してください。");

    public static CheckRule CorporateNumber { get; } = new("corporate-number", Severity.Info, "G2-5(3)エ",
        "法人番号と見られる13桁の数字です。", "掲載してよい法人の番号か、桁の誤りがないか確かめてください。");

    public static CheckRule PhoneNumber { get; } = new("phone-number", Severity.Warning, "G2-5(3)エ",
        "電話番号です。公表されている窓口の番号でなければ、個人情報に当たるおそれがあります。", "公表している窓口の番号か確かめ、個人の番号なら消してください。");

    public static CheckRule MailAddress { get; } = new("mail-address", Severity.Warning, "G2-5(3)エ",
        "メールアドレスです。公表されている窓口のものでなければ、個人情報に当たるおそれがあります。", "公表している窓口のアドレスか確かめ、個人のものなら消してください。");

    public static CheckRule PostalAddress { get; } = new("postal-address", Severity.Warning, "G2-5(3)エ",
        "番地までの住所です。個人の住まいなら個人情報に当たります。", "施設などの公表されている所在地か確かめ、個人の住所なら消してください。");

    public static CheckRule CardNumber { get; } = new("card-number", Severity.Error, "G2-5(3)エ",
        "クレジットカードの番号と見られる数字です。検査用数字が合っています。", "番号を消してください。");

    public static CheckRule BankAccount { get; } = new("bank-account", Severity.Warning, "G2-5(3)エ",
        "口座番号と見られる数字です。", "公表している振込先か確かめ、個人の口座なら消してください。");

    public static CheckRule PersonName { get; } = new("person-name", Severity.Warning, "G2-5(3)エ",
        "個人の氏名と見られます。", "本人の承諾があるか確かめ、なければ氏名を消してください。");

    public static CheckRule UrlShortener { get; } = new("url-shortener", Severity.Warning, "G2-5(3)オ(イ)",
        "短縮URLは、行き先が分からず、利用者を不安にさせます。", "行き先の本来のURLに書き換えてください。");

    public static CheckRule ExternalLink { get; } = new("external-link", Severity.Warning, "G2-5(3)オ(ア)",
        "外部サイトへのリンクです。自治体のサイトと誤認されるおそれがあります。", "リンクの前に「外部サイト」と書き添えてください。");

    public static CheckRule DeadLink { get; } = new("dead-link", Severity.Error, "G2-5(1)ウ",
        "リンク先が応答しません。", "URLを確かめて直すか、リンクを消してください。");

    public static CheckRule PlaceholderLeft { get; } = new("placeholder-left", Severity.Error, "G2-5(1)ウ",
        "仮の記号や書きかけの語が残っています。", "正しい内容に書き換えてください。");

    public static CheckRule WeekdayMismatch { get; } = new("weekday-mismatch", Severity.Error, "G2-5(1)ウ",
        "日付と曜日が合いません。", "日付か曜日を直してください。");

    public static CheckRule EraMismatch { get; } = new("era-mismatch", Severity.Error, "G2-5(1)ウ",
        "元号と年が合いません。", "元号か年を直してください。");

    public static CheckRule PastDate { get; } = new("past-date", Severity.Warning, "G2-5(1)エ",
        "これからの案内に、過ぎた日付があります。", "日付が正しいか確かめてください。");

    public static CheckRule EventWithoutWhenWhereWho { get; } = new("event-without-when-where-who", Severity.Warning, "G2-5(1)オ",
        "催しの案内に、必要な事項がありません。", "「いつ」「どこで」「だれが」を書き足してください。");

    public static CheckRule LongSentence { get; } = new("long-sentence", Severity.Warning, "G2-5(1)オ",
        "一文が60字を超えています。", "一つの文に一つのことだけを書き、文を分けてください。");

    public static CheckRule Jargon { get; } = new("jargon", Severity.Info, "G2-5(1)オ",
        "専門用語や外来語は、伝わらないことがあります。", "やさしい言葉に言い換えるか、説明を添えてください。");

    public static CheckRule DoubleNegative { get; } = new("double-negative", Severity.Warning, "G2-5(1)オ",
        "二重否定は、逆の意味に読まれるおそれがあります。", "肯定の言い方に書き換えてください。");

    public static CheckRule TooLong { get; } = new("too-long", Severity.Error, "G2-5(2)イ",
        "文字数が上限を超えています。", "短くするか、詳しい内容をホームページに載せてリンクで案内してください。");

    /// <summary>Every rule, in the order of the list of checks that a screen shows.</summary>
    public static IReadOnlyList<CheckRule> All { get; } =
    [
        PlatformDependentCharacter, HalfWidthKana, SpacedWord,
        PersonalNumber, CorporateNumber, PhoneNumber, MailAddress, PostalAddress, CardNumber, BankAccount, PersonName,
        UrlShortener, ExternalLink, DeadLink,
        PlaceholderLeft, WeekdayMismatch, EraMismatch, PastDate, EventWithoutWhenWhereWho,
        LongSentence, Jargon, DoubleNegative, TooLong,
    ];
}
