using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace Koshiki.Core.Surveys.Exporting;

/// <summary>Writes the answers of one office as cells: choices by their numbers, several parted by 「;」, and for an empty one the word that says why it is empty.</summary>
/// <remarks>Choices and numbers come from the tally alone; only words are looked up in the stored answers.</remarks>
internal sealed class ResponseCells
{
    private static readonly string[] EmptyReasons = ["無回答", "非該当", "該当なし", "対象外"];

    private readonly RowFile file;
    private readonly AnswerForm form;
    private readonly byte[][] reasons;
    private readonly byte[][][] options;
    private readonly Dictionary<(int Field, ulong Chosen), byte[]> several = [];
    private readonly Dictionary<string, int> texts;
    private readonly string?[] found;

    public ResponseCells(RowFile file, AnswerForm form)
    {
        (this.file, this.form) = (file, form);
        reasons = [.. EmptyReasons.Select(file.TextCell)];
        options = [.. form.Fields.Select(field => field.Options.Select(option => KeyCell(option.Key)).ToArray())];
        texts = form.Fields.Where(field => field.Kind is AnswerKind.Text).ToDictionary(field => field.Key, field => field.Place, StringComparer.Ordinal);
        found = new string?[form.Fields.Count];
    }

    /// <summary>Whether anything must be looked up in the stored answers.</summary>
    public bool NeedsAnswers => texts.Count > 0;

    /// <param name="tally">Made by this form.</param>
    /// <param name="answers">The stored answers as UTF-8 JSON; empty where none are needed.</param>
    public void Write(ReadOnlySpan<byte> tally, ReadOnlySpan<byte> answers)
    {
        if (answers.Length > 0) FindTexts(answers);
        var at = 0;
        for (var field = 0; field < form.Fields.Count; field++)
        {
            var code = tally[at++];
            switch (code)
            {
                case < Tally.Words: file.Cell(reasons[code]); break;
                case Tally.Words: file.Cell(file.TextCell(found[field] ?? "")); break;
                case Tally.Number:
                    file.Cell(file.NumberCell(BinaryPrimitives.ReadInt64LittleEndian(tally[at..]) / 100m));
                    at += sizeof(long);
                    break;
                case Tally.Choices:
                    file.Cell(Several(field, BinaryPrimitives.ReadUInt64LittleEndian(tally[at..])));
                    at += sizeof(long);
                    break;
                default: file.Cell(options[field][code - Tally.FirstOption]); break;
            }
        }
    }

    private byte[] Several(int field, ulong chosen)
    {
        if (several.TryGetValue((field, chosen), out var cell)) return cell;
        var keys = form.Fields[field].Options.Where((_, at) => (chosen & (1UL << at)) != 0).Select(option => option.Key).ToList();
        cell = keys is [var one] ? KeyCell(one) : file.TextCell(string.Join(';', keys));
        if (several.Count < 100_000) several[(field, chosen)] = cell;
        return cell;
    }

    private byte[] KeyCell(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && key == number.ToString(CultureInfo.InvariantCulture) ? file.NumberCell(number) : file.TextCell(key);

    /// <summary>Takes the words out of <c>{"Q10": {"State": "Given", "Values": ["…"]}, …}</c> and passes over everything else.</summary>
    private void FindTexts(ReadOnlySpan<byte> answers)
    {
        Array.Clear(found);
        var json = new Utf8JsonReader(answers);
        json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var place = texts.GetValueOrDefault(json.GetString()!, -1);
            json.Read();
            if (place < 0)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
            {
                var isValues = json.ValueTextEquals(nameof(AnswerCell.Values));
                json.Read();
                if (isValues && json.Read() && json.TokenType is JsonTokenType.String)
                {
                    found[place] = json.GetString();
                    json.Read();
                }
                else if (!isValues)
                {
                    json.Skip();
                }
            }
        }
    }
}
