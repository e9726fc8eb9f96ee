using Koshiki.Foundation;
using static Koshiki.Core.Surveys.ResponseAction;
using static Koshiki.Core.Surveys.ResponseStatus;

namespace Koshiki.Core.Surveys;

/// <summary>Where an office's answer stands. UI.md section 6.</summary>
public enum ResponseStatus
{
    /// <summary>未着手</summary>
    NotStarted,

    /// <summary>回答中</summary>
    InProgress,

    /// <summary>所属長確認中</summary>
    AwaitingHead,

    /// <summary>提出済み</summary>
    Submitted,

    /// <summary>差戻し</summary>
    Returned,
}

public enum ResponseAction
{
    /// <summary>保存</summary>
    Save,

    /// <summary>所属長に確認を依頼</summary>
    AskHead,

    /// <summary>確認の依頼を取り下げ</summary>
    TakeBack,

    /// <summary>所属長が差し戻し</summary>
    HeadReturns,

    /// <summary>所属長が確認して提出</summary>
    Submit,

    /// <summary>監査事務局が差し戻し</summary>
    Return,
}

internal static class ResponseFlow
{
    /// <summary>Every move an answer can make. What is not written here cannot happen.</summary>
    /// <returns><see cref="ResponseNotPossibleNow"/>.</returns>
    public static Result<ResponseStatus> Next(ResponseStatus from, ResponseAction action) => (from, action) switch
    {
        (NotStarted or InProgress, Save) => InProgress,
        (Returned, Save) => Returned,
        (InProgress or Returned, AskHead) => AwaitingHead,
        (AwaitingHead, TakeBack) => InProgress,
        (AwaitingHead, HeadReturns) => Returned,
        (InProgress or Returned or AwaitingHead, Submit) => Submitted,
        (Submitted, Return) => Returned,
        _ => new ResponseNotPossibleNow(from),
    };
}

/// <summary>The words for states and steps, as UI.md section 6 fixes them.</summary>
public static class SurveyWords
{
    extension(ResponseStatus status)
    {
        public string Word => status switch
        {
            NotStarted => "未着手",
            InProgress => "回答中",
            AwaitingHead => "所属長確認中",
            Submitted => "提出済み",
            _ => "差戻し",
        };
    }

    extension(ResponseAction action)
    {
        /// <summary>What happened, for the history.</summary>
        public string Happened => action switch
        {
            Save => "回答を始めました",
            AskHead => "所属長に確認を依頼しました",
            TakeBack => "確認の依頼を取り下げました",
            HeadReturns => "所属長が差し戻しました",
            Submit => "所属長が確認して提出しました",
            _ => "監査事務局が差し戻しました",
        };
    }

    extension(SurveyStatus status)
    {
        public string Word => status switch
        {
            SurveyStatus.Draft => "作成中",
            SurveyStatus.Open => "回答中",
            _ => "締切",
        };

        public Foundation.Web.Elements.Tone Tone => status is SurveyStatus.Closed ? Foundation.Web.Elements.Tone.Gray : Foundation.Web.Elements.Tone.Blue;
    }
}
