using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Reporting;

/// <summary>The offices that an audit looked at, as an edition prints them: by their names, or by letters in the order given, so that the report and the public site give an office the same letter. 所属の秘匿.</summary>
internal sealed class PrintedOffices
{
    private const int Letters = 26;
    private readonly Dictionary<string, string> letters = new(StringComparer.Ordinal);
    private readonly string[] longestFirst;

    /// <param name="named">Those of the findings that are printed first. A name may come more than once.</param>
    public PrintedOffices(ReportEdition edition, IEnumerable<string> named)
    {
        AreHidden = edition is ReportEdition.Published;
        foreach (var office in named.Where(name => name.Length > 0)) _ = LetterOf(office);
        longestFirst = [.. letters.Keys.OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
    }

    public bool AreHidden { get; }

    public string Name(string office) => AreHidden ? LetterOf(office) : office;

    /// <summary>Words that somebody wrote, without the names that are hidden.</summary>
    public string Words(string text) => AreHidden ? longestFirst.Where(office => text.Contains(office, StringComparison.Ordinal)).Aggregate(text, (said, office) => said.Replace(office, letters[office], StringComparison.Ordinal)) : text;

    /// <summary>The names of the offices that each audit wrote findings about or visited, in the order of their numbers.</summary>
    public static async Task<ILookup<AuditId, string>> LookedAt(CoreDb db, AuditId[] audits, CancellationToken ct)
    {
        var found = await db.AuditFindings.Where(finding => audits.Contains(finding.Audit)).OrderBy(finding => finding.Number).Select(finding => new { finding.Audit, finding.OfficeName }).ToListAsync(ct);
        var visited = await db.FieldworkEntries.Where(entry => audits.Contains(entry.Audit)).OrderBy(entry => entry.Number).Select(entry => new { entry.Audit, entry.OfficeName }).ToListAsync(ct);
        return found.Concat(visited).ToLookup(office => office.Audit, office => office.OfficeName);
    }

    private string LetterOf(string office)
    {
        if (!letters.TryGetValue(office, out var letter)) letters.Add(office, letter = letters.Count < Letters ? $"{(char)('Ａ' + letters.Count)}所属" : $"所属{letters.Count + 1}");
        return letter;
    }
}
