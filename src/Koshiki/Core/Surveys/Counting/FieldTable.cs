using System.Globalization;

namespace Koshiki.Core.Surveys.Counting;

/// <summary>One line of a question's table.</summary>
/// <param name="Count">How many offices.</param>
/// <param name="Share">As printed; null where nobody answered.</param>
/// <param name="Before">The share in the survey before, in the same rounding; null where it is not compared.</param>
/// <param name="Crossed">The same for each value of the attribute by which it is crossed.</param>
public sealed record OptionLine(string Key, string Label, int Count, decimal? Share, decimal? Before, IReadOnlyList<CrossedFigure> Crossed)
{
    /// <summary>The change since the survey before, in points; null where it is not compared.</summary>
    public decimal? Change => Share - Before;
}

/// <param name="Share">Of those who have this value and answered; null where there are none.</param>
public sealed record CrossedFigure(int Count, decimal? Share);

/// <summary>The table of one field in one of the two roundings, with the sentence above it and the note below it, both made from the same numbers.</summary>
/// <param name="Headings">Of a text: under which headings its answers were put.</param>
public sealed record FieldTable(FieldCount Count, bool HalfUp, IReadOnlyList<OptionLine> Lines, IReadOnlyList<int> CrossedBases, IReadOnlyList<TextHeading> Headings)
{
    public const string SingleNote = "割合は、合計が100になるように端数を調整しています（最大剰余法）。";
    public const string MultipleNote = "いくつでも選べる設問のため、割合の合計は100になりません。割合は小数点以下を四捨五入しています。";
    public const string HalfUpNote = "端数を調整していないため、内訳と計が一致しない場合があります。";

    public string Note => !Count.IsSingle && Count.HasShares ? HalfUp ? "いくつでも選べる設問のため、割合の合計は100になりません。" : MultipleNote : HalfUp ? HalfUpNote : SingleNote;

    /// <summary>What most offices said, for who reads only one line. Empty for texts, and where nobody answered.</summary>
    public string Sentence
    {
        get
        {
            if (Count.Base == 0 || !Count.HasShares) return "";
            var most = Lines.Max(line => line.Count);
            if (most == 0) return "";
            var first = Lines.Where(line => line.Count == most).ToList();
            var names = string.Join("、", first.Take(3).Select(line => $"「{line.Label}」"));
            var share = Percent(first[0].Share);
            return first.Count switch
            {
                1 => $"回答した{Count.Base}所属のうち、{names}が{most}所属（{share}％）で、最も多くなっています。",
                <= 3 => $"回答した{Count.Base}所属のうち、{names}がそれぞれ{most}所属（{string.Join("、", first.Select(line => $"{Percent(line.Share)}％").Distinct())}）で、最も多くなっています。",
                _ => $"回答した{Count.Base}所属のうち、{first.Count}の選択肢がそれぞれ{most}所属で、最も多くなっています。",
            };
        }
    }

    /// <summary>A share in the digits of this table.</summary>
    public string Percent(decimal? share) => share is not { } given ? "－" : given.ToString(HalfUp ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <summary>A change in points, with its sign.</summary>
    public string Points(decimal? change) => change is not { } given ? "－" : given.ToString(HalfUp ? "+0.0;-0.0;0.0" : "+0;-0;0", CultureInfo.InvariantCulture);

    internal static FieldTable Of(SurveyFigures figures, FieldCount field, bool halfUp)
    {
        var shares = Shares(field, halfUp);
        var crossed = figures.Crossed.Select(one => one.Fields[field.Field.Place]).ToList();
        var crossedShares = crossed.ConvertAll(one => Shares(one, halfUp));
        var lines = field.Field.Options.Select((option, at) => new OptionLine(
            option.Key, option.Label, field.Counts[at], shares?[at], figures.Before?.ShareOf(field.Field, option, halfUp), [.. crossed.Select((one, value) => new CrossedFigure(one.Counts[at], crossedShares[value]?[at]))]));
        return new FieldTable(field, halfUp, [.. lines], [.. crossed.Select(one => one.Base)], figures.Headings.GetValueOrDefault(field.Field.Key, []));
    }

    private static IReadOnlyList<decimal>? Shares(FieldCount field, bool halfUp) => halfUp ? field.HalfUp(1) : field.Shares;
}
