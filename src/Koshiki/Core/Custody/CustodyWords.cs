namespace Koshiki.Core.Custody;

/// <summary>The words of the screens.</summary>
public static class CustodyWords
{
    /// <summary>The rules one by one, in the order of the form.</summary>
    public static IReadOnlyList<(PasswordRules Rule, string Word)> Rules { get; } =
    [
        (PasswordRules.EightOrMore, "8文字以上"),
        (PasswordRules.Upper, "英大文字を含む"),
        (PasswordRules.Lower, "英小文字を含む"),
        (PasswordRules.Digit, "数字を含む"),
        (PasswordRules.Symbol, "記号を含む"),
    ];

    extension(PasswordRules rules)
    {
        /// <summary>What is not kept: 「英大文字を含む、記号を含む」; empty when all are kept.</summary>
        public string Missing => string.Join("、", Rules.Where(one => !rules.HasFlag(one.Rule)).Select(one => one.Word));
    }

    extension(SecondFactorKind kind)
    {
        public string Word => kind switch
        {
            SecondFactorKind.NotUsed => "使っていない",
            SecondFactorKind.NotOffered => "媒体に機能がない",
            SecondFactorKind.AuthenticatorApp => "認証アプリ",
            SecondFactorKind.SecurityKey => "セキュリティキー・パスキー",
            SecondFactorKind.TextMessage => "SMS（携帯電話への確認コード）",
            _ => "メールへの確認コード",
        };
    }

    extension(ReviewKind kind)
    {
        public string Word => kind is ReviewKind.ConnectedApplications ? "連携アプリの点検" : "機能の設定の点検";
    }

    extension(HandOverStepKind kind)
    {
        public string Word => kind switch
        {
            HandOverStepKind.Administrator => "登録管理者の変更",
            HandOverStepKind.Password => "パスワードの変更",
            _ => "媒体側の権限の取消し",
        };
    }

    extension(HandOverState state)
    {
        public string Word => state switch
        {
            HandOverState.Open => "未対応",
            HandOverState.InProgress => "対応中",
            HandOverState.AwaitingConfirmation => "確認待ち",
            _ => "完了",
        };
    }

    extension(CustodyMatter matter)
    {
        public string Word => matter switch
        {
            CustodyMatter.HandOver => "異動に伴う引継ぎ",
            CustodyMatter.PasswordChange => "パスワードの変更",
            CustodyMatter.PasswordComposition => "パスワードの構成",
            CustodyMatter.Administrator => "登録管理者",
            CustodyMatter.SecondFactor => "二段階認証",
            CustodyMatter.ConnectedApplications => "連携アプリの点検",
            _ => "機能の設定の点検",
        };
    }
}
