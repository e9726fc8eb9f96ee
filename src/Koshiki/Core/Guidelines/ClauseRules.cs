using System.Text.RegularExpressions;
using Koshiki.Foundation;

namespace Koshiki.Core.Guidelines;

/// <summary>What every guideline must keep to, whether it comes from the editor or from a file.</summary>
internal static partial class ClauseRules
{
    public const int LongestHeading = 100;
    public const int LongestText = 5000;
    public const int LongestWords = 300;
    public const int LongestKey = 60;

    /// <returns>Every fault, each under <c>clause.field</c>.</returns>
    public static List<Fault> Faults(GuidelineText text)
    {
        var faults = new List<Fault>();
        if (text.Title.Length is 0 or > GuidelineVersion.LongestTitle) faults.Add(new Fault("title", $"要領の名称を{GuidelineVersion.LongestTitle}文字までで入力してください。"));
        if (text.Note.Length > GuidelineVersion.LongestNote) faults.Add(new Fault("note", $"改正の概要は{GuidelineVersion.LongestNote}文字までにしてください。"));
        if (text.ReviewMonths is < 1 or > 120) faults.Add(new Fault("review-months", "見直しの間隔は、1か月から120か月までにしてください。"));

        var all = text.Clauses.All;
        foreach (var twice in all.GroupBy(placed => placed.Clause.Key).Where(group => group.Count() > 1)) faults.Add(new Fault($"{twice.Key}.key", $"キー「{twice.Key}」の条項が2つあります。条項ごとに別のキーにしてください。"));
        foreach (var twice in text.Clauses.Controls.GroupBy(one => one.Control.Key).Where(group => group.Count() > 1))
            faults.Add(new Fault($"{twice.Last().Clause.Clause.Key}.controls", $"点検「{twice.Key}」が{string.Join("と", twice.Select(one => one.Clause.Number))}にあります。1つの点検は1つの条項にだけ置いてください。"));
        foreach (var placed in all) faults.AddRange(Of(placed));
        return faults;
    }

    /// <summary>The faults of one clause by itself.</summary>
    public static IEnumerable<Fault> Of(PlacedClause placed)
    {
        var clause = placed.Clause;
        var at = clause.Key;
        if (!IsKey(clause.Key)) yield return new Fault($"{at}.key", $"キー「{clause.Key}」は、半角の英小文字・数字・ハイフンで{LongestKey}文字までにしてください（例：password）。");
        if (placed.Level > ClauseTree.Levels) yield return new Fault($"{at}.clauses", new ClauseTooDeep().Sentence);
        if (clause.Heading.Length == 0 && clause.Text.Length == 0) yield return new Fault($"{at}.heading", $"{placed.Number}には、見出しか本文を入力してください。");
        if (clause.Heading.Length > LongestHeading) yield return new Fault($"{at}.heading", $"{placed.Number}の見出しは{LongestHeading}文字までにしてください（今は{clause.Heading.Length}文字です）。");
        if (clause.Text.Length > LongestText) yield return new Fault($"{at}.text", $"{placed.Number}の本文は{LongestText}文字までにしてください（今は{clause.Text.Length}文字です）。");
        if (clause.Source?.Length > LongestHeading) yield return new Fault($"{at}.source", $"{placed.Number}の元の条項は{LongestHeading}文字までにしてください。");

        foreach (var unknown in clause.NamedParameters.Where(name => clause.Parameters.All(one => one.Key != name)))
            yield return new Fault($"{at}.text", $"{placed.Number}の本文にある「{{{unknown}}}」の数値が定められていません。数値の欄に加えるか、本文から除いてください。");
        foreach (var parameter in clause.Parameters)
        {
            if (!IsKey(parameter.Key)) yield return new Fault($"{at}.parameters", $"{placed.Number}の数値のキー「{parameter.Key}」は、半角の英小文字・数字・ハイフンにしてください。");
            if (parameter.Value.Length is 0 or > LongestHeading) yield return new Fault($"{at}.parameters", $"{placed.Number}の数値「{parameter.Label}」の値を入力してください。");
        }

        foreach (var control in clause.Controls)
        {
            if (!IsKey(control.Key)) yield return new Fault($"{at}.controls", $"{placed.Number}の点検のキー「{control.Key}」は、半角の英小文字・数字・ハイフンにしてください。");
            if (control.Kind is not ControlKind.Automatic && control.Words.Length is 0 or > LongestWords) yield return new Fault($"{at}.controls", $"{placed.Number}の点検「{control.Key}」で確かめることを{LongestWords}文字までで入力してください。");
        }
    }

    public static bool IsKey(string key) => key.Length <= LongestKey && Key().IsMatch(key);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Key();
}
