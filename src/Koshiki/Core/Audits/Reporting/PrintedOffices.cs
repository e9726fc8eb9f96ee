namespace Koshiki.Core.Audits.Reporting;

/// <summary>Offices as an edition prints them: by their names, or by letters that stand for them in the order in which they come. 所属の秘匿.</summary>
/// <param name="named">The offices whose names are also taken out of running text.</param>
internal sealed class PrintedOffices(ReportEdition edition, IEnumerable<string> named)
{
    private const int Letters = 26;
    private readonly string[] longestFirst = [.. named.Where(name => name.Length > 0).Distinct().OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
    private readonly Dictionary<string, string> given = new(StringComparer.Ordinal);

    public bool AreHidden => edition is ReportEdition.Published;

    public string Name(string office)
    {
        if (!AreHidden) return office;
        if (!given.TryGetValue(office, out var letter)) given.Add(office, letter = given.Count < Letters ? $"{(char)('Ａ' + given.Count)}所属" : $"所属{given.Count + 1}");
        return letter;
    }

    /// <summary>Words that somebody wrote, without the names that are hidden.</summary>
    public string Words(string text) => AreHidden ? longestFirst.Where(office => text.Contains(office, StringComparison.Ordinal)).Aggregate(text, (said, office) => said.Replace(office, Name(office), StringComparison.Ordinal)) : text;
}
