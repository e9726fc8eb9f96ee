namespace Koshiki.Core.Audits;

/// <summary>How heavy a finding is, in the government's own words: whether measures are owed, by when, whether it is published. 指摘の区分. J4.</summary>
public sealed class FindingGrade
{
    /// <summary>Stays the same over the years.</summary>
    public required string Key { get; init; }

    public string Word { get; set; } = "";

    /// <summary>The heaviest first.</summary>
    public int Order { get; set; }

    /// <summary>Days from the report until the office says what it did; null where nothing is owed.</summary>
    public int? MeasureDays { get; set; }

    /// <summary>Printed in the published edition, with its measure.</summary>
    public bool IsPublished { get; set; }

    /// <summary>When it is used.</summary>
    public string Use { get; set; } = "";

    /// <summary>No longer given to new findings.</summary>
    public bool IsRetired { get; set; }

    public uint Version { get; init; }

    /// <summary>Those with which an installation begins; the audit office changes them as data.</summary>
    public static IReadOnlyList<FindingGrade> Usual =>
    [
        new() { Key = "measures", Word = "措置を求めるもの", Order = 1, MeasureDays = 60, IsPublished = true, Use = "法令や要領に反し、是正の措置が要るもの。" },
        new() { Key = "opinion", Word = "意見", Order = 2, MeasureDays = 90, IsPublished = true, Use = "違反ではないが、改善を検討すべきもの。" },
        new() { Key = "oral", Word = "口頭指摘", Order = 3, MeasureDays = null, IsPublished = true, Use = "軽い誤りで、講評で是正を求めるもの。措置の報告は求めず、概要を公表する。" },
        new() { Key = "minor", Word = "軽微な事項", Order = 4, MeasureDays = null, IsPublished = false, Use = "その場で指導して直ったもの。" },
    ];
}
