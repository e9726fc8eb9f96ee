using System.Text;
using Koshiki.Foundation.Csv;

namespace Koshiki.Tests.Foundation.Csv;

public sealed class CsvFileTests
{
    private static readonly CsvColumn[] Columns = [new("code"), new("name"), new("note", Required: false)];

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("shift_jis", false)]
    public void A1_a_file_reads_the_same_in_every_encoding_that_offices_use(string encoding, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = "code,name,note\r\n01001,広報課,①㈱髙橋\r\n";
        byte[] bytes = [.. mark ? Encoding.UTF8.Preamble.ToArray() : [], .. Encoding.GetEncoding(encoding).GetBytes(text)];

        var file = CsvFile.Read("offices.csv", bytes, Columns).Value;

        Assert.Equal(("01001", "広報課", "①㈱髙橋"), (file.Rows[0]["code"], file.Rows[0]["name"], file.Rows[0]["note"]));
    }

    [Theory]
    [InlineData(new byte[] { 0xEE, 0xE0, 0xED, 0x95 }, "髙﨑")]
    [InlineData(new byte[] { 0xFB, 0xFC, 0xFA, 0xB1 }, "髙﨑")]
    [InlineData(new byte[] { 0xED, 0x40, 0xEE, 0xEC, 0xEE, 0xEF, 0xEE, 0xF8 }, "纊黑ⅰⅹ")]
    [InlineData(new byte[] { 0xED, 0x7E, 0xED, 0x80, 0xED, 0xFC, 0xEE, 0x40 }, "\uFA0F\uFA10犱犾")]
    [InlineData(new byte[] { 0x87, 0x90, 0xFA, 0x58, 0x87, 0x8A }, "≒㈱㈱")]
    public void A1_a_character_of_cp932_is_read_at_each_of_its_places(byte[] written, string name)
    {
        byte[] bytes = [.. "code,name\r\n01,"u8, .. written, .. "\r\n"u8];

        Assert.Equal(name, CsvFile.Read("people.csv", bytes, Columns).Value.Rows[0]["name"]);
    }

    [Fact]
    public void A1_a_quoted_line_break_stays_in_its_cell_and_later_lines_keep_their_numbers()
    {
        var file = Read("code,name\r\n01,\"広報\r\n課\"\r\n\r\n02,\"a,\"\"b\"\"\"\r\n").Value;

        Assert.Equal([(2, "広報\r\n課"), (5, "a,\"b\"")], file.Rows.Select(row => (row.Line, row["name"])));
        Assert.False(file.Has("note"));
    }

    [Fact]
    public void A1_a_wrong_header_names_every_column_that_is_missing_or_unknown()
    {
        var faults = ((BadCsv)Read("code,nmae\n01,広報課\n").Refusal).All;

        Assert.Equal([(1, "name"), (1, "nmae")], faults.Select(fault => (fault.Line, fault.Column)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("code,name\r\n")]
    public void A1_an_empty_file_is_refused(string text) => Assert.IsType<BadCsv>(Read(text).Refusal);

    [Fact]
    public void A1_rows_with_too_many_or_too_few_cells_are_all_named()
    {
        var faults = ((BadCsv)Read("code,name\n01,a\n02\n03,b,c\n04,\"never closed\n05,e\n").Refusal).All;

        Assert.Equal([3, 4], faults.Select(fault => fault.Line).Take(2));
    }

    [Fact]
    public void A1_bytes_of_no_known_encoding_are_refused()
    {
        var refused = CsvFile.Read("offices.csv", [0x63, 0x81, 0xFF, 0xFE, 0x00], Columns).Refusal;

        Assert.Contains("文字コード", refused.Faults.Single().Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A1_an_exported_file_has_a_mark_runs_no_formula_and_comes_back_as_it_was()
    {
        string[][] rows = [["=1+1", "+81", "-"], ["@handle", "'quoted", "0123"]];
        using var stream = new MemoryStream();

        await CsvExport.Write(stream, ["code", "name", "note"], rows, CancellationToken.None);

        var bytes = stream.ToArray();
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Equal("code,name,note\r\n'=1+1,'+81,'-\r\n'@handle,'quoted,0123\r\n", Encoding.UTF8.GetString(bytes[3..]));
        Assert.Equal(rows, CsvFile.Read("back.csv", bytes, Columns).Value.Rows.Select(row => new[] { row["code"], row["name"], row["note"] }));
    }

    private static Koshiki.Foundation.Result<CsvFile> Read(string text) => CsvFile.Read("offices.csv", Encoding.UTF8.GetBytes(text), Columns);
}
