using Koshiki.Exchange;

namespace Koshiki.Edge.Segments;

/// <summary>Where the choices of each option stand among a block's pages. It only ever grows, and a grown one is a new object.</summary>
/// <remarks>
/// An option of a question with many answers has a page of its own. The options of a question with one answer are numbered
/// from 1, and a friend's number stands in binary across a few pages, the planes: 60 districts are six pages instead of sixty,
/// and any set of them is a short formula over six. What does not fit, such as a second answer to such a question, goes to a
/// page of its own, so that the layout can never make a count wrong. docs/decisions/0040-districts-as-bit-planes.md.
/// </remarks>
internal sealed class OptionLayout
{
    public static readonly OptionLayout Empty = new([], [], [], Slots.FirstOption);

    private readonly Dictionary<short, int> slotOf;
    private readonly Dictionary<short, OptionCode> codeOf;
    private readonly CodedQuestion[] coded;
    private readonly int slots;

    private OptionLayout(Dictionary<short, int> slotOf, Dictionary<short, OptionCode> codeOf, CodedQuestion[] coded, int slots) =>
        (this.slotOf, this.codeOf, this.coded, this.slots) = (slotOf, codeOf, coded, slots);

    /// <summary>The options with a page of their own.</summary>
    public IReadOnlyDictionary<short, int> SlotOf => slotOf;

    public IReadOnlyList<CodedQuestion> Coded => coded;

    public OptionCode? CodeOf(short number) => codeOf.TryGetValue(number, out var code) ? code : null;

    /// <summary>The options of a coded question with their numbers.</summary>
    public IEnumerable<(short Option, int Value)> CodesOf(int question) => codeOf.Where(code => code.Value.Question == question).Select(code => (code.Key, code.Value.Value));

    /// <summary>Gives a page of its own to an option that has none.</summary>
    public OptionLayout WithPageFor(short number) => new(new Dictionary<short, int>(slotOf) { [number] = slots }, codeOf, coded, slots + 1);

    /// <summary>Gives a number to each option of the questions with one answer that is neither numbered nor on a page already.</summary>
    public OptionLayout Covering(Questionnaire? asked) =>
        asked?.Questions.Where(question => question.IsSingle).Aggregate(this, (layout, question) => layout.Covering(question)) ?? this;

    private OptionLayout Covering(Question question)
    {
        var added = question.Options.Select(option => option.Number).Where(number => !codeOf.ContainsKey(number) && !slotOf.ContainsKey(number)).ToList();
        if (added.Count == 0) return this;

        var place = Array.FindIndex(coded, known => known.Key == question.Key);
        var old = place < 0 ? new CodedQuestion(question.Key, [], 0) : coded[place];
        var codes = new Dictionary<short, OptionCode>(codeOf);
        var of = place < 0 ? coded.Length : place;
        for (var i = 0; i < added.Count; i++) codes[added[i]] = new OptionCode(of, old.Codes + i + 1);

        var (planes, next) = (old.Planes.ToList(), slots);
        while (1 << planes.Count <= old.Codes + added.Count) planes.Add(next++);
        var grown = old with { Planes = [.. planes], Codes = old.Codes + added.Count };
        return new OptionLayout(slotOf, codes, place < 0 ? [.. coded, grown] : [.. coded[..place], grown, .. coded[(place + 1)..]], next);
    }
}

/// <summary>An option's number among the answers of its question.</summary>
/// <param name="Question">The place of the question in the layout.</param>
/// <param name="Value">1 and rising; 0 stands for no answer.</param>
internal readonly record struct OptionCode(int Question, int Value);

/// <summary>A question with one answer.</summary>
/// <param name="Planes">The slots of the pages that hold the answers' binary digits, the lowest first.</param>
/// <param name="Codes">How many options are numbered.</param>
internal sealed record CodedQuestion(string Key, int[] Planes, int Codes);
