using System.Buffers.Binary;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>Counts the answers of many offices in one pass over their tallies. I4.</summary>
public sealed class SurveyCount
{
    private readonly AnswerForm form;
    private readonly int[][] states;
    private readonly int[][] options;
    private readonly List<long>?[] numbers;

    public SurveyCount(AnswerForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        this.form = form;
        states = [.. form.Fields.Select(_ => new int[5])];
        options = [.. form.Fields.Select(field => new int[field.Options.Count])];
        numbers = [.. form.Fields.Select(field => field.Kind is AnswerKind.Number ? new List<long>() : null)];
    }

    /// <summary>How many offices were counted.</summary>
    public int Offices { get; private set; }

    /// <summary>One count for each field, in the order of the form.</summary>
    public IReadOnlyList<FieldCount> Fields =>
        [.. form.Fields.Select((one, at) => new FieldCount(one, states[at][4], states[at][0], states[at][1], states[at][2], states[at][3], options[at], SummaryOf(numbers[at])))];

    /// <param name="tally">Made by the same form.</param>
    public void Add(ReadOnlySpan<byte> tally)
    {
        Offices++;
        var at = 0;
        for (var field = 0; field < states.Length; field++)
        {
            var code = tally[at++];
            if (code < Tally.Words)
            {
                states[field][code]++;
                continue;
            }

            states[field][4]++;
            switch (code)
            {
                case Tally.Words: break;
                case Tally.Number:
                    numbers[field]!.Add(BinaryPrimitives.ReadInt64LittleEndian(tally[at..]));
                    at += 8;
                    break;
                case Tally.Choices:
                    for (var bits = BinaryPrimitives.ReadUInt64LittleEndian(tally[at..]); bits != 0; bits &= bits - 1) options[field][System.Numerics.BitOperations.TrailingZeroCount(bits)]++;
                    at += 8;
                    break;
                default: options[field][code - Tally.FirstOption]++; break;
            }
        }
    }

    /// <summary>What one office said to one field, by its tally: the places of the options chosen, or why there are none.</summary>
    internal static (AnswerState State, ulong Options) Read(ReadOnlySpan<byte> tally, int field)
    {
        var at = 0;
        for (var passed = 0; passed < field; passed++) at += tally[at] is Tally.Number or Tally.Choices ? 9 : 1;
        return tally[at] switch
        {
            0 => (AnswerState.NoAnswer, 0),
            1 => (AnswerState.NotAsked, 0),
            2 => (AnswerState.NotApplicable, 0),
            3 => (AnswerState.Superseded, 0),
            Tally.Choices => (AnswerState.Given, BinaryPrimitives.ReadUInt64LittleEndian(tally[(at + 1)..])),
            >= Tally.FirstOption and var code => (AnswerState.Given, 1UL << (code - Tally.FirstOption)),
            _ => (AnswerState.Given, 0),
        };
    }

    private static NumberSummary? SummaryOf(List<long>? given)
    {
        if (given is not { Count: > 0 }) return null;
        var ordered = given.Order().ToArray();
        var middle = ordered.Length / 2;
        var median = ordered.Length % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2m;
        return new NumberSummary(ordered.Sum() / 100m, ordered[0] / 100m, ordered[^1] / 100m, median / 100m);
    }
}
