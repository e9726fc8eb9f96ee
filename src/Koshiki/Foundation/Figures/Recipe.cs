namespace Koshiki.Foundation.Figures;

/// <summary>How a table is made: what is counted, by what, and how it is said. Written in YAML, so that an auditor can read it. ARCHITECTURE 3.9.</summary>
public sealed record Recipe
{
    /// <summary>The table's number or name in its programme.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>What stands over the first column: 部局, 媒体.</summary>
    public required string RowHead { get; init; }

    /// <summary>Records that do not count, each with the reason that is printed.</summary>
    public IReadOnlyList<Exclusion> Exclusions { get; init; } = [];

    public required IReadOnlyList<RowRule> Rows { get; init; }

    public required IReadOnlyList<ColumnRule> Columns { get; init; }

    /// <summary>Figures that stand only in the sentence.</summary>
    public IReadOnlyList<NamedShare> Shares { get; init; } = [];

    /// <summary>Digits of shares after the decimal point.</summary>
    public int Digits { get; init; } = 1;

    public RoundingRule Rounding { get; init; } = RoundingRule.HalfUp;

    /// <summary>The sentence above the table; <c>{name}</c> is a named share, <c>{row/column}</c> a cell.</summary>
    public string? Sentence { get; init; }

    public string? Note { get; init; }

    /// <summary>The columns drawn as bars beside the table, at most five.</summary>
    public IReadOnlyList<string> Chart { get; init; } = [];

    /// <summary>A note that holds only for what the register itself answers, not for what people found on the spot.</summary>
    public string? RegisterNote { get; init; }

    /// <summary>The count that the shares are of. 母数.</summary>
    public CellName? Base { get; init; }

    /// <summary>Where the table stands in its source.</summary>
    public string? Source { get; init; }
}

public enum RoundingRule
{
    HalfUp,

    /// <summary>Among the ordinary rows of a column, where they make up the whole; other shares are rounded half up.</summary>
    LargestRemainder,
}

/// <summary>For each attribute the values allowed, and those refused. Empty is everything.</summary>
public sealed record Conditions(IReadOnlyDictionary<string, IReadOnlyList<string>> Where, IReadOnlyDictionary<string, IReadOnlyList<string>> Unless)
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Nothing = [];

    public static Conditions None { get; } = new(Nothing, Nothing);
}

/// <param name="Why">In Japanese, as printed below the table.</param>
public sealed record Exclusion(string Population, Conditions Conditions, string Why);

public enum RowRole
{
    Ordinary,
    Subtotal,
    Total,
}

/// <summary>One row of a table, or one for each value of an attribute.</summary>
public abstract record RowRule
{
    private RowRule() { }

    /// <summary>A row for each value that occurs in the population of the first column, in its order.</summary>
    public sealed record Each(string By, Conditions Conditions) : RowRule;

    /// <param name="OnlyIfAny">The row stands in the table only where it counts something.</param>
    /// <param name="Note">What is said below a table in which the row stands; null for nothing.</param>
    public sealed record One(string Key, string Label, Conditions Conditions, RowRole Role, bool OnlyIfAny = false, string? Note = null) : RowRule;

    /// <summary>The cells of another row as shares of one cell of it. 構成比の行.</summary>
    public sealed record ShareOfRow(string Key, string Label, string Row, string BaseColumn) : RowRule;
}

/// <summary>One column of a table.</summary>
public abstract record ColumnRule(string Key, string Label)
{
    /// <summary>How many records.</summary>
    /// <param name="Distinct">Counts the different records of another population to which this attribute refers; null counts the records themselves.</param>
    /// <param name="NotIn">Rows for which it says nothing.</param>
    public sealed record Count(string Key, string Label, string Population, string? Distinct, Conditions Conditions, string Unit, IReadOnlyList<string> NotIn) : ColumnRule(Key, Label);

    /// <summary>Another column's figure as a share.</summary>
    /// <param name="BaseRow">The row of the base; null is the same row.</param>
    /// <param name="NotIn">Rows for which it says nothing.</param>
    public sealed record Share(string Key, string Label, string Of, string? BaseRow, string BaseColumn, IReadOnlyList<string> NotIn) : ColumnRule(Key, Label);
}

/// <summary>A share that the sentence names.</summary>
public sealed record NamedShare(string Name, CellName Of, CellName Base);

public sealed record CellName(string Row, string Column);
