using Koshiki.Core.Accounts;
using Koshiki.Core.Opening.Writing;
using Koshiki.Foundation.Documents;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Opening.Filing;

/// <summary>Form 1 as a Word file: what is asked, and what was answered. 事前協議書（様式1）; its layout is ours. Guideline 2-3(3). C5.</summary>
internal static class ConsultationFile
{
    private const string ToCome = "－";

    public static WordDocument Of(Consultation consultation, KnownAccount known)
    {
        ArgumentNullException.ThrowIfNull(consultation);
        ArgumentNullException.ThrowIfNull(known);
        var (form, need) = (consultation.Form!, consultation.Need!);
        var file = new WordDocument("公式アカウント開設の事前協議書（様式1）");
        file.Right(consultation.SubmittedAt?.DayInJapan.InWordsWithoutWeekday ?? "（提出前）")
            .Text("広報の担当課長　様")
            .Right($"{known.Office}長")
            .Text($"次のとおり、公式アカウントの{(consultation.IsLate ? "運用" : "開設")}について協議します。")
            .Heading(1, "1　アカウント")
            .Facts(
            [
                ("名称（予定）", consultation.Name), ("媒体", consultation.PlatformName + (consultation.PlatformIsNew ? "（この団体で初めて使う媒体）" : "")),
                ("ハンドル（予定）", form.PlannedHandle.Length > 0 ? form.PlannedHandle : ToCome), ("開始の予定日", form.PlannedOn.InWords),
                ("運用する所属", known.Office), ("運用主体", form.Operator.Word + (form.OperatorName.Length > 0 ? $"（{form.OperatorName}）" : "")),
                ("担当者・連絡先", $"{form.Contact}　{form.Phone}"), ("目的", consultation.Purpose),
            ])
            .Heading(1, "2　必要性の検討")
            .Facts(
            [
                ("月の投稿の見込み", $"{need.PostsPerMonth:N0}回"), ("双方向の使い方", need.TwoWay.Word), ("今あるアカウントで対応できない理由", need.ExistingAccounts),
                ("発信する分野と、充実している情報", need.Field), ("利用者と、その求め", need.Demand), ("媒体を選んだ理由", need.PlatformTraits),
                .. need.Despite.Length > 0 ? [("ホームページで足りない理由", need.Despite)] : Array.Empty<(string, string)>(),
            ])
            .Heading(1, "3　添付する書類")
            .Text(string.Join('\n', DocumentKinds.All.Select(kind => $"・{kind.Word}{(kind is DocumentKind.AccountPolicy ? "（案）" : "")}")));
        var last = 3;
        if (form.Remarks.Length > 0) file.Heading(1, $"{++last}　備考").Text(form.Remarks);
        if (consultation.Joint is { } joint)
        {
            file.Heading(1, $"{++last}　3者での検討（初めて使う媒体）").Facts(
            [
                ("検討した日", joint.HeldOn.InWords), ("参加者", joint.Participants), ("検討した内容", joint.Considered), ("結論", joint.Conclusion),
                ("記録・確認", $"記録：{joint.RecordedByName}　所属長の確認：{joint.ConfirmedByName ?? ToCome}"),
            ]);
        }

        return file.Heading(1, $"{++last}　審査と回答").Table([new("担当課", 5), new("判断", 3), new("氏名", 3), new("日時", 5), new("意見", 6)], Enum.GetValues<ReviewSide>().Select(side => Row(consultation, side)));
    }

    private static IReadOnlyList<string> Row(Consultation consultation, ReviewSide side)
    {
        if (consultation.LeftOut == side) return [side.Word, "審査しない", ToCome, ToCome, "自所属の協議のため"];
        var word = consultation.WordsNow.FirstOrDefault(word => word.Side == side);
        return word is null ? [side.Word, "", "", "", ""] : [side.Word, "支障なし", word.ByName, word.At.InWords, word.Opinion];
    }
}
