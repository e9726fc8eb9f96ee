using Koshiki.Core.Accounts;
using Koshiki.Core.Monitoring;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Fieldwork;

/// <summary>How often the office looks after its accounts, as planned on that day. 表14; guideline 2-7(3)ア.</summary>
internal sealed class MonitoringFact : IAccountFact
{
    public string Attribute => "monitoring";

    public IReadOnlyList<string> Values { get; } = ["none", "irregular", "monthly", "weekly", "daily"];

    public async Task<IReadOnlyDictionary<AccountId, string>> Read(CoreDb db, IReadOnlyList<FieldworkAccount> accounts, DateOnly asOf, CancellationToken ct)
    {
        var planned = await WatchesOn(db, asOf).ToDictionaryAsync(period => period.Account, period => period.Interval, ct);
        return planned.ToDictionary(one => one.Key, one => one.Value.FileWord);
    }

    /// <summary>For each account the period that holds on the day.</summary>
    internal static IQueryable<WatchPeriod> WatchesOn(CoreDb db, DateOnly asOf) => db.WatchPeriods.AsNoTracking()
        .Where(period => period.From <= asOf && !db.Set<WatchPeriod>().Any(later => later.Account == period.Account && later.From > period.From && later.From <= asOf));
}

/// <summary>How often the office says that it posts. 表11.</summary>
internal sealed class PostingFrequencyFact : IAccountFact
{
    public string Attribute => "posting_frequency";

    public IReadOnlyList<string> Values { get; } = ["none", "irregular", "monthly", "weekly", "daily", "twice-daily"];

    public async Task<IReadOnlyDictionary<AccountId, string>> Read(CoreDb db, IReadOnlyList<FieldworkAccount> accounts, DateOnly asOf, CancellationToken ct)
    {
        var planned = await MonitoringFact.WatchesOn(db, asOf).Where(period => period.Reported != null).ToDictionaryAsync(period => period.Account, period => period.Reported!.Value, ct);
        return planned.ToDictionary(one => one.Key, one => one.Value.FileWord);
    }
}
