using System.Text.RegularExpressions;

namespace Koshiki.Core.Guidelines;

/// <summary>One clause of the guideline with what stands below it. 条項.</summary>
/// <param name="Key">What it is known by through all versions, whatever its place and number: <c>password</c>.</param>
/// <param name="Heading">Such as 管理用パスワード; may be empty for a line of a list.</param>
/// <param name="Text">With parameters in braces: 「{min-length}以上」. May be empty where the clauses below say it.</param>
/// <param name="Source">The clause of the document from which it was taken, such as <c>2-7(1)ア</c>; null for an office's own.</param>
public sealed partial record Clause(
    string Key, string Heading, string Text, string? Source, IReadOnlyList<ClauseParameter> Parameters, IReadOnlyList<ClauseControl> Controls, IReadOnlyList<Clause> Clauses)
{
    /// <summary>The text with each parameter's value in its place.</summary>
    public string TextInForce => Placeholder().Replace(Text, found => Parameters.FirstOrDefault(one => one.Key == found.Groups[1].Value)?.InWords ?? found.Value);

    /// <summary>The parameters that the text names.</summary>
    public IEnumerable<string> NamedParameters => Placeholder().Matches(Text).Select(found => found.Groups[1].Value).Distinct();

    /// <summary>The same apart from what stands below it.</summary>
    public bool SaysTheSame(Clause other) =>
        other is not null && Heading == other.Heading && Text == other.Text && Source == other.Source && Parameters.SequenceEqual(other.Parameters) && Controls.SequenceEqual(other.Controls);

    [GeneratedRegex(@"\{([a-z][a-z0-9-]*)\}")]
    private static partial Regex Placeholder();
}

/// <summary>A number or word of a clause that the government may set: 8文字, 12か月.</summary>
/// <param name="Key">As the text and the control name it: <c>min-length</c>, <c>months</c>.</param>
/// <param name="Unit">Written behind the value; empty for none.</param>
public sealed record ClauseParameter(string Key, string Value, string Label, string Unit)
{
    public string InWords => Value + Unit;
}

/// <summary>How it is found out whether a clause is kept. 点検の方法.</summary>
/// <param name="Key">For an automatic one, the key of an <c>IAutomaticControl</c>; for the others, a key of the guideline's own.</param>
/// <param name="Words">What is asked of the office or the auditor; empty for an automatic one, which has its own title.</param>
public sealed record ClauseControl(string Key, ControlKind Kind, string Words);

/// <summary>Who judges.</summary>
public enum ControlKind
{
    /// <summary>自動: the program, from what the register really knows.</summary>
    Automatic,

    /// <summary>所属の確認</summary>
    Attested,

    /// <summary>監査での確認</summary>
    Verified,
}

public static class ControlKindWords
{
    extension(ControlKind kind)
    {
        public string Word => kind switch { ControlKind.Automatic => "自動", ControlKind.Attested => "所属の確認", _ => "監査での確認" };

        public string FileWord => kind switch { ControlKind.Automatic => "automatic", ControlKind.Attested => "attested", _ => "verified" };
    }
}
