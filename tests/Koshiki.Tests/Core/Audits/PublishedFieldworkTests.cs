using System.Text;
using System.Text.Json;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Foundation.Figures;
using Koshiki.Tests.Fixtures;

namespace Koshiki.Tests.Core.Audits;

/// <summary>What the auditors found on the spot, by the same recipes as the register's own facts: the published figures.</summary>
public sealed class PublishedFieldworkTests
{
    [Theory]
    [InlineData("7")]
    [InlineData("8")]
    [InlineData("9")]
    [InlineData("10")]
    public void J2_the_fieldwork_gives_the_published_table_cell_for_cell(string key)
    {
        using var all = JsonDocument.Parse(Fixture.Bytes("published.json"));
        var published = all.RootElement.GetProperty("ehime-2021").GetProperty("tables").GetProperty(key);

        var table = RecipeRun.Run(Programme.Ehime.Table(key)!, new Snapshot(new DateOnly(2021, 8, 31), [Fieldwork()]));

        using var stream = new MemoryStream();
        FigureJson.Write(stream, [table]);
        using var document = JsonDocument.Parse(stream.ToArray());
        var ours = document.RootElement.GetProperty("tables").GetProperty(key);
        foreach (var part in new[] { "title", "columns", "rows" }) Assert.Equal(Bare(published.GetProperty(part)), Bare(ours.GetProperty(part)));
    }

    private static string Bare(JsonElement part) => string.Concat(part.GetRawText().Where(letter => !char.IsWhiteSpace(letter)));

    /// <summary>One record for each visited office; the columns are the checklist's items.</summary>
    private static Population Fieldwork()
    {
        var lines = Encoding.UTF8.GetString(Fixture.Bytes("ehime-2021/fieldwork.csv")).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(',')).ToList();
        var population = new Population(LiveFieldwork.Name, [.. lines.Skip(1).Select(_ => Guid.CreateVersion7())]);
        for (var at = 3; at < lines[0].Length; at++) population.With(lines[0][at], [.. lines.Skip(1).Select(line => line[at].Length > 0 ? line[at] : null)]);
        return population;
    }
}
