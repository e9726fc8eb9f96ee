using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Koshiki.Foundation.Spreadsheets;

/// <summary>A column of a sheet that is written row by row.</summary>
/// <param name="Width">How many figures fit side by side.</param>
public sealed record StreamedColumn(string Head, int Width);

/// <summary>Writes a workbook of any length, one row after the other; nothing of it is kept in memory. For exports of records; tables with charts are <see cref="Spreadsheet"/>'s.</summary>
/// <remarks>Cells are text or numbers in the reader's default look; text is never a formula. Source: ECMA-376 part 1, 18.3.</remarks>
public sealed class StreamedWorkbook : IAsyncDisposable
{
    private const int FlushAt = 1 << 16;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";

    private readonly ZipArchive zip;
    private readonly List<string> names = [];
    private readonly ArrayBufferWriter<byte> buffer = new(FlushAt * 2);
    private Stream? sheet;

    private StreamedWorkbook(ZipArchive zip) => this.zip = zip;

    /// <param name="to">Stays open; need not seek.</param>
    public static async Task<StreamedWorkbook> Begin(Stream to, CancellationToken ct) =>
        new(await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct));

    /// <summary>Begins the next sheet; its header stays in view.</summary>
    /// <param name="name">At most 31 letters, none of <c>: \ / ? * [ ]</c>; unique in the workbook.</param>
    public async Task BeginSheet(string name, IReadOnlyList<StreamedColumn> columns, CancellationToken ct)
    {
        await EndSheet(ct);
        names.Add(name);
        sheet = await zip.CreateEntry(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{names.Count}.xml"), CompressionLevel.Fastest).OpenAsync(ct);
        Raw($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><worksheet xmlns=\"{Main}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (var at = 1; at <= columns.Count; at++) Raw(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{at}\" max=\"{at}\" width=\"{columns[at - 1].Width}\" customWidth=\"1\"/>"));
        Raw("</cols><sheetData>");
        BeginRow();
        foreach (var column in columns) Text(column.Head);
        await EndRow(ct);
    }

    public void BeginRow() => buffer.Write("<row>"u8);

    public ValueTask EndRow(CancellationToken ct)
    {
        buffer.Write("</row>"u8);
        return buffer.WrittenCount < FlushAt ? ValueTask.CompletedTask : Flush(ct);
    }

    public void Text(string? text)
    {
        if (string.IsNullOrEmpty(text)) Raw("<c/>");
        else Cell(TextCell(text));
    }

    public void Number(decimal number) => Raw($"<c><v>{number.ToString(CultureInfo.InvariantCulture)}</v></c>");

    /// <summary>A cell made beforehand by <see cref="TextCell"/> or <see cref="NumberCell"/>, for values that come again and again.</summary>
    public void Cell(ReadOnlySpan<byte> cell) => buffer.Write(cell);

    public static byte[] TextCell(string text) => Encoding.UTF8.GetBytes($"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escaped(text)}</t></is></c>");

    public static byte[] NumberCell(decimal number) => Encoding.UTF8.GetBytes($"<c><v>{number.ToString(CultureInfo.InvariantCulture)}</v></c>");

    /// <summary>Ends the workbook.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndSheet(CancellationToken.None);
        var numbers = Enumerable.Range(1, names.Count).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();
        await Part("[Content_Types].xml",
            $"<Types xmlns=\"{Packages}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
            + string.Concat(numbers.Select(number => $"<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")) + "</Types>");
        await Part("_rels/.rels", $"<Relationships xmlns=\"{Packages}/relationships\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        await Part("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>" + string.Concat(names.Zip(numbers, (name, number) => $"<sheet name=\"{Escaped(name)}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>")) + "</sheets></workbook>");
        await Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Packages}/relationships\">" + string.Concat(numbers.Select(number => $"<Relationship Id=\"rId{number}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>")) + "</Relationships>");
        await zip.DisposeAsync();
    }

    private async Task EndSheet(CancellationToken ct)
    {
        if (sheet is null) return;
        Raw("</sheetData></worksheet>");
        await Flush(ct);
        await sheet.DisposeAsync();
        sheet = null;
    }

    private async ValueTask Flush(CancellationToken ct)
    {
        await sheet!.WriteAsync(buffer.WrittenMemory, ct);
        buffer.ResetWrittenCount();
    }

    private async Task Part(string name, string content)
    {
        await using var part = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(CancellationToken.None);
        await part.WriteAsync(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + content), CancellationToken.None);
    }

    private void Raw(string text) => Encoding.UTF8.GetBytes(text, buffer);

    /// <summary>Markup escaped; without control characters, at most as long as a cell can be.</summary>
    private static string Escaped(string text) => SecurityElement.Escape(Spreadsheet.Clean(text));
}
