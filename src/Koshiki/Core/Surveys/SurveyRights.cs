using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys;

/// <summary>An answer with what the person who asks for it may do.</summary>
internal sealed record OpenResponse(SurveyResponse Response, Survey Survey, AnswerForm Form, bool MayAnswer, bool MayConfirm, bool MayRun)
{
    /// <summary>The answers as they are stored; empty cells where nothing was saved yet.</summary>
    public AnswerSheet Sheet => AnswerSheet.Of(Form, Response.Given);
}

/// <summary>Whose answers a person reads and writes. An office that was closed answers through its successors.</summary>
internal static class SurveyRights
{
    extension(CoreDb db)
    {
        /// <summary>The offices for which a person does something: those of his reach, and those whose work they took over.</summary>
        public async Task<OfficeId[]> OfficesStoodFor(Me me, Act act, DateOnly today, CancellationToken ct)
        {
            if (me.ScopeOf(act) is not Scope.Limited { Offices.Count: > 0 } limited) return [];
            var offices = limited.Offices.ToHashSet();
            for (var newest = offices.ToArray(); newest.Length > 0;)
            {
                var asked = newest;
                var before = await db.OfficeSuccessions.Where(s => asked.Contains(s.Successor) && s.From <= today).Select(s => s.Predecessor).ToListAsync(ct);
                newest = [.. before.Distinct().Where(offices.Add)];
            }

            return [.. offices];
        }

        /// <summary>Whether he does something for this office: for one of his own reach, which needs no look, or for one whose work his office took over.</summary>
        private async Task<bool> StandsFor(OfficeId office, Me me, Act act, DateOnly today, CancellationToken ct) =>
            (me.ScopeOf(act) is Scope.Limited own && own.Offices.Contains(office)) || (await db.OfficesStoodFor(me, act, today, ct)).Contains(office);

        /// <summary>One answer with its survey, for whoever may read it.</summary>
        /// <returns><see cref="ResponseNotFound"/> also for who may not see it.</returns>
        public async Task<Result<OpenResponse>> ResponseFor(Guid id, Me me, DateTimeOffset now, CancellationToken ct)
        {
            ArgumentNullException.ThrowIfNull(me);
            var response = await db.SurveyResponses.Include(r => r.Events).SingleOrDefaultAsync(r => r.Id == new SurveyResponseId(id), ct);
            if (response is null) return new ResponseNotFound();
            var today = now.DayInJapan;
            var mayAnswer = await db.StandsFor(response.Office, me, Act.AnswerSurveys, today, ct);
            var mayConfirm = await db.StandsFor(response.Office, me, Act.ConfirmAnswers, today, ct);
            var mayRead = mayAnswer || mayConfirm || me.May(Act.RunSurveys)
                || (me.May(Act.ReadSurveyResults) && response.Status is ResponseStatus.Submitted)
                || (me.ScopeOf(Act.ReadSurveys) is Scope.Limited limited && limited.Offices.Contains(response.Office));
            if (!mayRead) return new ResponseNotFound();
            var survey = await db.Surveys.SingleAsync(s => s.Id == response.Survey, ct);
            return new OpenResponse(response, survey, await db.FormOf(survey.Questionnaire, ct), mayAnswer, mayConfirm, me.May(Act.RunSurveys));
        }

        /// <summary>One answer for who may write in it.</summary>
        /// <returns><see cref="ResponseNotFound"/> also for who may only read it.</returns>
        public async Task<Result<OpenResponse>> ResponseToAnswer(Guid id, Me me, DateTimeOffset now, CancellationToken ct)
        {
            var found = await db.ResponseFor(id, me, now, ct);
            return found.Succeeded && !found.Value.MayAnswer ? new ResponseNotFound() : found;
        }

        /// <summary>A survey for whoever may see that there is one: those who run or read surveys, and the offices that were asked.</summary>
        /// <returns><see cref="SurveyNotFound"/>.</returns>
        public async Task<Result<(Survey Survey, AnswerForm Form)>> SurveyFor(string key, Me me, DateTimeOffset now, CancellationToken ct)
        {
            var found = await db.SurveyWithForm(key, ct);
            if (!found.Succeeded || me.May(Act.ReadSurveyResults)) return found;
            var (id, offices) = (found.Value.Survey.Id, await db.OfficesStoodFor(me, Act.ReadSurveys, now.DayInJapan, ct));
            return await db.SurveyResponses.AnyAsync(r => r.Survey == id && offices.Contains(r.Office), ct) ? found : new SurveyNotFound();
        }
    }

    /// <summary>The name under which a head confirms: with the absent head's where he stands in for one.</summary>
    public static string HeadName(this Me me, OfficeId office)
    {
        var role = me.Roles.Where(one => one.Role is Role.OfficeHead).OrderBy(one => one.Office != office).ThenBy(one => one.DeputyFor is not null).FirstOrDefault();
        return role?.DeputyFor is { } absent ? $"{me.Name}（{absent}の代決）" : me.Name;
    }
}
