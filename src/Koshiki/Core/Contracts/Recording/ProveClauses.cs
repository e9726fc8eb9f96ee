using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Contracts.Recording;

/// <summary>Where the text says it, and its words.</summary>
public sealed record ClauseProof(ClauseKind Kind, string? Article, string? Text, LoginPoints Points);

/// <summary>Writes down the text that proves each clause; one without text is missing.</summary>
public sealed record ProveClauses(AgreementId Agreement, IReadOnlyList<ClauseProof> Proofs);

internal sealed class ProveClausesHandler(CoreDb db, TimeProvider clock)
{
    private const int LongestArticle = 50;

    /// <returns>How many clauses are still not proven, or <see cref="AgreementNotFound"/>, <see cref="MayNotChangeContracts"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<int>> Handle(ProveClauses command, Me me, CancellationToken ct)
    {
        // Read
        var found = await db.AgreementToRecord(command.Agreement, me, ct);
        if (found.IsRefused(out var refusal)) return refusal;
        var agreement = found.Value;

        // Decide
        List<Fault> faults = [];
        foreach (var proof in command.Proofs)
        {
            if (proof.Text is { } text) FreeText.Look($"text.{proof.Kind}", text, AgreementClause.LongestText, faults);
            if (proof.Article is { } article) FreeText.Look($"article.{proof.Kind}", article, LongestArticle, faults);
            if (proof is { Text: null, Article: not null }) faults.Add(new Fault($"text.{proof.Kind}", "条番号だけでは確かめられません。条文を書き写してください。"));
            if (proof is { Text: null, Points: not LoginPoints.None }) faults.Add(new Fault($"text.{proof.Kind}", "条文を書き写してください。"));
        }

        if (faults.Count > 0) return new NotAcceptable(faults);

        // Write
        foreach (var proof in command.Proofs) agreement.Prove(proof.Kind, proof.Article, proof.Text, proof.Points, me.Id, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return Agreement.Needed(agreement.Kind).Count(kind => !agreement.Proves(kind));
    }
}
