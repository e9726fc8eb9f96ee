namespace Koshiki.Core.Contracts;

/// <summary>The words of the screens.</summary>
public static class ContractWords
{
    public static IReadOnlyList<(LoginPoints Point, string Word)> Points { get; } =
    [
        (LoginPoints.BothLogins, "当団体用と相手方用のログインの取扱い"),
        (LoginPoints.NoOtherSite, "相手方用のログインを別のサイトの更新に使わないこと"),
        (LoginPoints.AfterTheEnd, "終了後のログインの取扱い"),
    ];

    extension(AgreementKind kind)
    {
        public string Word => kind switch
        {
            AgreementKind.Outsourcing => "業務委託契約",
            AgreementKind.BasicAgreement => "指定管理の基本協定",
            _ => "共同運営の取決め",
        };
    }

    extension(ClauseKind kind)
    {
        public string Word => kind switch
        {
            ClauseKind.SecurityAndGuideline => "情報セキュリティポリシーとガイドラインの遵守",
            ClauseKind.Copyright => "記事・写真の著作権の帰属",
            ClauseKind.Logins => "ログインの取扱い",
            ClauseKind.PriorConfirmation => "発信前の確認",
            _ => "当団体に帰属する情報についての責任",
        };

        /// <summary>What the text should say, for who looks for it.</summary>
        public string Hint => kind switch
        {
            ClauseKind.SecurityAndGuideline => "情報セキュリティポリシーと、ソーシャルメディアのガイドラインを守ること",
            ClauseKind.Copyright => "記事や写真の著作権が、原則として当団体に帰属すること",
            ClauseKind.Logins => "両方のログインの取扱い、相手方用を別のサイトの更新に使わないこと、終了後の取扱い",
            ClauseKind.PriorConfirmation => "当団体の発信となる記事は、事前に当団体の確認を受けること",
            _ => "当団体に帰属する情報は、所属長の責任で運用と管理を行うこと",
        };
    }

    extension(LoginPoints points)
    {
        /// <summary>What the text does not say: 「終了後のログインの取扱い」; empty when it says all.</summary>
        public string Missing => string.Join("、", Points.Where(one => !points.HasFlag(one.Point)).Select(one => one.Word));
    }

    extension(LoginOwner owner)
    {
        public string Word => owner is LoginOwner.Government ? "当団体用" : "相手方用";
    }

    extension(LoginFate fate)
    {
        public string Word => fate switch
        {
            LoginFate.Returned => "返還された",
            LoginFate.Deleted => "削除した",
            _ => "パスワードを変更した",
        };
    }

    extension(HandBackState state)
    {
        public string Word => state switch
        {
            HandBackState.Open => "未対応",
            HandBackState.AwaitingConfirmation => "確認待ち",
            _ => "完了",
        };
    }

    extension(AgreementMatter matter)
    {
        public string Word => matter switch
        {
            AgreementMatter.HandBack => "終了に伴うログインの返還",
            AgreementMatter.Clauses => "条項",
            AgreementMatter.StaffDocument => "担当者と端末の書類",
            AgreementMatter.Logins => "ログイン",
            AgreementMatter.GuidelinePassedOn => "ガイドラインの周知",
            _ => "運用状況の点検",
        };
    }
}
