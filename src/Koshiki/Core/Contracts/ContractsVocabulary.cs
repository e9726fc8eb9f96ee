using Koshiki.Core.Organizations.Logs;

namespace Koshiki.Core.Contracts;

/// <summary>This area's words in the activity log.</summary>
internal static class ContractsVocabulary
{
    public static LogVocabulary Words { get; } = new(
        new Dictionary<string, string>
        {
            ["Agreement"] = "契約・協定", ["AgreementClause"] = "契約・協定の条項", ["PartnerLogin"] = "相手方が使うログイン", ["StaffDocument"] = "担当者と端末の書類", ["AgreementCheck"] = "契約・協定の点検",
            ["LoginHandBack"] = "ログインの返還", ["Association"] = "団体", ["AssociationMember"] = "団体の構成員",
        },
        new Dictionary<string, string>
        {
            ["Parties"] = "相手方", ["Facility"] = "施設", ["AccountKeys"] = "対象のアカウント", ["SignedOn"] = "締結日", ["EndedOn"] = "終わった日", ["EndReason"] = "終わった理由", ["Succeeds"] = "前の契約",
            ["CheckMonths"] = "点検の間隔（月）", ["GuidelinePassedOn"] = "ガイドラインを渡した日", ["Agreement"] = "契約・協定", ["Article"] = "条の番号", ["AgreementClause.Text"] = "条文", ["Points"] = "書かれていること",
            ["WrittenBy"] = "記録した人", ["WrittenAt"] = "記録日時", ["AccountKey"] = "アカウント", ["Owner"] = "だれのログインか", ["PartnerLogin.Name"] = "ログイン名・持っている人", ["NoOtherSiteOn"] = "別のサイトに使わないことの確認",
            ["Fate"] = "終了後の取扱い", ["FateOn"] = "終了後の取扱いの日", ["ReceivedOn"] = "受け取った日", ["Staff"] = "担当者", ["Devices"] = "端末", ["Reference"] = "文書の番号など", ["IsInOrder"] = "問題なし",
            ["Secretariat"] = "事務局", ["AssociationMember.Duty"] = "役割", ["Association"] = "団体",
        })
    {
        Enums =
        [
            EnumWords.Of<AgreementKind>(kind => kind.Word),
            EnumWords.Of<ClauseKind>(kind => kind.Word),
            EnumWords.Of<LoginFate>(fate => fate.Word),
            EnumWords.Of<LoginOwner>(owner => owner.Word),
            EnumWords.Of<HandBackState>(state => state.Word),
            EnumWords.Of<LoginPoints>(points => points is LoginPoints.None ? "なし" : string.Join("・", ContractWords.Points.Where(one => points.HasFlag(one.Point)).Select(one => one.Word))),
        ],
    };
}
