using Koshiki.Core.Organizations.Logs;

namespace Koshiki.Core.Custody;

/// <summary>This area's words in the activity log.</summary>
internal static class CustodyVocabulary
{
    public static LogVocabulary Words { get; } = new(
        new Dictionary<string, string>
        {
            ["CustodyRecord"] = "管理情報", ["PasswordAttestation"] = "パスワードの記録", ["CustodyReview"] = "管理情報の点検", ["ConnectedApplication"] = "連携アプリ", ["PlatformChange"] = "媒体の機能の変更",
            ["HandOver"] = "異動に伴う引継ぎ", ["HandOverStep"] = "引継ぎの作業",
        },
        new Dictionary<string, string>
        {
            ["Account"] = "アカウント", ["Administrator"] = "登録管理者", ["AdministratorSince"] = "登録管理者の変更日", ["SecondFactor"] = "二段階認証", ["BackupCodesPlace"] = "バックアップコードの保管場所",
            ["Rules"] = "満たしている条件", ["PlatformLimit"] = "媒体の制約", ["ChangedOn"] = "変更した日", ["On"] = "日付", ["By"] = "記録した人", ["ByName"] = "記録した人", ["Findings"] = "確かめた内容",
            ["Purpose"] = "用途", ["Since"] = "始まりの日", ["WithdrawnOn"] = "解除した日", ["What"] = "変わった機能", ["Posting"] = "配属", ["Leaver"] = "異動した人", ["LeaverName"] = "異動した人", ["LeftOn"] = "最後の日",
            ["RaisedAt"] = "登録日時", ["ConfirmedBy"] = "確認した人", ["ConfirmedByName"] = "確認した人", ["ConfirmedAt"] = "確認日時", ["DoneOn"] = "行った日", ["DoneByName"] = "終えた人", ["How"] = "内容", ["SentBack"] = "差戻しの理由",
            ["EndsOnItsPage"] = "作業の画面で終える",
        })
    {
        Enums =
        [
            EnumWords.Of<SecondFactorKind>(kind => kind.Word),
            EnumWords.Of<HandOverState>(state => state.Word),
            EnumWords.Of<HandOverStepKind>(kind => kind.Word),
            EnumWords.Of<ReviewKind>(kind => kind.Word),
            EnumWords.Of<PasswordRules>(rules => rules is PasswordRules.None ? "なし" : string.Join("・", CustodyWords.Rules.Where(one => rules.HasFlag(one.Rule)).Select(one => one.Word))),
        ],
    };
}
