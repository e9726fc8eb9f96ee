using System.Globalization;

namespace Koshiki.Foundation.Figures;

/// <summary>A figure of a table together with the records behind it. Every figure opens.</summary>
public abstract record Figure
{
    private Figure() { }

    /// <summary>As it stands in the table.</summary>
    public abstract string Text { get; }

    public sealed record Count(Records Behind) : Figure
    {
        public int Value => Behind.Number;

        public override string Text => Value.ToString("N0", CultureInfo.InvariantCulture);
    }

    /// <param name="Percent">Rounded.</param>
    /// <param name="Written">Without the sign: "29.2", and "100" where part and whole are the same.</param>
    /// <param name="Behind">The records of the part.</param>
    public sealed record Share(decimal Percent, string Written, Records Behind) : Figure
    {
        public override string Text => Written;
    }

    /// <summary>Nothing can be said here: the base is zero, or the column does not apply to the row. 該当なし.</summary>
    public sealed record NotApplicable : Figure
    {
        public override string Text => "－";
    }
}

/// <summary>The records that a figure counts.</summary>
public sealed class Records
{
    private readonly IReadOnlyList<Guid> ids = [];
    private readonly Population? source;
    private readonly int[] places = [];

    internal Records(string population, IReadOnlyList<Guid> ids) => (Population, this.ids) = (population, ids);

    internal Records(Population source, int[] places) => (Population, this.source, this.places) = (source.Name, source, places);

    /// <summary>What they are: offices, accounts.</summary>
    public string Population { get; }

    public int Number => source is null ? ids.Count : places.Length;

    /// <summary>In the order of their population.</summary>
    public IReadOnlyList<Guid> Ids => source is null ? ids : [.. places.Select(place => source.Ids[place])];
}

/// <summary>A table as it came out on one day.</summary>
public sealed record FigureTable(Recipe Recipe, DateOnly AsOf, IReadOnlyList<FigureRow> Rows, IReadOnlyDictionary<string, Figure> Shares, string? Sentence, string Note)
{
    public string Key => Recipe.Key;

    public string Title => Recipe.Title;

    /// <summary>表13; a table without a number is called by its key.</summary>
    public string Name => char.IsAsciiDigit(Key[0]) ? $"表{Key}" : Key;

    public IReadOnlyList<ColumnRule> Columns => Recipe.Columns;

    /// <summary>How many records the shares are of; null where the recipe names no base. 母数.</summary>
    public int? Base => Recipe.Base is { } cell && Find(cell.Row, cell.Column) is Figure.Count count ? count.Value : null;

    /// <returns>Null where the table has no such row or column.</returns>
    public Figure? Find(string row, string column)
    {
        for (var at = 0; at < Columns.Count; at++)
        {
            if (Columns[at].Key == column) return Rows.FirstOrDefault(one => one.Key == row)?.Cells[at];
        }

        return null;
    }
}

/// <param name="Cells">One for each column.</param>
public sealed record FigureRow(string Key, string Label, RowRole Role, IReadOnlyList<Figure> Cells);
