using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Koshiki.Foundation.Figures;

/// <summary>Reads a recipe's YAML into a <see cref="Recipe"/>. A word that it does not know is an error, so that a slip of the pen is not passed over.</summary>
public static class RecipeReader
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).WithDuplicateKeyChecking().Build();

    /// <param name="name">Of the file, for the message.</param>
    /// <exception cref="InvalidDataException">The text is not a recipe; says where and why.</exception>
    public static Recipe Read(string name, string text)
    {
        try
        {
            return Recipe(Yaml.Deserialize<RecipeFile>(text));
        }
        catch (YamlException wrong)
        {
            throw new InvalidDataException($"{name}, line {wrong.Start.Line}: {wrong.InnerException?.Message ?? wrong.Message}", wrong);
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException($"{name}: {wrong.Message}", wrong);
        }
    }

    private static Recipe Recipe(RecipeFile file) => new()
    {
        Key = Given(file.Table, "table"),
        Title = Given(file.Title, "title"),
        RowHead = Given(file.RowHead, "row-head"),
        Exclusions = [.. file.Exclusions.Select(one => new Exclusion(Given(one.Population, "population"), Conditions(one.Where, one.Unless), Given(one.Why, "why")))],
        Rows = [.. file.Rows.Select(Row)],
        Columns = [.. file.Columns.Select(Column)],
        Shares = [.. file.Shares.Select(pair => new NamedShare(pair.Key, Cell(pair.Value.Of), Cell(pair.Value.Base)))],
        Digits = file.Digits,
        Rounding = file.Rounding switch
        {
            "half-up" => RoundingRule.HalfUp,
            "largest-remainder" => RoundingRule.LargestRemainder,
            var other => throw new InvalidDataException($"rounding is half-up or largest-remainder, not {other}."),
        },
        Sentence = file.Sentence,
        Note = file.Note,
        RegisterNote = file.RegisterNote,
        Base = file.Base is null ? null : Cell(file.Base),
        Chart = file.Chart.Count <= 5 ? file.Chart : throw new InvalidDataException("A chart has at most five series."),
        Source = file.Source,
    };

    private static RowRule Row(RowFile row) => row switch
    {
        { By: { } by } => new RowRule.Each(by, Conditions(row.Where, row.Unless)),
        { ShareOf: { } other } => new RowRule.ShareOfRow(Given(row.Key, "key"), row.Label ?? row.Key!, other, Given(row.Base, "base")),
        _ => new RowRule.One(Given(row.Key, "key"), row.Label ?? row.Key!, Conditions(row.Where, row.Unless), row.Role switch
        {
            null => RowRole.Ordinary,
            "subtotal" => RowRole.Subtotal,
            "total" => RowRole.Total,
            var other => throw new InvalidDataException($"role is subtotal or total, not {other}."),
        }, row.OnlyIfAny, row.Note),
    };

    private static ColumnRule Column(ColumnFile column)
    {
        var key = Given(column.Key, "key");
        var label = column.Label ?? key;
        if (column.Count is { } population) return new ColumnRule.Count(key, label, population, column.Distinct, Conditions(column.Where, column.Unless), column.Unit ?? "", column.NotIn);
        var of = Given(column.ShareOf, "count or share-of");
        var @base = column.Base ?? throw new InvalidDataException($"The column {key} needs a base.");
        return new ColumnRule.Share(key, label, of, @base.Row, Given(@base.Column, "base: column"), column.NotIn);
    }

    private static CellName Cell(CellFile? cell) => new(Given(cell?.Row, "row"), Given(cell?.Column, "column"));

    private static Conditions Conditions(Dictionary<string, object> where, Dictionary<string, object> unless) => new(Values(where), Values(unless));

    private static Dictionary<string, IReadOnlyList<string>> Values(Dictionary<string, object> conditions) => conditions.ToDictionary(
        pair => pair.Key,
        pair => pair.Value switch
        {
            string one => (IReadOnlyList<string>)[one],
            List<object> many when many.TrueForAll(value => value is string) => [.. many.Cast<string>()],
            _ => throw new InvalidDataException($"The condition on {pair.Key} is neither a value nor a list of values."),
        },
        StringComparer.Ordinal);

    private static string Given(string? text, string what) => string.IsNullOrWhiteSpace(text) ? throw new InvalidDataException($"{what} is missing.") : text;

    private sealed class RecipeFile
    {
        public string? Table { get; set; }
        public string? Title { get; set; }
        public string? RowHead { get; set; }
        public string? Source { get; set; }
        public List<ExclusionFile> Exclusions { get; set; } = [];
        public List<RowFile> Rows { get; set; } = [];
        public List<ColumnFile> Columns { get; set; } = [];
        public Dictionary<string, ShareFile> Shares { get; set; } = [];
        public int Digits { get; set; } = 1;
        public string Rounding { get; set; } = "half-up";
        public string? Sentence { get; set; }
        public string? Note { get; set; }
        public string? RegisterNote { get; set; }
        public CellFile? Base { get; set; }
        public List<string> Chart { get; set; } = [];
    }

    private sealed class ExclusionFile
    {
        public string? Population { get; set; }
        public Dictionary<string, object> Where { get; set; } = [];
        public Dictionary<string, object> Unless { get; set; } = [];
        public string? Why { get; set; }
    }

    private sealed class RowFile
    {
        public string? Key { get; set; }
        public string? Label { get; set; }
        public string? By { get; set; }
        public string? ShareOf { get; set; }
        public string? Base { get; set; }
        public string? Role { get; set; }
        public bool OnlyIfAny { get; set; }
        public string? Note { get; set; }
        public Dictionary<string, object> Where { get; set; } = [];
        public Dictionary<string, object> Unless { get; set; } = [];
    }

    private sealed class ColumnFile
    {
        public string? Key { get; set; }
        public string? Label { get; set; }
        public string? Count { get; set; }
        public string? Distinct { get; set; }
        public string? Unit { get; set; }
        public string? ShareOf { get; set; }
        public CellFile? Base { get; set; }
        public List<string> NotIn { get; set; } = [];
        public Dictionary<string, object> Where { get; set; } = [];
        public Dictionary<string, object> Unless { get; set; } = [];
    }

    private sealed class ShareFile
    {
        public CellFile? Of { get; set; }
        public CellFile? Base { get; set; }
    }

    private sealed class CellFile
    {
        public string? Row { get; set; }
        public string? Column { get; set; }
    }
}
