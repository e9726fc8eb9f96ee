using Koshiki.Core.Accounts.FriendFiles;
using Koshiki.Core.Organizations.Logs;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Accounts;

/// <summary>This area's words in the activity log.</summary>
internal static class AccountVocabulary
{
    public static LogVocabulary Words { get; } = new(
        new Dictionary<string, string> { ["Account"] = "アカウント", ["FriendFileAct"] = "友だちの取込みと書出し" },
        new Dictionary<string, string>
        {
            ["Account.Key"] = "番号", ["Account.Office"] = "運用所属", ["Account.Operator"] = "運用主体", ["Account.OperatorName"] = "受託者・団体等", ["Account.Platform"] = "媒体", ["Account.PlatformLabel"] = "媒体の名称",
            ["Account.Address"] = "URL", ["Account.Handle"] = "ハンドル", ["Account.PermanentId"] = "固有ID", ["Account.Purpose"] = "目的", ["Account.ResponsibleHead"] = "責任者", ["Account.Since"] = "今の内容の始まりの日",
            ["Account.OpenedOn"] = "開設日", ["Account.RetiredOn"] = "廃止日", ["Account.Connection"] = "媒体との接続", ["Account.ConnectionReason"] = "接続できない理由",
            ["FriendFileAct.Kind"] = "取込み・書出し", ["FriendFileAct.Friends"] = "友だちの数", ["FriendFileAct.Added"] = "新しい友だちの数", ["FriendFileAct.Changed"] = "変わった友だちの数",
        })
    {
        Enums =
        [
            EnumWords.Of<Platform>(platform => platform.DisplayName),
            EnumWords.Of<OperatorKind>(kind => kind.Word),
            EnumWords.Of<AccountState>(state => state.Word),
            EnumWords.Of<ConnectionState>(connection => connection.Word),
            EnumWords.Of<FriendFileKind>(kind => kind is FriendFileKind.Import ? "取込み" : "書出し"),
        ],
    };
}
