using System.Globalization;
using Koshiki.Foundation;

namespace Koshiki.Core.Surveys;

/// <summary>When something is asked, offered or right, as an expression over earlier answers.</summary>
/// <remarks>
/// <c>Q1 = 1</c> · <c>Q2.line in (1, 2, 3)</c> · <c>Q5 != 4</c> · <c>Q23.line &lt;= Q23.respondents</c> · <c>answered(Q10)</c>, joined by <c>and</c>, <c>or</c>, <c>not</c> and parentheses.
/// Of a question with several choices, <c>=</c> and <c>in</c> hold when any choice made is among the values.
/// What was not answered, or is not asked, satisfies nothing but <c>not</c>.
/// </remarks>
public abstract record Condition
{
    private Condition() { }

    /// <summary>Always holds; the meaning of an empty text.</summary>
    public static Condition Always { get; } = new All([]);

    public sealed record All(IReadOnlyList<Condition> Parts) : Condition;

    public sealed record Any(IReadOnlyList<Condition> Parts) : Condition;

    public sealed record Not(Condition Part) : Condition;

    public sealed record OneOf(string Field, IReadOnlyList<string> Values) : Condition;

    public sealed record Answered(string Field) : Condition;

    /// <param name="Right">A field's name or a number.</param>
    public sealed record Compare(string Left, NumberRelation Relation, string Right) : Condition
    {
        /// <summary>The number on the right; null where a field stands there.</summary>
        public decimal? Number => ReadNumber(Right);
    }

    /// <summary>The answers it looks at, in the order in which they are named.</summary>
    public IReadOnlyList<string> Fields => [.. Named(this).Distinct(StringComparer.Ordinal)];

    /// <summary>The fields compared with fixed options, with those options.</summary>
    public IReadOnlyList<OneOf> Choices => [.. PartsOf(this).OfType<OneOf>()];

    public IReadOnlyList<Compare> Comparisons => [.. PartsOf(this).OfType<Compare>()];

    /// <returns>The condition, or <see cref="NotACondition"/> with the place.</returns>
    public static Result<Condition> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.IsNullOrWhiteSpace(text) ? Always : ConditionReader.Read(text);
    }

    /// <param name="answers">The values given to a field that is asked; null or empty where there are none.</param>
    public bool Holds(Func<string, IReadOnlyList<string>?> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return this switch
        {
            All all => all.Parts.All(part => part.Holds(answers)),
            Any any => any.Parts.Any(part => part.Holds(answers)),
            Not not => !not.Part.Holds(answers),
            OneOf one => answers(one.Field)?.Any(value => one.Values.Contains(value, StringComparer.Ordinal)) == true,
            Answered answered => answers(answered.Field) is { Count: > 0 },
            Compare compare => Holds(compare, answers),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    internal static decimal? ReadNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool Holds(Compare compare, Func<string, IReadOnlyList<string>?> answers)
    {
        if (NumberOf(compare.Left, answers) is not { } left || (compare.Number ?? NumberOf(compare.Right, answers)) is not { } right) return false;
        return compare.Relation switch
        {
            NumberRelation.Less => left < right,
            NumberRelation.LessOrEqual => left <= right,
            NumberRelation.More => left > right,
            NumberRelation.MoreOrEqual => left >= right,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static decimal? NumberOf(string field, Func<string, IReadOnlyList<string>?> answers) => answers(field) is [var one] ? ReadNumber(one) : null;

    private static IEnumerable<Condition> PartsOf(Condition condition) => condition switch
    {
        All all => all.Parts.SelectMany(PartsOf),
        Any any => any.Parts.SelectMany(PartsOf),
        Not not => PartsOf(not.Part),
        _ => [condition],
    };

    private static IEnumerable<string> Named(Condition condition) => PartsOf(condition).SelectMany(part => part switch
    {
        OneOf one => [one.Field],
        Answered answered => [answered.Field],
        Compare { Number: null } compare => [compare.Left, compare.Right],
        Compare compare => [compare.Left],
        _ => (IEnumerable<string>)[],
    });
}

public enum NumberRelation
{
    /// <summary>&lt;</summary>
    Less,

    /// <summary>&lt;=</summary>
    LessOrEqual,

    /// <summary>&gt;</summary>
    More,

    /// <summary>&gt;=</summary>
    MoreOrEqual,
}
