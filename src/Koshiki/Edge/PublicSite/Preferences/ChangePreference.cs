using Koshiki.Edge.Segments;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>A resident's act of choosing, also that of going back to what held before.</summary>
internal sealed record ChangePreference(Visit Visit, Preference Wanted);

/// <summary>What came of it.</summary>
/// <param name="Visit">As it goes on: with what held before, and without the link.</param>
/// <param name="Applied">False while the register does not show it yet; it will.</param>
internal sealed record PreferenceChanged(Visit Visit, bool Applied);

internal sealed class ChangePreferenceHandler(EdgeDb db, Residents residents, Tickets tickets, TimeProvider clock)
{
    /// <returns>What changed, <see cref="VisitIsOver"/> or <see cref="LinkAlreadyUsed"/>.</returns>
    public async Task<Result<PreferenceChanged>> Handle(ChangePreference command, CancellationToken ct)
    {
        // Read
        var (visit, wanted) = (command.Visit, command.Wanted);
        if (await residents.Read(visit.Account, visit.Ordinal, ct) is not { } friend) return new VisitIsOver();

        // Decide
        var at = Moment.Of(clock);
        var before = Preference.Of(friend);

        // Write: the link is used up with the choice, or neither is
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            if (visit.Link is { } link && !await tickets.Use(link, ct)) return new LinkAlreadyUsed();
            await residents.Tell(visit.Account, new FriendChange.Chose(visit.Ordinal, null, at, wanted.Choices, wanted.EmergencyOnly, wanted.Edition), ct);
            await transaction.CommitAsync(ct);
        }

        var applied = await Residents.Applied(async () => await residents.Read(visit.Account, visit.Ordinal, ct) is { } now && Preference.Of(now) == wanted, ct);
        return new PreferenceChanged(visit with { Link = null, Before = before, Wanted = wanted }, applied);
    }
}

/// <summary>A resident's wish to be forgotten. 登録の削除.</summary>
internal sealed record ForgetResident(Visit Visit);

internal sealed class ForgetResidentHandler(EdgeDb db, Residents residents, Tickets tickets, TimeProvider clock)
{
    /// <returns>Done, or <see cref="LinkAlreadyUsed"/>. Who is forgotten already is done too.</returns>
    public async Task<Result<Done>> Handle(ForgetResident command, CancellationToken ct)
    {
        // Read
        var visit = command.Visit;
        if (await residents.Read(visit.Account, visit.Ordinal, ct) is null) return default(Done);

        // Decide
        var erase = new FriendChange.Erase(visit.Ordinal, Moment.Of(clock));

        // Write
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            if (visit.Link is { } link && !await tickets.Use(link, ct)) return new LinkAlreadyUsed();
            await residents.Tell(visit.Account, erase, ct);
            await transaction.CommitAsync(ct);
        }

        await Residents.Applied(async () => await residents.Read(visit.Account, visit.Ordinal, ct) is null, ct);
        return default(Done);
    }
}

/// <summary>The time as LINE's events carry it, so that choices and events are put in order alike.</summary>
internal static class Moment
{
    /// <summary>Now, in whole milliseconds.</summary>
    public static DateTimeOffset Of(TimeProvider clock) => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
