using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys;

/// <summary>Questionnaires made ready for answering, kept for all who ask: a version that is published never changes again.</summary>
internal static class KnownForms
{
    /// <summary>More than are ever open at once; then it begins anew.</summary>
    private const int Most = 100;

    private static readonly ConcurrentDictionary<QuestionnaireVersionId, AnswerForm> Known = new();

    extension(CoreDb db)
    {
        /// <param name="version">One that there is; a draft is read anew each time.</param>
        public async Task<AnswerForm> FormOf(QuestionnaireVersionId version, CancellationToken ct)
        {
            if (Known.TryGetValue(version, out var known)) return known;
            var found = await db.Questionnaires.AsNoTracking().Where(one => one.Id == version).Select(one => new { one.Content, one.PublishedAt }).SingleAsync(ct);
            var form = AnswerForm.Of(found.Content);
            if (found.PublishedAt is null) return form;
            if (Known.Count >= Most) Known.Clear();
            return Known.GetOrAdd(version, form);
        }
    }
}
