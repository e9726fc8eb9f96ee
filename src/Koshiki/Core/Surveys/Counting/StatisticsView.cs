using System.Globalization;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>A question with the tables of its fields.</summary>
public sealed record CountedQuestion(string Key, string Label, IReadOnlyList<FieldTable> Tables)
{
    /// <summary>Whether there is anything to show: an answer, or one that no longer counts.</summary>
    public bool IsAnswered => Tables.Any(table => table.Count.Base > 0 || table.Count.Superseded > 0);

    /// <summary>How many offices were asked at most.</summary>
    public int Asked => Tables.Max(table => table.Count.Asked);

    public int Answered => Tables.Max(table => table.Count.Base);
}

/// <param name="Questions">Those that were answered, in their order.</param>
public sealed record CountedSection(string Title, IReadOnlyList<CountedQuestion> Questions);

/// <param name="Sections">Those with a question that was answered.</param>
/// <param name="Unanswered">Questions to which nobody said anything.</param>
/// <param name="By">The values by which figures are crossed: key and label; empty for none.</param>
/// <param name="CountsTwice">Whether an office can stand in several of these columns.</param>
public sealed record StatisticsView(
    Survey Survey, IReadOnlyList<CountedSection> Sections, IReadOnlyList<CountedQuestion> Unanswered, int Submitted, int Asked, string? ByKey, IReadOnlyList<(string Key, string Label)> By, bool CountsTwice,
    IReadOnlyList<Choice> Attributes, string? PreviousTitle, bool HalfUp, bool MayRun, FormState Form)
{
    /// <summary>Whose answers these are, and what is missing.</summary>
    public string Basis
    {
        get
        {
            var share = Asked == 0 ? "" : $"の{Foundation.Figures.Rounding.HalfUp(Submitted, Asked, 0).ToString("0", CultureInfo.InvariantCulture)}％";
            var missing = Asked - Submitted;
            var rest = missing == 0 ? "" : Survey.Status is SurveyStatus.Closed ? $"{missing}所属は提出していません。" : $"まだ{missing}所属が提出していないため、数字は変わります。";
            return $"所属長が提出した{Submitted}所属（配布した{Asked}所属{share}）の回答です。{rest}";
        }
    }

    internal static StatisticsView Of(SurveyFigures figures, bool halfUp, bool mayRun, FormState form)
    {
        var tables = figures.Tables(halfUp).ToLookup(table => table.Count.Field.Question.Key, StringComparer.Ordinal);
        var sections = figures.Form.Questionnaire.Sections.Select(section => new CountedSection(section.Title, [.. section.Questions.Select(question => new CountedQuestion(question.Key, question.Label, [.. tables[question.Key]]))])).ToList();
        return new StatisticsView(
            figures.Survey,
            [.. sections.Select(section => section with { Questions = [.. section.Questions.Where(question => question.IsAnswered)] }).Where(section => section.Questions.Count > 0)],
            [.. sections.SelectMany(section => section.Questions).Where(question => !question.IsAnswered)],
            figures.Submitted, figures.Asked, figures.By?.Key, [.. figures.Crossed.Select(one => (one.Key, one.Label))], figures.By is { } by && figures.Form.Field(by.Key) is { Kind: AnswerKind.Choices },
            [.. SurveyAttribute.Of(figures.Form).Select(one => new Choice(one.Key, one.Label))], figures.Before?.Title, halfUp, mayRun, form);
    }
}
