using System.Globalization;
using System.Text.RegularExpressions;

namespace Koshiki.Foundation.Figures;

/// <summary>Makes a table from its recipe and a snapshot. Nothing else goes into it: the same two give the same table.</summary>
public static partial class RecipeRun
{
    /// <summary>A recipe that names an unknown population, attribute, row or column throws <see cref="InvalidDataException"/> with its name.</summary>
    public static FigureTable Run(Recipe recipe, Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(snapshot);
        var rows = new Counting(recipe, snapshot).Rows();
        var shares = new Shares(recipe, rows);
        var finished = rows.Select(row => new FigureRow(row.Key, row.Label, row.Role, shares.CellsOf(row))).ToList();
        var named = recipe.Shares.ToDictionary(share => share.Name, share => shares.Between(share.Of, share.Base), StringComparer.Ordinal);
        var table = new FigureTable(recipe, snapshot.AsOf, finished, named, null, NoteOf(recipe, finished));
        return table with { Sentence = recipe.Sentence is null ? null : Say(recipe.Sentence, table) };
    }

    private static string NoteOf(Recipe recipe, List<FigureRow> rows)
    {
        var hasShares = rows.Exists(row => row.Cells.Any(cell => cell is Figure.Share));
        string?[] parts =
        [
            recipe.Note,
            .. recipe.Exclusions.Select(exclusion => exclusion.Why),
            .. recipe.Rows.OfType<RowRule.One>().Where(rule => rows.Exists(row => row.Key == rule.Key)).Select(rule => rule.Note),
            hasShares && recipe.Rounding == RoundingRule.HalfUp ? "構成比は四捨五入し、端数を調整していないため、内訳と計が一致しない場合があります。" : null,
        ];
        return string.Concat(parts.Where(part => part is not null));
    }

    private static string Say(string sentence, FigureTable table) => Place().Replace(sentence, match =>
    {
        var name = match.Groups["name"].Value;
        var cell = name.Split('/');
        var figure = cell.Length == 2 ? table.Find(cell[0], cell[1]) : table.Shares.GetValueOrDefault(name);
        return figure?.Text ?? throw new InvalidDataException($"The sentence of table {table.Key} names {name}, which is not in the table.");
    });

    [GeneratedRegex(@"\{(?<name>[^{}]+)\}")]
    private static partial Regex Place();

    /// <summary>A row before its cells are made.</summary>
    /// <param name="Selections">For each counting column the records; null for the other columns and for a row of shares.</param>
    private sealed record Row(string Key, string Label, RowRole Role, Records?[] Selections, RowRule.ShareOfRow? Share);

    /// <summary>What is counted in each row and column.</summary>
    private sealed class Counting(Recipe recipe, Snapshot snapshot)
    {
        private readonly Dictionary<string, int[]> counted = [];
        private readonly Dictionary<(string Column, string By), Dictionary<string, int[]>> divided = [];

        public List<Row> Rows() => [.. recipe.Rows.SelectMany(Make)];

        private IEnumerable<Row> Make(RowRule rule) => rule switch
        {
            RowRule.One one => One(one),
            RowRule.ShareOfRow share => [new Row(share.Key, share.Label, RowRole.Total, new Records?[recipe.Columns.Count], share)],
            RowRule.Each each => ForEach(each),
            _ => throw new InvalidDataException("Unknown kind of row."),
        };

        private IEnumerable<Row> One(RowRule.One one)
        {
            Records?[] selections = [.. recipe.Columns.Select(column => Select(column, one.Conditions))];
            return one.OnlyIfAny && selections.All(records => records is null or { Number: 0 }) ? [] : [new Row(one.Key, one.Label, one.Role, selections, null)];
        }

        private IEnumerable<Row> ForEach(RowRule.Each each)
        {
            var first = recipe.Columns.OfType<ColumnRule.Count>().First();
            var population = snapshot[first.Population];
            var attribute = population.Attribute(each.By);
            var occurring = attribute.Divide(population.Where(Counted(first), each.Conditions)).Where(pair => pair.Value.Length > 0).Select(pair => pair.Key).ToHashSet();
            return attribute.Values.Where(occurring.Contains).Select(value =>
                new Row(value, value, RowRole.Ordinary, [.. recipe.Columns.Select(column => SelectValue(column, each, value))], null));
        }

        private Records? SelectValue(ColumnRule column, RowRule.Each each, string value)
        {
            if (column is not ColumnRule.Count count) return null;
            if (!divided.TryGetValue((count.Key, each.By), out var parts))
            {
                var population = snapshot[count.Population];
                divided[(count.Key, each.By)] = parts = population.Attribute(each.By).Divide(population.Where(Counted(count), each.Conditions));
            }

            return Behind(count, parts.GetValueOrDefault(value, []));
        }

        private Records? Select(ColumnRule column, Conditions row) => column is ColumnRule.Count count
            ? Behind(count, snapshot[count.Population].Where(Counted(count), row))
            : null;

        /// <summary>All records of a column: the population without what is excluded, by the column's conditions.</summary>
        private int[] Counted(ColumnRule.Count column)
        {
            if (counted.TryGetValue(column.Key, out var places)) return places;
            var population = snapshot[column.Population];
            places = population.All;
            foreach (var exclusion in recipe.Exclusions.Where(exclusion => exclusion.Population == column.Population))
            {
                places = population.Without(places, exclusion.Conditions);
            }

            return counted[column.Key] = population.Where(places, column.Conditions);
        }

        private Records Behind(ColumnRule.Count column, int[] places)
        {
            var population = snapshot[column.Population];
            if (column.Distinct is null) return new Records(population, places);
            var (target, ids) = population.Reference(column.Distinct);
            return new Records(target, [.. places.Select(place => ids[place]).Distinct()]);
        }
    }

    /// <summary>Turns what was counted into figures.</summary>
    private sealed class Shares(Recipe recipe, List<Row> rows)
    {
        private readonly Dictionary<string, IReadOnlyList<decimal>?> balanced = [];

        public IReadOnlyList<Figure> CellsOf(Row row) => [.. recipe.Columns.Select((column, at) => Cell(row, column, at))];

        public Figure Between(CellName of, CellName @base) => Divide(RecordsAt(RowOf(of.Row), of.Column), RecordsAt(RowOf(@base.Row), @base.Column), null);

        private Figure Cell(Row row, ColumnRule column, int at)
        {
            if (row.Share is { } share)
            {
                var of = RowOf(share.Row);
                return column is ColumnRule.Count ? Divide(of.Selections[at]!, RecordsAt(of, share.BaseColumn), null) : new Figure.NotApplicable();
            }

            return column switch
            {
                ColumnRule.Count rule when rule.NotIn.Contains(row.Key) => new Figure.NotApplicable(),
                ColumnRule.Count => new Figure.Count(row.Selections[at]!),
                ColumnRule.Share rule when rule.NotIn.Contains(row.Key) => new Figure.NotApplicable(),
                ColumnRule.Share rule => Divide(RecordsAt(row, rule.Of), RecordsAt(rule.BaseRow is null ? row : RowOf(rule.BaseRow), rule.BaseColumn), Balanced(row, rule)),
                _ => throw new InvalidDataException("Unknown kind of column."),
            };
        }

        /// <summary>The share by largest remainder, where the recipe asks for it and the ordinary rows make up the base.</summary>
        private decimal? Balanced(Row row, ColumnRule.Share rule)
        {
            if (recipe.Rounding != RoundingRule.LargestRemainder || row.Role != RowRole.Ordinary || rule.BaseRow is null) return null;
            var ordinary = rows.Where(one => one.Role == RowRole.Ordinary && one.Share is null && !rule.NotIn.Contains(one.Key)).ToList();
            if (!balanced.TryGetValue(rule.Key, out var shares))
            {
                var parts = ordinary.Select(one => RecordsAt(one, rule.Of).Number).ToList();
                var whole = RecordsAt(RowOf(rule.BaseRow), rule.BaseColumn).Number;
                balanced[rule.Key] = shares = whole > 0 && parts.Sum() == whole ? Rounding.LargestRemainder(parts, recipe.Digits) : null;
            }

            return ordinary.IndexOf(row) is >= 0 and var at ? shares?[at] : null;
        }

        private Figure Divide(Records part, Records whole, decimal? balancedPercent)
        {
            if (whole.Number == 0) return new Figure.NotApplicable();
            var percent = balancedPercent ?? Rounding.HalfUp(part.Number, whole.Number, recipe.Digits);
            var written = part.Number == whole.Number ? "100" : percent.ToString("F" + recipe.Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            return new Figure.Share(percent, written, part);
        }

        private Row RowOf(string key) => rows.Find(row => row.Key == key) ?? throw new InvalidDataException($"Table {recipe.Key} has no row {key}.");

        private Records RecordsAt(Row row, string column)
        {
            for (var at = 0; at < recipe.Columns.Count; at++)
            {
                if (recipe.Columns[at].Key == column && row.Selections[at] is { } records) return records;
            }

            throw new InvalidDataException($"Table {recipe.Key} counts nothing in column {column} of row {row.Key}.");
        }
    }
}
