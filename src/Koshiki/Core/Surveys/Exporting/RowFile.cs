using System.Buffers;
using System.Globalization;
using System.Text;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Spreadsheets;

namespace Koshiki.Core.Surveys.Exporting;

/// <summary>A file that grows by rows. Cells are made once for values that come again and again, and written as bytes: millions of them in a second.</summary>
internal abstract class RowFile
{
    public abstract byte[] TextCell(string text);

    public abstract byte[] NumberCell(decimal number);

    public abstract void BeginRow();

    public abstract void Cell(ReadOnlySpan<byte> cell);

    /// <summary>Sends what has gathered when it is enough.</summary>
    public abstract ValueTask EndRow(CancellationToken ct);
}

/// <summary>CSV as Excel opens it rightly: UTF-8 with its mark, CRLF, no cell that acts as a formula.</summary>
internal sealed class CsvRows(Stream to) : RowFile
{
    private const int FlushAt = 1 << 16;

    private readonly ArrayBufferWriter<byte> buffer = new(FlushAt * 2);
    private bool isFirst;

    public async Task Begin(IEnumerable<string> header, CancellationToken ct)
    {
        buffer.Write(Encoding.UTF8.Preamble);
        BeginRow();
        foreach (var head in header) Cell(TextCell(head));
        await EndRow(ct);
    }

    public override byte[] TextCell(string text)
    {
        var cell = CsvText.Neutralise(text);
        return Encoding.UTF8.GetBytes(cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
    }

    public override byte[] NumberCell(decimal number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));

    public override void BeginRow() => isFirst = true;

    public override void Cell(ReadOnlySpan<byte> cell)
    {
        if (!isFirst) buffer.Write(","u8);
        isFirst = false;
        buffer.Write(cell);
    }

    public override ValueTask EndRow(CancellationToken ct)
    {
        buffer.Write("\r\n"u8);
        return buffer.WrittenCount < FlushAt ? ValueTask.CompletedTask : Flush(ct);
    }

    public async ValueTask Flush(CancellationToken ct)
    {
        await to.WriteAsync(buffer.WrittenMemory, ct);
        buffer.ResetWrittenCount();
    }
}

/// <summary>The sheet that a workbook is writing.</summary>
internal sealed class SheetRows(StreamedWorkbook workbook) : RowFile
{
    public override byte[] TextCell(string text) => text.Length == 0 ? "<c/>"u8.ToArray() : StreamedWorkbook.TextCell(text);

    public override byte[] NumberCell(decimal number) => StreamedWorkbook.NumberCell(number);

    public override void BeginRow() => workbook.BeginRow();

    public override void Cell(ReadOnlySpan<byte> cell) => workbook.Cell(cell);

    public override ValueTask EndRow(CancellationToken ct) => workbook.EndRow(ct);
}
