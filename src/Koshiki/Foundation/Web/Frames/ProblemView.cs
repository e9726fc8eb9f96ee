using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Foundation.Web.Frames;

/// <summary>Where a person goes on after a refusal.</summary>
/// <param name="Heading">What happened in a few words; null takes the usual words of the status.</param>
/// <param name="Written">What the person had written, to be copied; null for nothing.</param>
public sealed record WayOn(Link Next, string? Heading = null, WrittenText? Written = null);

/// <summary>A text that was written and not stored.</summary>
/// <param name="Label">What its field is called.</param>
public sealed record WrittenText(string Label, string Text);

/// <summary>What a problem page says: what happened, what to do next, and a number to quote when asking for help.</summary>
/// <param name="Reference">The reference number (受付番号), also in the log; null where nothing was logged.</param>
/// <param name="Way">Where it goes on; null where only the home page is left.</param>
public sealed record ProblemView(int Status, string Heading, string Sentence, IReadOnlyList<Fault> Faults, string? Reference, WayOn? Way = null)
{
    public static ProblemView For(int status, string? sentence = null, IReadOnlyList<Fault>? faults = null, string? reference = null, WayOn? way = null)
    {
        var (heading, usual) = Words(status);
        return new ProblemView(status, way?.Heading ?? heading, sentence ?? usual, faults ?? [], reference, way);
    }

    private static (string Heading, string Sentence) Words(int status) => status switch
    {
        400 => ("送信された内容を読み取れませんでした", "画面を開き直して、もう一度入力してください。"),
        401 => ("サインインが必要です", "サインインしてから、もう一度開いてください。"),
        403 => ("この操作をする権限がありません", "必要なときは、所属の管理者に権限を確かめてください。"),
        404 => ("ページが見つかりません", "住所（URL）が正しいか確かめるか、ホームからたどってください。"),
        405 => ("この方法では開けません", "画面のボタンかリンクから開いてください。"),
        409 => ("この操作は、今はできません", "画面を開き直して、今の内容を確かめてください。"),
        413 => ("送信された内容が大きすぎます", "ファイルを小さくするか、分けて送ってください。"),
        415 => ("この形式では受け取れません", "画面のボタンから送り直してください。"),
        422 => ("入力内容に誤りがあります", "前の画面に戻り、示された項目を直してください。"),
        429 => ("短い時間に操作が続きました", "1分ほど待ってから、もう一度操作してください。"),
        503 => ("ただいま準備中です", "しばらく待ってから、もう一度開いてください。"),
        < 500 => ("この操作はできませんでした", "画面を開き直して、もう一度操作してください。"),
        _ => ("システムの内部で問題が起きました", "保存済みの内容は残っています。しばらく待ってからもう一度操作し、続くときは受付番号を添えて担当に知らせてください。"),
    };
}
