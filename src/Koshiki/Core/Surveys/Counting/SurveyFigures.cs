using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>The count over the offices that have one value of an attribute.</summary>
internal sealed record CrossedCount(string Key, string Label, IReadOnlyList<FieldCount> Fields);

/// <summary>Under which headings the texts of one field were put, the most frequent first; an empty heading is "not yet".</summary>
public sealed record TextHeading(string Heading, int Number);

/// <summary>The shares of the survey before, in both roundings, by field and option. 前回.</summary>
internal sealed class EarlierFigures(string title, IReadOnlyList<FieldCount> fields)
{
    private readonly Dictionary<string, (decimal Whole, decimal HalfUp)> shares = (
        from field in fields
        where field.Shares is not null
        from option in field.Field.Options.Select((option, at) => (option.Key, Whole: field.Shares![at], HalfUp: field.HalfUp(1)![at]))
        select KeyValuePair.Create($"{field.Field.Key}/{option.Key}", (option.Whole, option.HalfUp))).ToDictionary(StringComparer.Ordinal);

    public string Title { get; } = title;

    /// <summary>Null where the option was not there, or nobody was counted.</summary>
    public decimal? ShareOf(AnswerField field, AnswerOption option, bool halfUp) =>
        shares.TryGetValue($"{field.Key}/{option.Key}", out var was) ? halfUp ? was.HalfUp : was.Whole : null;
}

/// <summary>All figures of one survey, as its page and its files show them. I4.</summary>
/// <param name="Asked">How many offices have the survey.</param>
/// <param name="Submitted">How many of them have submitted: all that is counted.</param>
/// <param name="By">The attribute by which figures are crossed; null for none.</param>
internal sealed record SurveyFigures(
    Survey Survey, AnswerForm Form, int Asked, int Submitted, IReadOnlyList<FieldCount> Fields, SurveyAttribute? By, IReadOnlyList<CrossedCount> Crossed, EarlierFigures? Before, IReadOnlyDictionary<string, IReadOnlyList<TextHeading>> Headings)
{
    /// <summary>The table of each field, in the order of the questionnaire.</summary>
    public IEnumerable<FieldTable> Tables(bool halfUp) => Fields.Select(field => FieldTable.Of(this, field, halfUp));
}

internal static class SurveyFigureReading
{
    extension(CoreDb db)
    {
        /// <summary>Counts all that was submitted.</summary>
        /// <param name="by">The key of an attribute; anything else crosses nothing.</param>
        public async Task<Result<SurveyFigures>> FiguresOf(string key, string? by, CancellationToken ct)
        {
            var found = await db.SurveyWithForm(key, ct);
            if (found.IsRefused(out var no)) return no;
            var (survey, form) = found.Value;
            var attribute = SurveyAttribute.Of(form).FirstOrDefault(one => one.Key == by);
            var asked = await db.SurveyResponses.CountAsync(r => r.Survey == survey.Id, ct);
            var before = await db.Earlier(survey, ct);
            var headings = await db.HeadingsOf(survey.Id, ct);
            if (attribute is null)
            {
                var all = await db.CountSurvey(survey.Id, form, ct);
                return new SurveyFigures(survey, form, asked, all.Offices, all.Fields, null, [], before, headings);
            }

            var responses = await db.CountedResponsesOf(survey.Id, ct);
            var count = CountedResponses.Count(form, responses);
            var crossed = CountedResponses.Cross(form, attribute, responses).Select(one => new CrossedCount(one.Key, one.Label, one.Count.Fields));
            return new SurveyFigures(survey, form, asked, count.Offices, count.Fields, attribute, [.. crossed], before, headings);
        }

        private async Task<EarlierFigures?> Earlier(Survey survey, CancellationToken ct)
        {
            if (survey.Previous is not { } previous) return null;
            var key = await db.Surveys.Where(s => s.Id == previous).Select(s => s.Key).SingleOrDefaultAsync(ct);
            if (key is null || await db.SurveyWithForm(key, ct) is not { Succeeded: true } found) return null;
            return new EarlierFigures(found.Value.Survey.Title, (await db.CountSurvey(previous, found.Value.Form, ct)).Fields);
        }

        private async Task<IReadOnlyDictionary<string, IReadOnlyList<TextHeading>>> HeadingsOf(SurveyId survey, CancellationToken ct)
        {
            var groups = await (
                from text in db.TextGroups
                join response in db.SurveyResponses on text.Response equals response.Id
                where response.Survey == survey && response.Status == ResponseStatus.Submitted
                group text by new { text.Field, text.Heading } into same
                select new { same.Key.Field, same.Key.Heading, Number = same.Count() }).ToListAsync(ct);
            return groups.GroupBy(one => one.Field, StringComparer.Ordinal).ToDictionary(
                field => field.Key,
                field => (IReadOnlyList<TextHeading>)[.. field.OrderByDescending(one => one.Number).ThenBy(one => one.Heading, StringComparer.Ordinal).Select(one => new TextHeading(one.Heading, one.Number))],
                StringComparer.Ordinal);
        }
    }
}
