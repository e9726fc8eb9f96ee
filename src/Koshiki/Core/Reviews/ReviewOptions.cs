using System.ComponentModel.DataAnnotations;

namespace Koshiki.Core.Reviews;

/// <summary>The settings of reviews, <c>Koshiki__Reviews__*</c>; checked at start. The guideline leaves the lengths to each government; the values here are this project's.</summary>
public sealed class ReviewOptions
{
    public const string Section = "Koshiki:Reviews";

    /// <summary>How many days after the end of a period its review must be confirmed. 1 to 183; 61 by default, the end of May for a fiscal year.</summary>
    [Range(1, 183)]
    public int ReviewWithinDays { get; set; } = 61;

    /// <summary>For how many days at least a retirement is announced before the account is deleted. 1 to 365; 30 by default. G2-8(2)イ.</summary>
    [Range(1, 365)]
    public int NoticeDays { get; set; } = 30;

    /// <summary>For how many days after the deletion the site still says that the account has ended. 0 to 3,650; 180 by default.</summary>
    [Range(0, 3650)]
    public int SiteNoticeDays { get; set; } = 180;

    /// <summary>For how many months the name of a deleted account is watched. 0 to 60; 12 by default.</summary>
    [Range(0, 60)]
    public int WatchMonths { get; set; } = 12;

    /// <summary>How many months lie between two looks at a retired name. 1 to 12; 3 by default.</summary>
    [Range(1, 12)]
    public int LookEveryMonths { get; set; } = 3;

    /// <summary>How often the office head looks at what went out within an approved scope. 1 to 12 months; 3 by default. G2-7(3)ウ.</summary>
    [Range(1, 12)]
    public int ScopeLookMonths { get; set; } = 3;
}
