using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>One submitted answer as the statistics see it.</summary>
internal sealed record CountedResponse(SurveyResponseId Id, string Code, string Office, string Division, string Department, OfficeKind Kind, byte[] Tally);

/// <summary>What answers can be crossed by. 属性.</summary>
/// <param name="Key">In addresses and files: <c>department</c>, <c>division</c>, <c>kind</c>, or the key of a field with options.</param>
/// <param name="Values">Its values in the order in which they are shown; empty where they come from the answers.</param>
internal sealed record SurveyAttribute(string Key, string Label, IReadOnlyList<(string Key, string Label)> Values)
{
    public const string NotGiven = "－";

    /// <summary>The offices' own attributes, and every field with options.</summary>
    public static IEnumerable<SurveyAttribute> Of(AnswerForm form) =>
    [
        new("department", "部局", []),
        new("division", "区分", []),
        new("kind", "所属の種別", [.. OfficeKindWords.All.Select(kind => (kind.FileWord, kind.Word))]),
        .. form.Fields.Where(field => field.Options.Count > 0).Select(field => new SurveyAttribute(field.Key, $"{field.Key}　{field.Label}", [.. field.Options.Select(option => (option.Key, option.Label)), (NotGiven, "無回答・非該当")])),
    ];

    /// <summary>The values that one answer has: several where several choices were made.</summary>
    public IEnumerable<string> ValuesOf(CountedResponse response, AnswerForm form)
    {
        switch (Key)
        {
            case "department": return [response.Department];
            case "division": return [response.Division];
            case "kind": return [response.Kind.FileWord];
        }

        var field = form.Field(Key)!;
        var (_, options) = SurveyCount.Read(response.Tally, field.Place);
        return options == 0 ? [NotGiven] : field.Options.Where((_, at) => (options & (1UL << at)) != 0).Select(option => option.Key);
    }
}

/// <summary>Reads what was submitted and counts it.</summary>
internal static class CountedResponses
{
    extension(CoreDb db)
    {
        /// <summary>A survey with its questionnaire made ready.</summary>
        /// <returns><see cref="SurveyNotFound"/>.</returns>
        public async Task<Result<(Survey Survey, AnswerForm Form)>> SurveyWithForm(string key, CancellationToken ct)
        {
            var survey = await db.Surveys.SingleOrDefaultAsync(one => one.Key == key, ct);
            return survey is null ? new SurveyNotFound() : (survey, await db.FormOf(survey.Questionnaire, ct));
        }

        /// <summary>All that was submitted, in the order of the offices' codes.</summary>
        public async Task<List<CountedResponse>> CountedResponsesOf(SurveyId survey, CancellationToken ct) =>
            await db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes().Where(r => r.Survey == survey && r.Status == ResponseStatus.Submitted).OrderBy(r => r.OfficeCode)
                .Select(r => new CountedResponse(r.Id, r.OfficeCode, r.OfficeName, r.Division, r.Department, r.OfficeKind, r.Tally)).ToListAsync(ct);

        /// <summary>The count over all that was submitted; nothing but tallies is read.</summary>
        public async Task<SurveyCount> CountSurvey(SurveyId survey, AnswerForm form, CancellationToken ct)
        {
            var count = new SurveyCount(form);
            await foreach (var tally in db.SurveyResponses.AsNoTracking().Where(r => r.Survey == survey && r.Status == ResponseStatus.Submitted).Select(r => r.Tally).AsAsyncEnumerable().WithCancellation(ct)) count.Add(tally);
            return count;
        }
    }

    public static SurveyCount Count(AnswerForm form, IEnumerable<CountedResponse> responses)
    {
        var count = new SurveyCount(form);
        foreach (var response in responses) count.Add(response.Tally);
        return count;
    }

    /// <summary>A count for each value of an attribute, in its order; values that nobody has are left out.</summary>
    public static IReadOnlyList<(string Key, string Label, SurveyCount Count)> Cross(AnswerForm form, SurveyAttribute by, IReadOnlyList<CountedResponse> responses)
    {
        var counts = new Dictionary<string, SurveyCount>(StringComparer.Ordinal);
        foreach (var response in responses)
        {
            foreach (var value in by.ValuesOf(response, form))
            {
                if (!counts.TryGetValue(value, out var count)) counts[value] = count = new SurveyCount(form);
                count.Add(response.Tally);
            }
        }

        return by.Values.Count > 0
            ? [.. by.Values.Where(value => counts.ContainsKey(value.Key)).Select(value => (value.Key, value.Label, counts[value.Key]))]
            : [.. counts.Select(pair => (pair.Key, pair.Key, pair.Value))];
    }
}
