using System.Globalization;

namespace Koshiki.Core.Surveys.Books;

/// <summary>A condition as a person reads it on paper, where nothing is hidden by itself: 「Q1で「1 発信した」を選んだ」.</summary>
internal static class ConditionWords
{
    /// <returns>A clause to which 「とき」 is added; empty for what always holds.</returns>
    public static string Of(Condition condition, AnswerForm form) => Of(condition, form, goesOn: false);

    /// <param name="goesOn">Whether another clause follows: 選び instead of 選んだ.</param>
    private static string Of(Condition condition, AnswerForm form, bool goesOn) => condition switch
    {
        Condition.OneOf one => $"{PlaceOf(one.Field, form)}で{Chosen(one, form)}を{(goesOn ? "選び" : "選んだ")}",
        Condition.Not { Part: Condition.OneOf one } => $"{PlaceOf(one.Field, form)}で{Chosen(one, form)}を{(goesOn ? "選ばず" : "選ばなかった")}",
        Condition.Answered answered => $"{PlaceOf(answered.Field, form)}に{(goesOn ? "答え" : "答えた")}",
        Condition.Not { Part: Condition.Answered answered } => $"{PlaceOf(answered.Field, form)}に{(goesOn ? "答えず" : "答えなかった")}",
        Condition.Compare compare => $"{PlaceOf(compare.Left, form)}が{(compare.Number is { } number ? number.ToString("0.##", CultureInfo.InvariantCulture) : PlaceOf(compare.Right, form))}{Relation(compare.Relation)}で{(goesOn ? "あり" : "ある")}",
        Condition.Not not => $"「{Of(not.Part, form, goesOn: false)}」に当たら{(goesOn ? "ず" : "ない")}",
        Condition.All all => string.Join("、かつ", all.Parts.Select((part, at) => InAll(part, form, goesOn || at < all.Parts.Count - 1))),
        Condition.Any any => RowsOfOne(any, form) is { } rows ? $"{rows}を{(goesOn ? "選び" : "選んだ")}" : string.Join("か、", any.Parts.Select((part, at) => Of(part, form, goesOn && at == any.Parts.Count - 1))),
        _ => "",
    };

    private static string InAll(Condition part, AnswerForm form, bool goesOn) =>
        part is Condition.Any any && RowsOfOne(any, form) is null ? $"「{Of(any, form, goesOn: false)}」に当た{(goesOn ? "り" : "る")}" : Of(part, form, goesOn);

    /// <summary>The same choice in some row of one table: 「Q2の「LINE」「X」のどれかで…」; null where it is anything else.</summary>
    private static string? RowsOfOne(Condition.Any any, AnswerForm form)
    {
        if (any.Parts.Count < 2 || any.Parts[0] is not Condition.OneOf first || form.Field(first.Field) is not { Row: not null } field) return null;
        var rows = new List<string>();
        foreach (var part in any.Parts)
        {
            if (part is not Condition.OneOf one || !one.Values.SequenceEqual(first.Values) || form.Field(one.Field) is not { Row: { } row } other || other.Question.Key != field.Question.Key) return null;
            rows.Add($"「{row.Label}」");
        }

        return $"{field.Question.Key}の{string.Concat(rows)}のどれかで{Chosen(first, form)}";
    }

    private static string PlaceOf(string name, AnswerForm form) =>
        form.Field(name) is not { } field ? name
        : field.Row is { } row ? $"{field.Question.Key}の「{row.Label}」"
        : field.Detail is { } detail ? $"{field.Question.Key}の「{detail.Label}」" : field.Question.Key;

    /// <summary>What is left out is named where that is shorter.</summary>
    private static string Chosen(Condition.OneOf one, AnswerForm form)
    {
        var options = form.Field(one.Field)?.Options ?? [];
        var others = options.Where(option => !one.Values.Contains(option.Key, StringComparer.Ordinal)).ToList();
        if (others.Count == 1 && options.Count > 2) return $"{Named(others[0])}以外";
        var chosen = one.Values.Select(value => options.FirstOrDefault(option => option.Key == value) is { } option ? Named(option) : $"「{value}」").ToList();
        return string.Concat(chosen) + (chosen.Count > 1 ? "のどれか" : "");
    }

    private static string Named(AnswerOption option) => $"「{option.Key} {option.Label}」";

    private static string Relation(NumberRelation relation) => relation switch
    {
        NumberRelation.Less => "未満",
        NumberRelation.LessOrEqual => "以下",
        NumberRelation.More => "を超える数",
        _ => "以上",
    };
}
