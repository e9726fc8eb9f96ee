using Koshiki.Foundation.Figures;

namespace Koshiki.Core.Audits;

/// <summary>A set of tables that belong to one kind of audit, as recipes that ship with the program. 監査の調査項目.</summary>
public sealed class Programme
{
    private const string Folder = "Koshiki.Core.Audits.Programmes.";

    private static readonly Lazy<Programme> EhimeOnce = new(() => Read("ehime", "行政監査（公式アカウントの運用）", "Ehime"));

    private Programme(string key, string title, IReadOnlyDictionary<string, string> texts)
    {
        Key = key;
        Title = title;
        Texts = texts;
        Tables = [.. texts.Where(text => text.Key.StartsWith("Table", StringComparison.Ordinal)).OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => RecipeReader.Read($"{key}/{text.Key}", text.Value))];
        InTheText = RecipeReader.Read($"{key}/Text", texts["Text"]);
        Checklist = Checklist.Read(texts["Checklist"]);
    }

    /// <summary>As the command line names it.</summary>
    public string Key { get; }

    public string Title { get; }

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<Recipe> Tables { get; }

    /// <summary>The figures that a report says in running text and in no table.</summary>
    public Recipe InTheText { get; }

    /// <summary>What the auditors ask on the spot.</summary>
    public Checklist Checklist { get; }

    /// <summary>The forms as they are written, by name: what is frozen with an audit.</summary>
    internal IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>The audit of the use of official accounts by all offices of a prefecture, tables 1 to 18.</summary>
    public static Programme Ehime => EhimeOnce.Value;

    /// <returns>The programme, or <see cref="NoSuchProgramme"/>.</returns>
    public static Foundation.Result<Programme> Find(string key) => key == "ehime" ? Ehime : new NoSuchProgramme(key);

    /// <summary>The programme with the forms of another day: those frozen with an audit.</summary>
    internal Programme With(IReadOnlyDictionary<string, string> texts) => new(Key, Title, texts);

    public Recipe? Table(string key) => Tables.FirstOrDefault(table => table.Key == key);

    private static Programme Read(string key, string title, string folder)
    {
        var assembly = typeof(Programme).Assembly;
        var prefix = $"{Folder}{folder}.";
        return new Programme(key, title, assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(
            name => name[prefix.Length..^".yaml".Length],
            name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            }));
    }
}

internal static class RegisterRecipes
{
    /// <summary>The recipe as it is printed of the register's own answers: with the notes that say how the register knows.</summary>
    public static Recipe FromRegister(this Recipe recipe) => recipe with { Note = recipe.Note + recipe.RegisterNote };
}
