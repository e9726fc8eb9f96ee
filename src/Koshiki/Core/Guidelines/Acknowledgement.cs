using Koshiki.Core.Organizations;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Guidelines;

/// <summary>Somebody read the guideline in force, for himself or as the head of an office. 要領の確認. B2.</summary>
/// <remarks>Only ever added. Who is asked, and since when, is not stored: <see cref="AskingRule"/> tells it from the days on which things happened.</remarks>
public sealed class Acknowledgement
{
    private Acknowledgement() { }

    public required Guid Id { get; init; }

    /// <summary>The version that was in force and was read.</summary>
    public required GuidelineVersionId Version { get; init; }

    /// <summary>The office whose head read it for the office; null where a person read it for himself.</summary>
    public OfficeId? Office { get; init; }

    public required PersonId Person { get; init; }

    public required string PersonName { get; init; }

    public required DateOnly Day { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <param name="office">Null for the person himself.</param>
    public static Acknowledgement Of(GuidelineVersionId version, OfficeId? office, PersonId person, string name, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Version = version, Office = office, Person = person, PersonName = name, Day = now.DayInJapan, At = now };
}

/// <summary>How many people of an office know the rules for their own accounts. Numbers only: private accounts are never collected. 私的利用の周知. B5; guideline 1-4(2), 3.</summary>
public sealed class PrivateUseCount
{
    public const int MostStaff = 10_000;

    public required OfficeId Office { get; init; }

    /// <summary>Counted once a fiscal year; a later count of the year replaces the earlier one, and the log keeps both.</summary>
    public required int FiscalYear { get; init; }

    /// <summary>All who work there, temporary and dispatched people included.</summary>
    public int Staff { get; set; }

    /// <summary>Those among them who said that they know the rules.</summary>
    public int Told { get; set; }

    public DateOnly CountedOn { get; set; }

    public string ByName { get; set; } = "";
}
