using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>Puts free texts under headings. A text without a heading is not grouped yet.</summary>
/// <param name="Headings">By answer; an empty one takes the heading away.</param>
public sealed record GroupTexts(string Survey, string Field, IReadOnlyDictionary<Guid, string> Headings);

public sealed class GroupTextsHandler(CoreDb db)
{
    private const int LongestHeading = 60;

    /// <returns>How many texts have a heading now; <see cref="SurveyNotFound"/>, <see cref="NoSuchFigureInSurvey"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<int>> Handle(GroupTexts command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var found = await db.SurveyWithForm(command.Survey, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var (survey, form) = found.Value;
        if (form.Field(command.Field) is not { Kind: AnswerKind.Text }) return new NoSuchFigureInSurvey();
        var ids = (await db.SurveyResponses.Where(r => r.Survey == survey.Id).Select(r => r.Id).ToListAsync(ct)).ToHashSet();
        var known = await db.TextGroups.Where(g => g.Field == command.Field && db.Set<SurveyResponse>().Any(r => r.Id == g.Response && r.Survey == survey.Id)).ToDictionaryAsync(g => g.Response, ct);

        // Decide
        var tooLong = command.Headings.Where(one => one.Value.Length > LongestHeading).Select(one => new Fault($"heading.{one.Key}", $"見出しは{LongestHeading}文字までにしてください。")).ToList();
        if (tooLong.Count > 0) return new NotAcceptable(tooLong);
        foreach (var (id, typed) in command.Headings)
        {
            var (response, heading) = (new SurveyResponseId(id), InputText.Name(typed));
            if (!ids.Contains(response)) continue;
            if (!known.TryGetValue(response, out var group))
            {
                if (heading.Length > 0) db.TextGroups.Add(known[response] = new TextGroup { Response = response, Field = command.Field, Heading = heading });
            }
            else if (heading.Length > 0)
            {
                group.Heading = heading;
            }
            else
            {
                db.TextGroups.Remove(group);
                known.Remove(response);
            }
        }

        // Write
        await db.SaveChangesAsync(ct);
        return known.Count;
    }
}
