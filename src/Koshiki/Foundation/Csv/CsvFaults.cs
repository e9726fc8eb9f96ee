namespace Koshiki.Foundation.Csv;

/// <summary>One thing wrong in a file: where, what stands there, and what is expected instead.</summary>
/// <param name="Line">From 1, the header being line 1.</param>
/// <param name="Column">Empty where the whole row or file is meant.</param>
/// <param name="Value">At most 50 characters of what stands there.</param>
public sealed record CsvFault(int Line, string Column, string Value, string Expected);

/// <summary>Everything that is wrong with a file, reported at once. Nothing of the file was stored.</summary>
public sealed record BadCsv(string File, IReadOnlyList<CsvFault> All)
    : Invalid($"{File}に誤りがあるため、何も取り込みませんでした（{All.Count}件）。示した行を直して、もう一度取り込んでください。")
{
    public override IReadOnlyList<Fault> Faults =>
        [.. All.Select(fault => new Fault(
            $"{File} {fault.Line}行目{(fault.Column.Length > 0 ? " " + fault.Column : "")}",
            $"{fault.Line}行目{(fault.Column.Length > 0 ? $" {fault.Column}" : "")}{(fault.Value.Length > 0 ? $"「{fault.Value}」" : "")}：{fault.Expected}"))];

    public bool Equals(BadCsv? other) => other is not null && File == other.File && All.SequenceEqual(other.All);

    public override int GetHashCode() => HashCode.Combine(File, All.Count);
}

/// <summary>Gathers the faults of a file while it is being read, so that all are told at once.</summary>
public sealed class CsvFaults(string file)
{
    private readonly List<CsvFault> faults = [];

    public bool Any => faults.Count > 0;

    /// <summary>What to answer when there is <see cref="Any"/>; in the order of the lines.</summary>
    public BadCsv Refusal => new(file, [.. faults.OrderBy(fault => fault.Line)]);

    public void Add(CsvRow row, string column, string expected)
    {
        ArgumentNullException.ThrowIfNull(row);
        Add(row.Line, column, row[column], expected);
    }

    public void Add(int line, string column, string value, string expected)
    {
        ArgumentNullException.ThrowIfNull(value);
        faults.Add(new CsvFault(line, column, value.Length > 50 ? value[..50] + "…" : value, expected));
    }

    /// <summary>The value of a parsed cell; a refusal becomes a fault of that cell and the value is the type's default.</summary>
    public T? Take<T>(CsvRow row, string column, Result<T> parsed)
    {
        if (!parsed.IsRefused(out var refusal)) return parsed.Value;
        Add(row, column, refusal.Sentence);
        return default;
    }

    /// <summary>The cell's text; an empty one is a fault.</summary>
    public string Required(CsvRow row, string column, int longest = 200)
    {
        ArgumentNullException.ThrowIfNull(row);
        var text = row[column];
        if (text.Length == 0) Add(row, column, "値がありません。入力してください。");
        else if (text.Length > longest) Add(row, column, $"{text.Length}文字あります。{longest}文字までにしてください。");
        return text;
    }
}
