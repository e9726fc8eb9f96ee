namespace Koshiki.Foundation.Japanese;

/// <summary>A fiscal year of a local government: 1 April to 31 March, named by the year in which it begins. 会計年度.</summary>
/// <param name="Year">The calendar year of its first day: 2025 for 令和7年度.</param>
/// <remarks>Source: 地方自治法 第208条第1項.</remarks>
public readonly record struct FiscalYear(int Year) : IComparable<FiscalYear>
{
    public DateOnly FirstDay => new(Year, 4, 1);

    public DateOnly LastDay => new(Year + 1, 3, 31);

    public FiscalYear Next => new(Year + 1);

    public FiscalYear Previous => new(Year - 1);

    /// <summary>Its name: 「令和7年度」.</summary>
    /// <remarks>
    /// A year in which the era changes before its 31 December has the new era's name throughout: 2019 is 令和元年度
    /// (関係省庁連絡会議申合せ「改元に伴う元号による年表示の取扱いについて」), while 1988, whose change came in January, stays 昭和63年度.
    /// </remarks>
    public string Name => JapaneseEra.Of(new DateOnly(Year, 12, 31)).YearInWords(Year) + "度";

    public bool Contains(DateOnly day) => day >= FirstDay && day <= LastDay;

    public int CompareTo(FiscalYear other) => Year.CompareTo(other.Year);

    public static bool operator <(FiscalYear left, FiscalYear right) => left.Year < right.Year;

    public static bool operator >(FiscalYear left, FiscalYear right) => left.Year > right.Year;

    public static bool operator <=(FiscalYear left, FiscalYear right) => left.Year <= right.Year;

    public static bool operator >=(FiscalYear left, FiscalYear right) => left.Year >= right.Year;

    public override string ToString() => Name;
}
