using System.Text;
using Koshiki.Foundation.Web.Serving;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>The statistics as a page by itself.</summary>
/// <param name="Style">The style sheet, because the file asks nothing over the network.</param>
public sealed record StatisticsDocumentView(StatisticsView Statistics, string Government, DateTimeOffset MadeAt, string Style)
{
    internal static StatisticsDocumentView Of(SurveyFigures figures, string government, DateTimeOffset now, bool halfUp) => new(
        StatisticsView.Of(figures, halfUp, mayRun: false, Foundation.Web.Forms.FormState.Empty), government, now, Encoding.UTF8.GetString(new Assets().Find("/css/koshiki.css")!.Content.Span));
}
