using Koshiki.Core.Accounts;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Monitoring.Findings;

/// <summary>Raises findings with the task that belongs to each, and closes both together. What is raised is stored with the caller's save.</summary>
public sealed class FindingDesk(CoreDb db, IOptions<MonitoringOptions> options)
{
    /// <summary>The kind of the office's tasks.</summary>
    public const string TaskKind = "monitoring-finding";

    /// <summary>The program's name where it is the one who found or closed something.</summary>
    public const string Program = "Koshiki";

    /// <summary>Raises it, unless the same thing stands open or was judged not to matter.</summary>
    /// <returns>The finding; null where there was nothing new.</returns>
    public async Task<Finding?> Raise(Account account, FindingKind kind, string about, string what, string? url, string by, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        var finding = Finding.Raise(account, kind, about, what, url, by, now);
        if (await db.Findings.AnyAsync(f => f.Account == account.Id && f.Kind == kind && f.About == finding.About && f.State != FindingState.Done, ct)) return null;
        // A post is one post: once it has been dealt with, it is not found again.
        if (kind is FindingKind.ForeignPost && await db.Findings.AnyAsync(f => f.Account == account.Id && f.Kind == kind && f.About == finding.About, ct)) return null;

        db.Findings.Add(finding);
        var title = $"「{account.Name}」（{account.Key}）の気づきに対応する：{kind.Word}";
        db.Tasks.Add(WorkTask.For(account.Office, person: null, TaskKind, finding.Id.Value.ToString(), title, $"/monitoring/findings/{finding.Id.Value}", DueOn(kind, now.DayInJapan), now));
        return finding;
    }

    /// <summary>Closes all open findings of a kind, because the program sees that all is in order again.</summary>
    public async Task CloseAll(AccountId account, FindingKind kind, string how, DateTimeOffset now, CancellationToken ct)
    {
        var open = await db.Findings.Include(f => f.Events).Where(f => f.Account == account && f.Kind == kind && (f.State == FindingState.Open || f.State == FindingState.InHand)).ToListAsync(ct);
        foreach (var finding in open)
        {
            finding.Move(FindingState.Done, Program, how, now);
            await CloseTask(finding, default, how, now, ct);
        }
    }

    /// <summary>The task is done when its finding is.</summary>
    public async Task CloseTask(Finding finding, Organizations.PersonId by, string? how, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var about = finding.Id.Value.ToString();
        var task = await db.Tasks.SingleOrDefaultAsync(t => t.Kind == TaskKind && t.About == about && t.State == TaskState.Open, ct);
        task?.Close(by, finding.State is FindingState.NotNeeded ? TaskState.NotNeeded : TaskState.Done, how, now);
    }

    /// <summary>What may be a hijacked account is looked into on the next working day.</summary>
    private DateOnly DueOn(FindingKind kind, DateOnly today) => kind is FindingKind.ForeignPost or FindingKind.ProfileName or FindingKind.ProfileHandle or FindingKind.Token
        ? MonitoringSchedule.NextOpenDay(today)
        : MonitoringSchedule.OpenDayFrom(today.AddDays(options.Value.FindingDays));
}
