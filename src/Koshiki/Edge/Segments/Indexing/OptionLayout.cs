using Koshiki.Exchange;

namespace Koshiki.Edge.Segments.Indexing;

/// <summary>Where the choices of each option stand in a block. It only ever grows, and a grown one is a new object.</summary>
/// <remarks>
/// Every option has a page of bits; they alone decide who chose what. The options of a question with one answer are numbered from 1 besides,
/// for its column. docs/decisions/0043-columns-beside-bitmaps.md.
/// </remarks>
internal sealed class OptionLayout
{
    public static readonly OptionLayout Empty = new([], [], []);

    private readonly Dictionary<short, int> slotOf;
    private readonly Dictionary<short, OptionCode> codeOf;

    /// <summary>The keys of the questions that have a column.</summary>
    private readonly string[] columns;

    private OptionLayout(Dictionary<short, int> slotOf, Dictionary<short, OptionCode> codeOf, string[] columns) => (this.slotOf, this.codeOf, this.columns) = (slotOf, codeOf, columns);

    /// <summary>The page of each option that somebody chose.</summary>
    public IReadOnlyDictionary<short, int> SlotOf => slotOf;

    public OptionCode? CodeOf(short number) => codeOf.TryGetValue(number, out var code) ? code : null;

    /// <returns>False while nobody has chosen it.</returns>
    public bool FindPage(short number, out int slot) => slotOf.TryGetValue(number, out slot);

    public OptionLayout WithPageFor(short number) => new(new Dictionary<short, int>(slotOf) { [number] = Slots.FirstOption + slotOf.Count }, codeOf, columns);

    /// <summary>Numbers the options of the questions with one answer that nobody can have chosen yet.</summary>
    public OptionLayout Covering(Questionnaire? asked) =>
        asked?.Questions.Where(question => question.IsSingle).Aggregate(this, (layout, question) => layout.Covering(question)) ?? this;

    private OptionLayout Covering(Question question)
    {
        // Friends who chose an option before it was numbered stand in its page and in no column.
        var added = question.Options.Select(option => option.Number).Where(number => !codeOf.ContainsKey(number) && !slotOf.ContainsKey(number)).ToList();
        var column = Array.IndexOf(columns, question.Key);
        if (column < 0) column = columns.Length;
        var last = codeOf.Values.Where(code => code.Column == column).Select(code => (int)code.Value).DefaultIfEmpty(0).Max();
        added = [.. added.Take(AnswerColumn.Highest - last)];
        if (added.Count == 0) return this;

        var codes = new Dictionary<short, OptionCode>(codeOf);
        for (var i = 0; i < added.Count; i++) codes[added[i]] = new OptionCode(column, (byte)(last + i + 1));
        return new OptionLayout(slotOf, codes, column < columns.Length ? columns : [.. columns, question.Key]);
    }
}

/// <summary>An option's number among the answers of its question.</summary>
/// <param name="Column">The place of the question's column in a block.</param>
/// <param name="Value">1 to <see cref="AnswerColumn.Highest"/>; 0 stands for no answer.</param>
internal readonly record struct OptionCode(int Column, byte Value);
