using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Koshiki.Foundation.Figures;

/// <summary>The ordinary rows of a table as bars, one or several side by side in one bar; drawn by the server as inline SVG. UI.md section 8.</summary>
/// <remarks>The table with the same numbers always stands beside it; the title says them too. Nothing is told by colour alone: series stand in the order of the legend, with a gap between them.</remarks>
public sealed class BarChart : ComponentBase
{
    // Together no wider than a phone of 375 px lets a page be.
    private const int LabelWidth = 150;
    private const int BarWidth = 145;
    private const int NumberWidth = 45;
    private const int RowHeight = 28;
    private const int LegendHeight = 24;
    private const int Gap = 2;

    /// <summary>The chart colours of the design tokens.</summary>
    private static readonly string[] Colours = ["#0017c1", "#006f83", "#ac3e00", "#5c10be", "#666666"];

    [Parameter, EditorRequired] public FigureTable Table { get; set; } = default!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (series, bars) = Drawn();
        if (series.Count == 0 || bars.Count == 0) return;
        var legend = series.Count > 1 ? series.Count * LegendHeight : 0;
        var longest = Math.Max(1, bars.Max(bar => bar.Values.Sum()));

        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", "chart");
        builder.AddAttribute(2, "role", "img");
        builder.AddAttribute(3, "aria-labelledby", TitleId);
        builder.AddAttribute(4, "width", LabelWidth + BarWidth + NumberWidth);
        builder.AddAttribute(5, "height", legend + (bars.Count * RowHeight) + 4);
        builder.OpenElement(6, "title");
        builder.AddAttribute(7, "id", TitleId);
        builder.AddContent(8, Words(series, bars));
        builder.CloseElement();
        for (var i = 0; i < series.Count && legend > 0; i++) Legend(builder, series[i], i);
        for (var i = 0; i < bars.Count; i++) Draw(builder, bars[i], longest, legend + (i * RowHeight));
        builder.CloseElement();
    }

    private string TitleId => $"chart-{Table.Key}";

    private static int ValueOf(FigureRow row, int at) => row.Cells[at] is Figure.Count count ? count.Value : 0;

    /// <summary>A bar for each ordinary row; where all rows are sums, one for each column of the first.</summary>
    private (List<string> Series, List<Bar> Bars) Drawn()
    {
        var columns = Table.Recipe.Chart.Select(key => Table.Columns.Select((column, at) => (column, at)).First(pair => pair.column.Key == key)).ToList();
        var rows = Table.Rows.Where(row => row.Role == RowRole.Ordinary).ToList();
        return rows.Count > 0 || Table.Rows.Count == 0
            ? (columns.ConvertAll(column => column.column.Label), rows.ConvertAll(row => new Bar(row.Label, columns.ConvertAll(column => ValueOf(row, column.at)))))
            : ([Table.Rows[0].Label], columns.ConvertAll(column => new Bar(column.column.Label, [ValueOf(Table.Rows[0], column.at)])));
    }

    private sealed record Bar(string Label, IReadOnlyList<int> Values);

    private string Words(List<string> series, List<Bar> bars) =>
        $"{Table.Title}：" + string.Join("、", bars.Select(bar => $"{bar.Label} " + string.Join("・", bar.Values.Select((value, at) => series.Count > 1 ? $"{series[at]}{value}" : $"{value}"))));

    private static void Legend(RenderTreeBuilder builder, string label, int at)
    {
        builder.OpenRegion(9);
        Rectangle(builder, LabelWidth, (at * LegendHeight) + 4, 14, 14, Colours[at]);
        Text(builder, LabelWidth + 22, (at * LegendHeight) + 16, "start", label);
        builder.CloseRegion();
    }

    private static void Draw(RenderTreeBuilder builder, Bar bar, int longest, int top)
    {
        builder.OpenRegion(10);
        Text(builder, LabelWidth - 8, top + 19, "end", Fitting(bar.Label));
        var left = (decimal)LabelWidth;
        for (var i = 0; i < bar.Values.Count; i++)
        {
            var width = (decimal)BarWidth * bar.Values[i] / longest;
            if (width <= 0) continue;
            Rectangle(builder, left, top + 4, Math.Max(1, bar.Values.Count > 1 ? width - Gap : width), RowHeight - 8, Colours[i]);
            left += width;
        }

        Text(builder, left + 6, top + 19, "start", bar.Values.Sum().ToString("N0", CultureInfo.InvariantCulture));
        builder.CloseRegion();
    }

    /// <summary>The label, cut off where it would not fit; the table beside has it whole.</summary>
    private static string Fitting(string label)
    {
        const int fullWidth = 14;
        const int halfWidth = 8;
        var width = 0;
        for (var i = 0; i < label.Length; i++)
        {
            width += label[i] < '\u0100' ? halfWidth : fullWidth;
            if (width > LabelWidth - 8) return label[..(i - 1)] + "…";
        }

        return label;
    }

    private static void Rectangle(RenderTreeBuilder builder, decimal x, int y, decimal width, int height, string colour)
    {
        builder.OpenElement(0, "rect");
        builder.AddAttribute(1, "x", Number(x));
        builder.AddAttribute(2, "y", y);
        builder.AddAttribute(3, "width", Number(width));
        builder.AddAttribute(4, "height", height);
        builder.AddAttribute(5, "fill", colour);
        builder.CloseElement();
    }

    private static void Text(RenderTreeBuilder builder, decimal x, int y, string anchor, string text)
    {
        builder.OpenElement(10, "text");
        builder.AddAttribute(11, "x", Number(x));
        builder.AddAttribute(12, "y", y);
        builder.AddAttribute(13, "text-anchor", anchor);
        builder.AddAttribute(14, "aria-hidden", "true");
        builder.AddContent(15, text);
        builder.CloseElement();
    }

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
