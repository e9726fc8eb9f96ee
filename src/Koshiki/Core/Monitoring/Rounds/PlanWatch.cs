using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Rounds;

/// <summary>Says how often an account is looked after, how often the office posts there, and what its profile ought to say.</summary>
public sealed record PlanWatch(string Key, MonitoringInterval? Interval, PostingFrequency? Reported, string? ProfileText);

public sealed class PlanWatchHandler(CoreDb db, TimeProvider clock)
{
    private const int LongestProfile = 2_000;

    /// <returns>The watch, or <see cref="AccountNotFound"/>, <see cref="NotLookedAfter"/>, or what is missing in the form.</returns>
    public async Task<Result<Watch>> Handle(PlanWatch command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        // Read
        var account = await db.Accounts.AsNoTracking().Reached(me, Act.PlanMonitoring).SingleOrDefaultAsync(account => account.Key == command.Key, ct);
        if (account is null) return new AccountNotFound(command.Key);
        var watch = await db.Watches.Include(watch => watch.Periods).SingleOrDefaultAsync(watch => watch.Account == account.Id, ct);

        // Decide
        if (!MonitoringQueries.LookedAfter.Contains(account.State)) return new NotLookedAfter(account.State.Word);
        if (command.Interval is not { } interval) return new NotAcceptable([new Fault("interval", "点検の間隔を選んでください。")]);
        if (command.ProfileText is { Length: > LongestProfile }) return new NotAcceptable([new Fault("profile", $"紹介文は{LongestProfile:N0}文字までにしてください。")]);
        if (watch is null) db.Watches.Add(watch = Watch.Begin(account.Id, account.Key));
        if (watch.Interval != interval || watch.Reported != command.Reported) watch.Plan(interval, command.Reported, clock.GetUtcNow().DayInJapan);
        watch.RegisterProfile(command.ProfileText is { } text ? InputText.Prose(text) : null);

        // Write
        await db.SaveChangesAsync(ct);
        return watch;
    }
}
