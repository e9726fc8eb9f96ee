using Koshiki.Core.Accounts;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening;

/// <summary>One document that an account has.</summary>
/// <param name="Number">The version in force; null for one that exists outside this system.</param>
/// <param name="Since">The day from which it holds, or on which it is dated.</param>
/// <param name="Reference">Its number and place, for one outside.</param>
public sealed record Paper(int? Number, DateOnly Since, string? Reference)
{
    public string InWords => Number is { } number ? $"第{number}版（{Since.InWordsWithoutWeekday}承認）" : $"既存の書類（{Since.InWordsWithoutWeekday}、{Reference}）";
}

/// <summary>What an account has of all that it must have, on one day. Controls, audit tables, lists and pages all read this.</summary>
/// <param name="Consultation">When it was approved; whether late or on paper stands in <paramref name="ConsultedHow"/>.</param>
public sealed record Papers(Paper? Consultation, string? ConsultedHow, IReadOnlyDictionary<DocumentKind, Paper> Documents, PolicyDisclosure? Disclosure)
{
    public static Papers None { get; } = new(null, null, new Dictionary<DocumentKind, Paper>(), null);

    public Paper? Document(DocumentKind kind) => Documents.GetValueOrDefault(kind);

    /// <summary>What is missing. An account that is older than the guideline never had to ask.</summary>
    public IEnumerable<Lack> Lacking(bool mustHaveAsked) => Opening.Lacks.All.Where(lack => lack switch
    {
        Lack.Consultation => mustHaveAsked && Consultation is null,
        Lack.Disclosure => Disclosure is not { IsDisclosed: true },
        _ => Document(lack.Document!.Value) is null,
    });

    /// <summary>Reads everything of many accounts in four queries.</summary>
    /// <param name="day">What was there at the end of this day.</param>
    /// <returns>An entry for each account that has anything.</returns>
    internal static async Task<IReadOnlyDictionary<AccountId, Papers>> Read(CoreDb db, IReadOnlyCollection<AccountId> accounts, DateOnly day, CancellationToken ct)
    {
        var (ids, before) = (accounts.ToArray(), day.AddDays(1).Beginning);
        var consulted = await db.Consultations.AsNoTracking()
            .Where(c => c.Account != null && ids.Contains(c.Account.Value) && c.ApprovedAt != null && c.ApprovedAt < before && c.State != ConsultationState.Withdrawn)
            .Select(c => new { Account = c.Account!.Value, At = c.ApprovedAt!.Value, c.IsLate }).ToListAsync(ct);
        var versions = await db.DocumentVersions.AsNoTracking()
            .Where(d => d.Account != null && ids.Contains(d.Account.Value) && d.State == DocumentState.Approved && d.ApprovedOn <= day)
            .Select(d => new { Account = d.Account!.Value, d.Kind, d.Number, On = d.ApprovedOn!.Value }).ToListAsync(ct);
        var earlier = await db.EarlierRecords.AsNoTracking().Where(e => ids.Contains(e.Account) && e.DatedOn <= day)
            .Select(e => new { e.Account, e.Of, e.DatedOn, e.Reference }).ToListAsync(ct);
        var disclosures = await db.PolicyDisclosures.AsNoTracking().Where(d => ids.Contains(d.Account) && d.CheckedOn <= day)
            .OrderByDescending(d => d.CheckedOn).ThenByDescending(d => d.At).ToListAsync(ct);

        var consultationOf = consulted.GroupBy(c => c.Account).ToDictionary(group => group.Key, group => group.MinBy(c => c.At)!);
        var versionsOf = versions.ToLookup(v => v.Account);
        var earlierOf = earlier.ToLookup(e => e.Account);
        var disclosureOf = disclosures.GroupBy(d => d.Account).ToDictionary(group => group.Key, group => group.First());
        return ids.Distinct().ToDictionary(id => id, id =>
        {
            var outside = earlierOf[id].ToDictionary(e => e.Of, e => new Paper(null, e.DatedOn, e.Reference));
            var asked = consultationOf.GetValueOrDefault(id);
            var documents = new Dictionary<DocumentKind, Paper>();
            foreach (var lack in Lacks.All)
            {
                if (lack.Document is not { } kind) continue;
                if (versionsOf[id].Where(v => v.Kind == kind).MaxBy(v => v.Number) is { } version) documents[kind] = new Paper(version.Number, version.On, null);
                else if (outside.TryGetValue(lack, out var paper)) documents[kind] = paper;
            }

            return asked is null
                ? new Papers(outside.GetValueOrDefault(Lack.Consultation), outside.ContainsKey(Lack.Consultation) ? "既存の記録" : null, documents, disclosureOf.GetValueOrDefault(id))
                : new Papers(new Paper(null, asked.At.DayInJapan, null), asked.IsLate ? "開設後の協議" : "開設前の協議", documents, disclosureOf.GetValueOrDefault(id));
        });
    }
}
