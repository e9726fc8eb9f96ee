using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>The options of one field as bars, drawn by the server; the table beside it has the same numbers. UI.md section 8.</summary>
public sealed class OptionBars : ComponentBase
{
    // Together no wider than a phone of 375 px lets a page be.
    private const int LabelWidth = 40;
    private const int BarWidth = 190;
    private const int NumberWidth = 110;
    private const int RowHeight = 28;

    [Parameter, EditorRequired] public FieldTable Table { get; set; } = default!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var longest = Math.Max(1, Table.Lines.Max(line => line.Count));
        var title = $"bars-{Table.Count.Field.Key.Replace('.', '-')}";
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", "chart");
        builder.AddAttribute(2, "role", "img");
        builder.AddAttribute(3, "aria-labelledby", title);
        builder.AddAttribute(4, "width", LabelWidth + BarWidth + NumberWidth);
        builder.AddAttribute(5, "height", (Table.Lines.Count * RowHeight) + 4);
        builder.OpenElement(6, "title");
        builder.AddAttribute(7, "id", title);
        builder.AddContent(8, $"{Table.Count.Field.Title}：" + string.Join("、", Table.Lines.Select(line => $"{line.Label} {line.Count}件{Percent(line)}")));
        builder.CloseElement();
        for (var i = 0; i < Table.Lines.Count; i++)
        {
            var line = Table.Lines[i];
            var width = Math.Max(line.Count > 0 ? 1 : 0, BarWidth * line.Count / longest);
            builder.OpenRegion(9);
            Text(builder, LabelWidth - 8, (i * RowHeight) + 19, "end", line.Key);
            builder.OpenElement(10, "rect");
            builder.AddAttribute(11, "x", LabelWidth);
            builder.AddAttribute(12, "y", (i * RowHeight) + 4);
            builder.AddAttribute(13, "width", width);
            builder.AddAttribute(14, "height", RowHeight - 8);
            builder.AddAttribute(15, "fill", "#0017c1");
            builder.CloseElement();
            Text(builder, LabelWidth + width + 6, (i * RowHeight) + 19, "start", $"{line.Count}件{Percent(line)}");
            builder.CloseRegion();
        }

        builder.CloseElement();
    }

    private static string Percent(OptionLine line) => line.Share is { } share ? $"（{share.ToString("0.#", CultureInfo.InvariantCulture)}％）" : "";

    private static void Text(RenderTreeBuilder builder, int x, int y, string anchor, string text)
    {
        builder.OpenElement(20, "text");
        builder.AddAttribute(21, "x", x);
        builder.AddAttribute(22, "y", y);
        builder.AddAttribute(23, "text-anchor", anchor);
        builder.AddAttribute(24, "aria-hidden", "true");
        builder.AddContent(25, text);
        builder.CloseElement();
    }
}
