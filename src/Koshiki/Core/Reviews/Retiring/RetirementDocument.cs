using Koshiki.Foundation.Documents;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Reviews.Retiring;

/// <summary>Form 2 as a Word file: why an account ends, who allowed it, what was done. 廃止報告書（様式2）; its layout is ours. G2-8(2)ア.</summary>
internal static class RetirementDocument
{
    private const string ToCome = "－";

    /// <param name="platform">As on the official list.</param>
    public static WordDocument Of(Retirement retirement, string platform, string office)
    {
        ArgumentNullException.ThrowIfNull(retirement);
        var report = retirement.Report;
        return new WordDocument("公式アカウントの廃止報告書（様式2）")
            .Right(retirement.ApprovedAt?.DayInJapan.InWordsWithoutWeekday ?? "（承認前）")
            .Text("広報の担当課長　様")
            .Right($"{office}長")
            .Text("次のとおり、公式アカウントを廃止しますので報告します。")
            .Heading(1, "1　廃止するアカウント")
            .Facts([("番号", retirement.AccountKey), ("名称", retirement.AccountName), ("媒体", platform), ("URL", retirement.Address), ("運用所属", office)])
            .Heading(1, "2　廃止の理由")
            .Facts(
            [
                ("根拠", report.Grounds.Count > 0 ? string.Join('\n', report.Grounds.Select(g => $"{g.Letter}　{g.Word}")) : ToCome), ("理由", Or(report.Reason)),
                .. retirement.HarmReason is { } harm ? [("直ちに削除した理由", harm)] : Array.Empty<(string, string)>(),
            ])
            .Heading(1, "3　周知と削除")
            .Facts(
            [
                ("周知の期間", Notice(retirement)), ("周知の文", Or(report.NoticeText)), ("これからの情報の入手先", Or(report.Successor)),
                ("アカウントでの周知", retirement.ToldOnAccountOn is { } told ? $"{told.InWords}　{retirement.ToldOnAccountHow}" : ToCome), ("削除の予定日", report.DeletionPlannedOn?.InWords ?? ToCome),
                ("媒体での削除", retirement.DeletedOn is { } deleted ? $"{deleted.InWords}　{retirement.DeletedByName}" : ToCome), ("投稿の記録の保存方法", Or(report.Keeping)),
            ])
            .Heading(1, "4　決裁と受理")
            .Table(
                [new("区分", 3), new("氏名", 4), new("日時", 5)],
                [
                    ["報告書の作成", retirement.AuthorName, retirement.WrittenAt.InWords], [retirement.HarmReason is null ? "所属長の承認" : "所属長の事後承認", retirement.ApprovedByName ?? "", retirement.ApprovedAt?.InWords ?? ""],
                    ["広報担当課の受理", retirement.ReceivedByName ?? "", retirement.ReceivedByName is null ? "" : retirement.NoticeFrom?.InWords ?? ""],
                ]);
    }

    private static string Notice(Retirement retirement) => retirement switch
    {
        { NoticeFrom: { } from, NoticeUntil: { } until } => $"{from.InWords}から{until.InWords}まで（{retirement.Report.NoticeDays}日間）",
        { HarmReason: not null } => "置かない（直ちに削除した）",
        _ => $"受理の日から{retirement.Report.NoticeDays}日間",
    };

    private static string Or(string text) => text.Length > 0 ? text : ToCome;
}
