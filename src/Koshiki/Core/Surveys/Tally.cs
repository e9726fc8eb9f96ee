using System.Buffers;

namespace Koshiki.Core.Surveys;

/// <summary>What the statistics need of one office's answers, in a few bytes: state and choices of each field in the order of the form. Derived from the answers at every save.</summary>
/// <remarks>
/// One byte for each field: 0 to 3 say why nothing is given, 4 that words are given, 5 that a number follows (eight bytes, hundredths), 6 that choices follow (eight bytes, one bit for each option),
/// 10 and above that one option is chosen (its place plus 10). A form has at most 64 options to a question, so that choices fit. 100,000 offices with 40 answers are some 6 megabytes to read instead of 100.
/// </remarks>
internal static class Tally
{
    public const int MostOptions = 64;
    public const byte Words = 4;
    public const byte Number = 5;
    public const byte Choices = 6;
    public const byte FirstOption = 10;

    public static byte[] Of(AnswerSheet sheet)
    {
        var bytes = new ArrayBufferWriter<byte>(sheet.Form.Fields.Count + 16);
        foreach (var field in sheet.Form.Fields) Write(bytes, field, sheet[field]);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The byte for an empty cell.</summary>
    public static byte CodeOf(AnswerState state) => state switch
    {
        AnswerState.NoAnswer => 0,
        AnswerState.NotAsked => 1,
        AnswerState.NotApplicable => 2,
        AnswerState.Superseded => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static void Write(ArrayBufferWriter<byte> bytes, AnswerField field, AnswerCell cell)
    {
        if (cell.State is not AnswerState.Given)
        {
            Append(bytes, CodeOf(cell.State));
            return;
        }

        switch (field.Kind)
        {
            case AnswerKind.Choice:
                Append(bytes, (byte)(FirstOption + field.PlaceOf(cell.Values[0])));
                break;
            case AnswerKind.Choices:
                Append(bytes, Choices);
                Append(bytes, cell.Values.Aggregate(0L, (bits, value) => bits | (1L << field.PlaceOf(value))));
                break;
            case AnswerKind.Number:
                Append(bytes, Number);
                Append(bytes, (long)(Condition.ReadNumber(cell.Values[0])!.Value * 100));
                break;
            default:
                Append(bytes, Words);
                break;
        }
    }

    private static void Append(ArrayBufferWriter<byte> bytes, byte one)
    {
        bytes.GetSpan(1)[0] = one;
        bytes.Advance(1);
    }

    private static void Append(ArrayBufferWriter<byte> bytes, long eight)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(bytes.GetSpan(8), eight);
        bytes.Advance(8);
    }
}
