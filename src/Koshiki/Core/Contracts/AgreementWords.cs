using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Core.Contracts;

/// <summary>Where an agreement stands in its time.</summary>
public enum AgreementPhase
{
    /// <summary>開始前</summary>
    Coming,

    /// <summary>有効</summary>
    InForce,

    /// <summary>終了</summary>
    Ended,
}

public static class AgreementPhases
{
    extension(Agreement agreement)
    {
        public AgreementPhase PhaseOn(DateOnly day) => day < agreement.From ? AgreementPhase.Coming : day <= agreement.End ? AgreementPhase.InForce : AgreementPhase.Ended;

        /// <summary>「令和8年4月1日から令和9年3月31日まで」</summary>
        public string Period => $"{agreement.From.InWordsWithoutWeekday}から{agreement.End.InWordsWithoutWeekday}まで";
    }

    extension(AgreementPhase phase)
    {
        public string Word => phase switch
        {
            AgreementPhase.Coming => "開始前",
            AgreementPhase.InForce => "有効",
            _ => "終了",
        };

        public Tone Tone => phase switch
        {
            AgreementPhase.Coming => Tone.Blue,
            AgreementPhase.InForce => Tone.Green,
            _ => Tone.Gray,
        };
    }
}
