using Koshiki.Foundation.Figures;

namespace Koshiki.Core.Audits;

/// <summary>A set of tables that belong to one kind of audit, as recipes that ship with the program. 監査の調査項目.</summary>
public sealed class Programme
{
    private const string Folder = "Koshiki.Core.Audits.Programmes.";

    private static readonly Lazy<Programme> EhimeOnce = new(() => Read("ehime", "行政監査（公式アカウントの運用）", "Ehime"));

    private Programme(string key, string title, IReadOnlyList<Recipe> tables)
    {
        Key = key;
        Title = title;
        Tables = tables;
    }

    /// <summary>As the command line names it.</summary>
    public string Key { get; }

    public string Title { get; }

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<Recipe> Tables { get; }

    /// <summary>The audit of the use of official accounts by all offices of a prefecture, tables 1 to 18.</summary>
    public static Programme Ehime => EhimeOnce.Value;

    /// <returns>The programme, or <see cref="NoSuchProgramme"/>.</returns>
    public static Foundation.Result<Programme> Find(string key) => key == "ehime" ? Ehime : new NoSuchProgramme(key);

    public Recipe? Table(string key) => Tables.FirstOrDefault(table => table.Key == key);

    private static Programme Read(string key, string title, string folder)
    {
        var assembly = typeof(Programme).Assembly;
        var recipes = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{Folder}{folder}.Table", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return RecipeReader.Read(name[Folder.Length..], reader.ReadToEnd());
            });
        return new Programme(key, title, [.. recipes]);
    }
}
