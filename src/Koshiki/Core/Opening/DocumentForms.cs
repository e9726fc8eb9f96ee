namespace Koshiki.Core.Opening;

/// <summary>What one section of a document must say.</summary>
/// <param name="Key">Stays the same over releases.</param>
/// <param name="Hint">What to write, in one sentence.</param>
/// <param name="Clause">The guideline's clause that asks for it.</param>
/// <param name="Rows">How tall the box is.</param>
public sealed record SectionRule(string Key, string Heading, string Hint, string Clause, bool Required = true, int Rows = 4);

/// <summary>The sections of each document, in their order. Guideline 2-3(1)ア, イ; 2-4. The headings' wording is ours.</summary>
public static class DocumentForms
{
    /// <summary>A section takes so many letters, so that a page and a file stay readable.</summary>
    public const int LongestSection = 5_000;

    private static readonly SectionRule[] UsagePolicy =
    [
        new("purpose", "目的", "この媒体で発信して、何を実現したいかを書きます。", "2-3(1)ア(ア)"),
        new("platform", "利用する媒体", "媒体の種類と、選んだ理由を書きます。", "2-3(1)ア(イ)"),
        new("audience", "対象者", "どのような人に届けたいかを、年代・地域・関心などで書きます。", "2-3(1)ア(ウ)"),
        new("content", "発信する内容", "目的のために、どのような情報を発信するかを書きます。", "2-3(1)ア(エ)"),
        new("benefit", "利用者の利点", "利用者が登録したくなる理由、得られるものを書きます。", "2-3(1)ア(オ)"),
        new("use", "頻度・方法・コメントへの対応", "発信の頻度と時機、方法、コメントへの対応を書きます。", "2-3(1)ア(カ)", Rows: 6),
        new("people", "運用体制と決裁", "責任者、担当者、決裁の流れを書きます。担当者の判断で投稿できるときは、その範囲も書きます（事前承認の範囲）。", "2-3(1)ア(キ)、2-7(3)ウ", Rows: 8),
        new("targets", "目標と撤退の基準", "目的の達成の度合い、登録者数などの数値目標、続けるかやめるかの基準を書きます。", "2-3(1)ア(ク)", Rows: 5),
    ];

    private static readonly SectionRule[] OperationManual =
    [
        new("steps", "発信の手順", "起案、確認、承認、投稿、訂正、削除の手順を書きます。", "2-3(1)イ(ア)", Rows: 12),
        new("security", "安全の確保", "パスワードの管理、使う端末、権限、異動のときの引継ぎを書きます。パスワードそのものは書きません。", "2-3(1)イ(イ)", Rows: 12),
        new("platform", "媒体に特有の扱い", "この媒体の機能、設定、規約に応じた注意を書きます。", "2-3(1)イ(ウ)", Rows: 8),
    ];

    private static readonly SectionRule[] AccountPolicy =
    [
        new("title", "タイトル", "アカウント名と媒体名を入れます。", "2-4(1)", Rows: 1),
        new("preface", "前書き", "開設した経緯と目的を書きます。", "2-4(2)"),
        new("account", "対象のアカウント", "アカウント名とURLを書きます。", "2-4(3)"),
        new("content", "掲載する内容", "簡潔に書きます。", "2-4(4)"),
        new("operator", "運用管理者", "運用する所属を書きます。団体で運用するときは、構成する団体も書きます。", "2-4(5)"),
        new("hours", "投稿する時間", "原則の時間と、例外を書きます。", "2-4(6)"),
        new("comments", "コメントへの回答", "回答するか、しないか、目的と違うコメントの扱いを書きます。", "2-4(7)", Rows: 6),
        new("prohibitions", "禁止事項", "遠慮いただく投稿と、削除することがある旨を書きます。", "2-4(8)", Rows: 12),
        new("property", "知的財産権", "文章・写真などの権利の帰属と、使い方を書きます。", "2-4(9)", Rows: 5),
        new("disclaimer", "免責事項", "責任の範囲を書きます。", "2-4(10)", Rows: 6),
        new("personal", "個人情報", "集める情報と使い方、根拠の法令を書きます。", "2-4(11)", Rows: 8),
        new("contact", "問合せ先", "電話やメールなど、ソーシャルメディア以外の問合せ先を書きます。", "2-4(12)"),
        new("official", "公式の確認", "公式アカウントの一覧へのリンクを書きます。", "2-3(4)イ"),
        new("each-time", "投稿のたびに知らせる事項", "特に重要で、投稿のたびに添える文があれば書きます。", "2-4", Required: false, Rows: 3),
        new("other", "その他", "必要があれば書きます。", "2-4(13)", Required: false),
    ];

    public static IReadOnlyList<SectionRule> Of(DocumentKind kind) => kind switch
    {
        DocumentKind.UsagePolicy => UsagePolicy,
        DocumentKind.OperationManual => OperationManual,
        _ => AccountPolicy,
    };
}
