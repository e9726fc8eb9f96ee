using Koshiki.Foundation;

namespace Koshiki.Core.Reviews;

/// <summary>The contents of the retirement report. 廃止報告書（様式2）.</summary>
/// <param name="Grounds">Which of the guideline's four states of things it rests on.</param>
/// <param name="Successor">Where residents find the information from now on.</param>
/// <param name="NoticeDays">For how many days residents are told before the deletion.</param>
/// <param name="NoticeText">What the account and the site say.</param>
/// <param name="Keeping">How posts and reactions are kept after the deletion.</param>
/// <remarks>The guideline names the form without giving its columns; these are ours.</remarks>
public sealed record RetirementReport(IReadOnlyList<EndCriterion> Grounds, string Reason, string Successor, int NoticeDays, DateOnly? DeletionPlannedOn, string NoticeText, string Keeping)
{
    public const int LongestNotice = 365;

    public static RetirementReport Empty { get; } = new([], "", "", 0, null, "", "");

    /// <param name="shortestNotice">From the settings.</param>
    public IReadOnlyList<Fault> Missing(int shortestNotice)
    {
        var faults = new List<Fault>();
        if (Grounds.Count == 0) faults.Add(new("grounds", "廃止の根拠が選ばれていません。1つ以上選んでください。"));
        if (Reason.Length == 0) faults.Add(new("reason", "廃止する理由が入力されていません。"));
        if (Successor.Length == 0) faults.Add(new("successor", "これからの情報の入手先が入力されていません。ない場合は「なし」と書いてください。"));
        if (NoticeDays < shortestNotice || NoticeDays > LongestNotice) faults.Add(new("noticeDays", $"周知の期間は、{shortestNotice}日から{LongestNotice}日までの数で入力してください。"));
        if (DeletionPlannedOn is null) faults.Add(new("deletionPlannedOn", "削除の予定日が入力されていません。"));
        if (NoticeText.Length == 0) faults.Add(new("noticeText", "周知の文が入力されていません。"));
        if (Keeping.Length == 0) faults.Add(new("keeping", "投稿の記録の保存方法が入力されていません。"));
        return faults;
    }
}

public static class NameFindingWords
{
    extension(NameFinding finding)
    {
        public string Word => finding switch { NameFinding.Free => "使われていない", NameFinding.TakenByOthers => "第三者が使っている", _ => "確かめられない" };
    }
}
