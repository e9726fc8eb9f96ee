using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>The statistics as a page by itself.</summary>
public sealed record StatisticsDocumentView(StatisticsView Statistics, string Government, DateTimeOffset MadeAt)
{
    internal static StatisticsDocumentView Of(SurveyFigures figures, string government, DateTimeOffset now, bool halfUp) => new(StatisticsView.Of(figures, halfUp, mayRun: false, FormState.Empty), government, now);
}
