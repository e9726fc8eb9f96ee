using System.Net.Mime;
using CsvHelper;

namespace Koshiki.Foundation.Csv;

/// <summary>Writes rows as a CSV that Excel opens rightly: UTF-8 with its mark, CRLF, no cell that acts as a formula.</summary>
public static class CsvExport
{
    private static readonly CsvWriterOptions Format = new() { WriteByteOrderMark = true };

    /// <param name="to">Stays open.</param>
    /// <param name="rows">As many cells as the header has; null is an empty cell.</param>
    public static async Task Write(Stream to, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(rows);
        await using var csv = CsvWriter.Create(to, Format, leaveOpen: true);
        await WriteRow(csv, header, ct);
        foreach (var row in rows)
        {
            await WriteRow(csv, row, ct);
        }
    }

    /// <summary>The file as a download.</summary>
    public static IResult Download(string fileName, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows) =>
        TypedResults.Stream(stream => Write(stream, header, rows, CancellationToken.None), MediaTypeNames.Text.Csv + "; charset=utf-8", fileName);

    private static ValueTask WriteRow(CsvWriter csv, IReadOnlyList<string?> row, CancellationToken ct)
    {
        foreach (var cell in row) csv.WriteField(CsvText.Neutralise(cell ?? ""));
        return csv.EndRecordAsync(ct);
    }
}
