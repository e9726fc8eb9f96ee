using Koshiki.Foundation;

namespace Koshiki.Core.Guidelines;

/// <summary>All clauses of a guideline in their order, with the numbers that follow from their places. 条項の木.</summary>
/// <remarks>Numbers are never stored: 第1 ＞ 1 ＞ (1) ＞ ア ＞ (ア). Moving a clause numbers the rest anew, and its key stays.</remarks>
public sealed record ClauseTree(IReadOnlyList<Clause> Chapters)
{
    /// <summary>第, number, bracket, kana, bracketed kana: what the source document uses.</summary>
    public const int Levels = 5;

    private const string Kana = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";

    public static ClauseTree Empty { get; } = new([]);

    /// <summary>Every clause from the first to the last, as one reads.</summary>
    public IReadOnlyList<PlacedClause> All { get; } = [.. Walk(Chapters, [])];

    /// <summary>All automatic controls with the clause that names each.</summary>
    public IEnumerable<(ClauseControl Control, PlacedClause Clause)> Controls => All.SelectMany(placed => placed.Clause.Controls.Select(control => (control, placed)));

    public PlacedClause? Find(string key) => All.FirstOrDefault(placed => placed.Clause.Key == key);

    /// <summary>Two trees are equal when all their clauses are.</summary>
    public bool Equals(ClauseTree? other) =>
        other is not null && All.Count == other.All.Count && All.Zip(other.All).All(pair => pair.First.Path.SequenceEqual(pair.Second.Path) && pair.First.Clause.Key == pair.Second.Clause.Key && pair.First.Clause.SaysTheSame(pair.Second.Clause));

    public override int GetHashCode() => All.Count;

    /// <summary>Puts a new clause behind the last one below <paramref name="parent"/>, or at the end of the chapters.</summary>
    /// <returns><see cref="ClauseNotFound"/>, <see cref="ClauseTooDeep"/>, <see cref="ClauseKeyTaken"/>.</returns>
    public Result<ClauseTree> Add(Clause clause, string? parent)
    {
        ArgumentNullException.ThrowIfNull(clause);
        if (Find(clause.Key) is not null) return new ClauseKeyTaken(clause.Key);
        if (parent is null) return new ClauseTree([.. Chapters, clause]);
        if (Find(parent) is not { } above) return new ClauseNotFound();
        if (above.Path.Count >= Levels) return new ClauseTooDeep();
        return Replace(parent, found => [found with { Clauses = [.. found.Clauses, clause] }]);
    }

    /// <summary>Gives a clause another heading, text, source, parameters or controls; what stands below it stays.</summary>
    /// <returns><see cref="ClauseNotFound"/>.</returns>
    public Result<ClauseTree> Change(Clause clause)
    {
        ArgumentNullException.ThrowIfNull(clause);
        return Find(clause.Key) is null ? new ClauseNotFound() : Replace(clause.Key, found => [clause with { Clauses = found.Clauses }]);
    }

    /// <summary>Takes a clause out, with all that stands below it.</summary>
    /// <returns><see cref="ClauseNotFound"/>.</returns>
    public Result<ClauseTree> Remove(string key) => Find(key) is null ? new ClauseNotFound() : Replace(key, _ => []);

    /// <summary>Moves a clause among its siblings, or one level up or down. 上へ・下へ・一段上げる・一段下げる.</summary>
    /// <returns><see cref="ClauseNotFound"/>, <see cref="CannotMoveThere"/>, <see cref="ClauseTooDeep"/>.</returns>
    public Result<ClauseTree> Move(string key, ClauseMove move)
    {
        if (Find(key) is not { } placed) return new ClauseNotFound();
        var siblings = placed.Parent is { } above ? Find(above)!.Clause.Clauses : Chapters;
        var at = placed.Path[^1] - 1;
        switch (move)
        {
            case ClauseMove.Up when at > 0: return Siblings(placed.Parent, Swapped(siblings, at - 1));
            case ClauseMove.Down when at < siblings.Count - 1: return Siblings(placed.Parent, Swapped(siblings, at));
            case ClauseMove.Out when placed.Parent is { } parent:
                return Remove(key).Then<ClauseTree>(tree => tree.Replace(parent, found => [found, placed.Clause]));
            case ClauseMove.In when at > 0:
                if (placed.Path.Count + Depth(placed.Clause) > Levels) return new ClauseTooDeep();
                return Remove(key).Then<ClauseTree>(tree => tree.Replace(siblings[at - 1].Key, found => [found with { Clauses = [.. found.Clauses, placed.Clause] }]));
            default: return new CannotMoveThere();
        }
    }

    private static int Depth(Clause clause) => 1 + clause.Clauses.Select(Depth).DefaultIfEmpty().Max();

    private static IReadOnlyList<Clause> Swapped(IReadOnlyList<Clause> clauses, int first) =>
        [.. clauses.Take(first), clauses[first + 1], clauses[first], .. clauses.Skip(first + 2)];

    private ClauseTree Siblings(string? parent, IReadOnlyList<Clause> clauses) =>
        parent is null ? new ClauseTree(clauses) : Replace(parent, found => [found with { Clauses = clauses }]);

    private ClauseTree Replace(string key, Func<Clause, IReadOnlyList<Clause>> by) => new(Replaced(Chapters, key, by));

    private static IReadOnlyList<Clause> Replaced(IReadOnlyList<Clause> clauses, string key, Func<Clause, IReadOnlyList<Clause>> by) =>
        [.. clauses.SelectMany(clause => clause.Key == key ? by(clause) : [clause with { Clauses = Replaced(clause.Clauses, key, by) }])];

    private static IEnumerable<PlacedClause> Walk(IReadOnlyList<Clause> clauses, IReadOnlyList<int> above, string? parent = null)
    {
        for (var at = 0; at < clauses.Count; at++)
        {
            IReadOnlyList<int> path = [.. above, at + 1];
            yield return new PlacedClause(clauses[at], path, parent);
            foreach (var below in Walk(clauses[at].Clauses, path, clauses[at].Key)) yield return below;
        }
    }

    /// <summary>The number of one level: 第1, 1, (1), ア, (ア).</summary>
    internal static string Mark(int level, int number) => level switch
    {
        1 => $"第{number}",
        2 => $"{number}",
        3 => $"({number})",
        4 => KanaOf(number),
        _ => $"({KanaOf(number)})",
    };

    private static string KanaOf(int number) => number <= Kana.Length ? Kana[number - 1].ToString() : $"{number}";
}

/// <summary>A clause in its place.</summary>
/// <param name="Path">1-based places from the chapter down.</param>
/// <param name="Parent">The key of the clause above; null for a chapter.</param>
public sealed record PlacedClause(Clause Clause, IReadOnlyList<int> Path, string? Parent)
{
    public int Level => Path.Count;

    /// <summary>Its own mark: (1), ア.</summary>
    public string Mark => ClauseTree.Mark(Level, Path[^1]);

    /// <summary>As it is cited: 第2の7(1)ア.</summary>
    public string Number => string.Concat(Path.Select((number, at) => at == 1 ? "の" + ClauseTree.Mark(2, number) : ClauseTree.Mark(at + 1, number)));

    /// <summary>Number and heading, or number and the beginning of the text.</summary>
    public string Name => $"{Number}　{(Clause.Heading.Length > 0 ? Clause.Heading : Shortened(Clause.TextInForce))}";

    private static string Shortened(string text) => text.Length <= 30 ? text : text[..30] + "…";
}

public enum ClauseMove
{
    /// <summary>上へ</summary>
    Up,

    /// <summary>下へ</summary>
    Down,

    /// <summary>一段上げる</summary>
    Out,

    /// <summary>一段下げる: below the clause before it.</summary>
    In,
}
