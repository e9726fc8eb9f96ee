using Koshiki.Foundation;

namespace Koshiki.Core.Organizations;

/// <summary>An office through all its names, places and reorganisations. 所属・機関. A1.</summary>
/// <remarks>What it was on a day stands in the period of that day; records of other areas keep the id and the day.</remarks>
public sealed class Office
{
    private readonly List<OfficePeriod> periods = [];

    private Office() { }

    public required OfficeId Id { get; init; }

    /// <summary>The government's own code for it, such as <c>01001</c>: letters, digits, hyphen; leading zeros count. 所属コード.</summary>
    public required string Code { get; set; }

    /// <summary>Without gaps, in the order of their days; only the last one may be open.</summary>
    public IReadOnlyList<OfficePeriod> Periods => [.. periods.OrderBy(period => period.From)];

    public uint Version { get; init; }

    /// <summary>A new office from a day on. 設置.</summary>
    public static Office Open(string code, OfficeFacts facts, DateOnly from)
    {
        var office = new Office { Id = OfficeId.New(), Code = code };
        office.periods.Add(OfficePeriod.Of(office.Id, facts, from));
        return office;
    }

    /// <summary>What the office was on this day; null before it was opened and after it was closed.</summary>
    public OfficePeriod? On(DateOnly day) => periods.Find(period => period.Holds(day));

    /// <summary>What it was called on this day; before its opening its first name, after its closing its last.</summary>
    public string NameOn(DateOnly day) => (On(day) ?? (day < Periods[0].From ? Periods[0] : Periods[^1])).Name;

    /// <summary>The last day of a closed office; null while it goes on.</summary>
    public DateOnly? LastDay => Periods[^1].Last;

    /// <summary>Renames or moves the office from a day on; the days before keep what they had. On the first day of the last period it corrects that period.</summary>
    /// <returns><see cref="OfficeIsClosed"/>, <see cref="NotBeforeLastChange"/> or <see cref="NothingToChange"/>.</returns>
    public Result<Done> Change(OfficeFacts facts, DateOnly from)
    {
        var last = Periods[^1];
        if (last.Last is { } closed) return new OfficeIsClosed(closed);
        if (from < last.From) return new NotBeforeLastChange(last.From);
        if (last.Facts == facts) return new NothingToChange();

        if (from == last.From)
        {
            last.Correct(facts);
            return new Done();
        }

        last.End(from.AddDays(-1));
        periods.Add(OfficePeriod.Of(Id, facts, from));
        return new Done();
    }

    /// <summary>Ends the office after its last day. 廃止.</summary>
    /// <returns><see cref="OfficeIsClosed"/> or <see cref="NotBeforeLastChange"/>.</returns>
    public Result<Done> Close(DateOnly lastDay)
    {
        var last = Periods[^1];
        if (last.Last is { } closed) return new OfficeIsClosed(closed);
        if (lastDay < last.From) return new NotBeforeLastChange(last.From);

        last.End(lastDay);
        return new Done();
    }
}

/// <summary>Name and place of an office for a time.</summary>
/// <param name="Name">The full official name.</param>
/// <param name="Division">The part of the government, such as 知事部局 or 教育委員会. 区分.</param>
/// <param name="Department">The department, such as 総務部. 部局.</param>
/// <param name="Parent">The office to which it belongs or which answers for it (所管課 of a facility); null for none.</param>
public sealed record OfficeFacts(string Name, string Division, string Department, OfficeKind Kind, OfficeFunction Function = OfficeFunction.None, OfficeId? Parent = null);

/// <summary>The days for which an office had one name and one place.</summary>
public sealed class OfficePeriod
{
    private OfficePeriod() { }

    public required Guid Id { get; init; }

    public required OfficeId Office { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day, included; null while it goes on.</summary>
    public DateOnly? Last { get; private set; }

    public required string Name { get; set; }

    public required string Division { get; set; }

    public required string Department { get; set; }

    public required OfficeKind Kind { get; set; }

    public required OfficeFunction Function { get; set; }

    public OfficeId? Parent { get; set; }

    public OfficeFacts Facts => new(Name, Division, Department, Kind, Function, Parent);

    public bool Holds(DateOnly day) => From <= day && (Last is not { } last || day <= last);

    internal static OfficePeriod Of(OfficeId office, OfficeFacts facts, DateOnly from) => new()
    {
        Id = Guid.CreateVersion7(),
        Office = office,
        From = from,
        Name = facts.Name,
        Division = facts.Division,
        Department = facts.Department,
        Kind = facts.Kind,
        Function = facts.Function,
        Parent = facts.Parent,
    };

    internal void End(DateOnly last) => Last = last;

    internal void Correct(OfficeFacts facts) =>
        (Name, Division, Department, Kind, Function, Parent) = (facts.Name, facts.Division, facts.Department, facts.Kind, facts.Function, facts.Parent);
}

/// <summary>Where the work of a closed office went: one row for each successor. Merging has many predecessors, splitting many successors. 統合・分割.</summary>
public sealed class OfficeSuccession
{
    public required OfficeId Predecessor { get; init; }

    public required OfficeId Successor { get; init; }

    /// <summary>The successor's first day of it.</summary>
    public required DateOnly From { get; init; }
}
