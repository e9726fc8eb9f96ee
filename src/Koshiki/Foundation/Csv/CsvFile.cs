using CsvHelper;

namespace Koshiki.Foundation.Csv;

/// <summary>A column that a file may have.</summary>
/// <param name="Name">The word in the header, compared without regard to case.</param>
/// <param name="Required">Without it the file is refused; its cells may still be empty unless the reader of the row says otherwise.</param>
public sealed record CsvColumn(string Name, bool Required = true);

/// <summary>A file of rows from outside, read but not yet understood: UTF-8 with or without a mark at its beginning, or CP932; any line ends; quoted line breaks.</summary>
public sealed class CsvFile
{
    private readonly HashSet<string> columns;

    private CsvFile(string name, IReadOnlyList<CsvRow> rows, HashSet<string> columns)
    {
        Name = name;
        Rows = rows;
        this.columns = columns;
    }

    /// <summary>As the sender called it; named in every fault.</summary>
    public string Name { get; }

    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Whether the file has this column at all: an absent column leaves things as they are, an empty cell empties them.</summary>
    public bool Has(string column) => columns.Contains(column);

    /// <summary>Reads the whole file and looks at its form: encoding, header, number of cells in each row.</summary>
    /// <returns>The file, or <see cref="BadCsv"/> with everything that is wrong with its form.</returns>
    public static Result<CsvFile> Read(string name, ReadOnlySpan<byte> content, IReadOnlyList<CsvColumn> expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        var faults = new CsvFaults(name);
        if (CsvText.Decode(content) is not { } text)
        {
            faults.Add(1, "", "", "文字コードはUTF-8かShift_JIS（CP932）にしてください。");
            return faults.Refusal;
        }

        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = broken => faults.Add((int)broken.LineNumber, "", broken.RawRecord.ReplaceLineEndings(" "), WordsOf(broken.Reason)),
        });
        if (!reader.Read())
        {
            faults.Add(1, "", "", $"ファイルが空です。1行目に見出し（{Words(expected)}）を入れてください。");
            return faults.Refusal;
        }

        var header = Cells(reader).Select(cell => cell.Trim().ToLowerInvariant()).ToArray();
        Look(header, expected, faults);
        if (faults.Any) return faults.Refusal;

        var rows = Rest(reader, header, faults);
        if (rows.Count == 0 && !faults.Any) faults.Add(2, "", "", "見出しの下に行がありません。2行目から1件ずつ入れてください。");
        return faults.Any ? faults.Refusal : new CsvFile(name, rows, [.. header]);
    }

    private static void Look(string[] header, IReadOnlyList<CsvColumn> expected, CsvFaults faults)
    {
        var known = expected.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in expected.Where(column => column.Required && !header.Contains(column.Name)))
        {
            faults.Add(1, missing.Name, "", $"この列がありません。見出しは {Words(expected)} です。");
        }

        foreach (var unknown in header.Where(cell => !known.Contains(cell)).Distinct())
        {
            faults.Add(1, unknown, unknown, $"この列は使えません。見出しは {Words(expected)} です。");
        }

        foreach (var twice in header.GroupBy(cell => cell).Where(group => group.Count() > 1 && known.Contains(group.Key)))
        {
            faults.Add(1, twice.Key, twice.Key, "同じ見出しが2つ以上あります。1つにしてください。");
        }
    }

    private static List<CsvRow> Rest(CsvReader reader, string[] header, CsvFaults faults)
    {
        var rows = new List<CsvRow>();
        while (reader.Read())
        {
            var cells = Cells(reader);
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            var line = (int)reader.LineNumber;
            if (cells.Length == header.Length) rows.Add(new CsvRow(line, header, [.. cells.Select(CsvText.Restore)]));
            else faults.Add(line, "", string.Join(',', cells), $"この行には{cells.Length}個の値があります。見出しと同じ{header.Length}個にしてください。値の中の「,」は、値を「\"」で囲むと使えます。");
        }

        return rows;
    }

    private static string[] Cells(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];

    private static string WordsOf(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "「\"」で始まった値が閉じられていません。値の終わりに「\"」を入れてください。",
        _ => "「\"」の使い方が読み取れません。値の中の「\"」は「\"\"」と書き、値の全体を「\"」で囲んでください。",
    };

    private static string Words(IReadOnlyList<CsvColumn> expected) =>
        string.Join("、", expected.Select(column => column.Required ? column.Name : column.Name + "（任意）"));
}

/// <summary>One row, with the line of the file where it begins.</summary>
public sealed class CsvRow(int line, string[] header, string[] cells)
{
    /// <summary>From 1, the header being line 1; a quoted line break makes the following rows' numbers rise as in an editor.</summary>
    public int Line { get; } = line;

    /// <summary>The cell, trimmed; empty where the file lacks the column.</summary>
    public string this[string column] => Array.IndexOf(header, column) is >= 0 and var at ? cells[at].Trim() : "";
}
