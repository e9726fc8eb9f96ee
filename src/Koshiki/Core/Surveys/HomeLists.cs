using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys;

/// <summary>The surveys that a person's offices are being asked, with how far they are: 調書の回答　4／7節.</summary>
internal sealed class AnswersWaiting(CoreDb db) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        var offices = await db.OfficesStoodFor(me, Act.AnswerSurveys, now.DayInJapan, ct);
        if (offices.Length == 0) return null;
        var open = await (
            from response in db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes()
            join survey in db.Surveys on response.Survey equals survey.Id
            where offices.Contains(response.Office) && response.Status != ResponseStatus.Submitted && survey.Status == SurveyStatus.Open
            select new { response.Id, response.OfficeName, response.Status, response.DoneSections, response.AskedSections, response.OwnDeadline, survey.Title, survey.Deadline }).ToListAsync(ct);
        if (open.Count == 0) return null;
        var items = open
            .Select(one => new WaitingItem(
                $"{one.Title}（{one.OfficeName}）", $"/surveys/answers/{one.Id.Value}", one.OwnDeadline is { } own && own > one.Deadline ? own : one.Deadline,
                one.Status is ResponseStatus.NotStarted ? one.Status.Word : $"{one.Status.Word}　{one.DoneSections.Count}／{one.AskedSections}節"))
            .OrderBy(item => item.DueAt).ToList();
        return new WaitingSection("調書の回答", items, items.Count, "/surveys", "回答を待つ調書はありません。");
    }
}
