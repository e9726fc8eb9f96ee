using System.Text.Json.Serialization;

namespace Koshiki.Core.Surveys;

/// <summary>Why there is something in a cell, or nothing. Stored with the answer, because each reason belongs to another base.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnswerState>))]
public enum AnswerState
{
    /// <summary>回答あり</summary>
    Given,

    /// <summary>無回答: asked, and nothing was said.</summary>
    NoAnswer,

    /// <summary>非該当: skipped by an earlier answer.</summary>
    NotAsked,

    /// <summary>該当なし: the office says that it does not apply.</summary>
    NotApplicable,

    /// <summary>回答の対象から外れた答え: given before an earlier answer was changed; kept, and left out of all totals.</summary>
    Superseded,
}

/// <param name="Values">The chosen options' keys, or the number or the words; empty where nothing was said.</param>
public sealed record AnswerCell(AnswerState State, IReadOnlyList<string> Values)
{
    /// <summary>What an office gives where a question does not apply to it; no option can be called so. See <see cref="AnswerField.SaysNotApplicable"/>.</summary>
    public const string NotApplicableMark = "-";

    /// <summary>What an office typed to get this cell, 該当なし as its sign.</summary>
    public IReadOnlyList<string> Typed() => State is AnswerState.NotApplicable ? [NotApplicableMark] : Values;

    public bool Equals(AnswerCell? other) => other is not null && State == other.State && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(State, Values.Count);
}

/// <summary>All answers of one office, brought into line with the questionnaire: what is asked, what is not, what no longer counts. 回答.</summary>
public sealed class AnswerSheet
{
    private readonly Dictionary<string, AnswerCell> cells;

    private AnswerSheet(AnswerForm form, Dictionary<string, AnswerCell> cells) => (Form, this.cells) = (form, cells);

    public AnswerForm Form { get; }

    public AnswerCell this[string field] => cells[field];

    public AnswerCell this[AnswerField field]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(field);
            return cells[field.Key];
        }
    }

    /// <summary>One cell for every field of the form.</summary>
    public IReadOnlyDictionary<string, AnswerCell> Cells => cells;

    /// <summary>Goes through the questions in order: each condition sees only the answers that count.</summary>
    /// <param name="given">What was typed or chosen, by field; a field that is missing was left empty.</param>
    public static AnswerSheet Of(AnswerForm form, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(given);
        var sheet = new AnswerSheet(form, new Dictionary<string, AnswerCell>(form.Fields.Count, StringComparer.Ordinal));
        var at = 0;
        foreach (var asked in form.Asked)
        {
            var isAsked = asked.IsAsked(sheet.Answers);
            for (; at < form.Fields.Count && ReferenceEquals(form.Fields[at].Question, asked.Question); at++)
            {
                var field = form.Fields[at];
                sheet.cells[field.Key] = sheet.CellOf(field, given.GetValueOrDefault(field.Key) ?? [], isAsked);
            }
        }

        return sheet;
    }

    /// <summary>What an office answered to a field that counts; null for everything else.</summary>
    public IReadOnlyList<string>? Answers(string field) => cells.TryGetValue(field, out var cell) && cell.State is AnswerState.Given ? cell.Values : null;

    public bool IsAsked(Question question) => Form.FieldsOf(question).Any(field => cells[field.Key].State is not (AnswerState.NotAsked or AnswerState.Superseded));

    /// <summary>Whether all that must be answered in this question is.</summary>
    public bool IsComplete(Question question) => Form.FieldsOf(question).All(field => !field.Required || cells[field.Key].State is not AnswerState.NoAnswer);

    /// <summary>The options that are offered now.</summary>
    public IReadOnlyList<AnswerOption> Offered(AnswerField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return [.. field.Options.Where(option => option.ShowIf.Length == 0 || Form.Read(option.ShowIf).Holds(Answers))];
    }

    private AnswerCell CellOf(AnswerField field, IReadOnlyList<string> values, bool isAsked)
    {
        if (field.SaysNotApplicable(values)) return isAsked ? new AnswerCell(AnswerState.NotApplicable, []) : new AnswerCell(AnswerState.NotAsked, []);
        if (field.Detail is { When.Count: > 0 } detail) isAsked &= Answers(field.Question.Key)?.Any(value => detail.When.Contains(value, StringComparer.Ordinal)) == true;
        else if (field.Detail is not null && field.Question.MayNotApply) isAsked &= !SaysNotApplicable(field.Question);
        if (!isAsked) return values.Count == 0 ? new AnswerCell(AnswerState.NotAsked, []) : new AnswerCell(AnswerState.Superseded, values);
        if (values.Count == 0) return new AnswerCell(AnswerState.NoAnswer, []);
        if (field.Options.All(option => option.ShowIf.Length == 0)) return new AnswerCell(AnswerState.Given, values);

        var offered = Offered(field).Select(option => option.Key).ToHashSet(StringComparer.Ordinal);
        var left = values.Where(offered.Contains).ToList();
        return left.Count > 0 ? new AnswerCell(AnswerState.Given, left) : new AnswerCell(AnswerState.Superseded, values);
    }

    private bool SaysNotApplicable(Question question) => cells.TryGetValue(question.Key, out var cell) && cell.State is AnswerState.NotApplicable;
}

/// <summary>The words for why a cell is as it is.</summary>
public static class AnswerStateWords
{
    extension(AnswerState state)
    {
        public string Word => state switch
        {
            AnswerState.Given => "回答あり",
            AnswerState.NoAnswer => "無回答",
            AnswerState.NotAsked => "非該当（前の回答により質問しない）",
            AnswerState.NotApplicable => "該当なし",
            _ => "対象から外れた回答（集計に入れない）",
        };
    }
}
