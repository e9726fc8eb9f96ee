using Koshiki.Foundation.Documents;
using Koshiki.Foundation.Figures;

namespace Koshiki.Core.Audits.Reporting;

/// <summary>Who may read it.</summary>
public enum ReportEdition
{
    /// <summary>内部版</summary>
    Internal,

    /// <summary>公表版: names no office, and leaves out what its grade does not publish.</summary>
    Published,
}

/// <summary>A whole report as its parts, from which paper and screen are made. J6.</summary>
/// <param name="Cover">Lines below the title on the cover.</param>
public sealed record AuditReport(string Title, ReportEdition Edition, IReadOnlyList<string> Cover, CoverLetter Letter, IReadOnlyList<ReportBlock> Blocks)
{
    public string EditionWord => Edition is ReportEdition.Internal ? "内部版" : "公表版";
}

/// <summary>What is handed over with the report: under which law, to whom, by when measures are to be told. 送付文. J9.</summary>
/// <param name="Number">The public notice; empty before the report.</param>
/// <param name="To">One for each addressee; empty for what is made public.</param>
/// <param name="Items">Below 「記」.</param>
public sealed record CoverLetter(string Number, string Day, IReadOnlyList<string> To, string From, string Subject, IReadOnlyList<string> Words, IReadOnlyList<(string Term, string Words)> Items);

public abstract record ReportBlock
{
    private ReportBlock() { }

    /// <param name="Level">1 to 4: 第1, 1, (1), ア.</param>
    /// <param name="Text">With its number.</param>
    public sealed record Heading(int Level, string Text) : ReportBlock;

    public sealed record Paragraph(string Words) : ReportBlock;

    public sealed record Facts(IReadOnlyList<(string Term, string Words)> Rows) : ReportBlock;

    public sealed record Grid(string Caption, IReadOnlyList<WordColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;

    /// <summary>A table of figures with its sentence, chart and notes.</summary>
    public sealed record Figures(FigureTable Table) : ReportBlock;
}

/// <summary>Gathers blocks and numbers the headings: 第1・1・(1)・ア.</summary>
internal sealed class ReportWriting
{
    private const string Letters = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ";
    private readonly int[] counts = new int[4];
    private readonly List<ReportBlock> blocks = [];

    public IReadOnlyList<ReportBlock> Blocks => blocks;

    public ReportWriting Head(int level, string text)
    {
        counts[level - 1]++;
        Array.Clear(counts, level, counts.Length - level);
        blocks.Add(new ReportBlock.Heading(level, $"{Number(level, counts[level - 1])}　{text}"));
        return this;
    }

    /// <summary>A paragraph; nothing where there are no words.</summary>
    public ReportWriting Say(string words)
    {
        if (words.Length > 0) blocks.Add(new ReportBlock.Paragraph(words));
        return this;
    }

    public ReportWriting Add(ReportBlock block)
    {
        blocks.Add(block);
        return this;
    }

    internal static string Number(int level, int count) => level switch
    {
        1 => $"第{count}",
        2 => $"{count}",
        3 => $"({count})",
        _ => Letters[(count - 1) % Letters.Length].ToString(),
    };
}
