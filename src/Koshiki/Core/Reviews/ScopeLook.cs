using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;

namespace Koshiki.Core.Reviews;

/// <summary>The office head's look at what went out within an approved scope. 事前承認の範囲の点検. D8; G2-7(3)ウ.</summary>
public sealed class ScopeLook
{
    public required Guid Id { get; init; }

    public required PostingScopeId Scope { get; init; }

    public required OfficeId Office { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day that was looked at.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>How many posts went out in these days under the scope, as the records said at that time.</summary>
    public required int Posts { get; init; }

    /// <summary>The posts to which the head has something to say.</summary>
    public required Guid[] Remarked { get; init; }

    public required ScopeFinding Finding { get; init; }

    public required string Remarks { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>From when to when the next look goes, and by when it is due.</summary>
    /// <param name="scope">A version in force.</param>
    /// <param name="last">The last day already looked at; null for none.</param>
    public static (DateOnly From, DateOnly DueOn) Next(PostingScope scope, DateOnly? last, int everyMonths)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var from = last?.AddDays(1) ?? scope.ValidFrom;
        return (from, (last ?? scope.ValidFrom).AddMonths(everyMonths));
    }
}

public enum ScopeFinding
{
    /// <summary>問題なし</summary>
    Fine,

    /// <summary>改善を求める</summary>
    MustImprove,

    /// <summary>範囲を見直す</summary>
    ScopeMustChange,
}

public static class ScopeFindingWords
{
    extension(ScopeFinding finding)
    {
        public string Word => finding switch { ScopeFinding.Fine => "問題なし", ScopeFinding.MustImprove => "改善を求める", _ => "範囲を見直す" };
    }
}
