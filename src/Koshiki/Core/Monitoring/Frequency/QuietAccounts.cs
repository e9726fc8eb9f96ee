using Koshiki.Core.Accounts;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Monitoring.Frequency;

/// <summary>Raises one review for each spell of silence of an account: continue, suspend or retire. D5; guideline 2-7(4), 2-8(1).</summary>
internal sealed class QuietAccounts(CoreDb db, IOptions<MonitoringOptions> options, TimeProvider clock)
{
    public const string TaskKind = "quiet-account";

    /// <returns>How many reviews were added.</returns>
    public async Task<int> RaiseReviews(CancellationToken ct)
    {
        // Read
        var now = clock.GetUtcNow();
        var accounts = db.Accounts.Where(account => account.State == AccountState.Active);
        var quiet = (await FrequencyReader.Read(db, accounts, now, options.Value.QuietDays, ct)).Where(account => account.IsQuiet).ToList();
        var known = await db.Tasks.Where(task => task.Kind == TaskKind).Select(task => task.About).ToHashSetAsync(ct);

        // Decide
        var added = 0;
        foreach (var account in quiet.Where(account => known.Add(About(account))))
        {
            var how = account.LastPost is { } last ? $"最後の発信は{last.InWordsWithoutWeekday}" : "見守りを始めてから発信なし";
            var title = $"「{account.Name}」（{account.Key}）は発信が止まっています（{how}）。継続・休止・廃止のどれにするかを検討する";
            db.Tasks.Add(WorkTask.For(account.Office, person: null, TaskKind, About(account), title, $"/accounts/{account.Key}/reviews/judgements/new?cause=Quiet", MonitoringSchedule.OpenDayFrom(now.DayInJapan.AddDays(options.Value.ReviewDays)), now));
            added++;
        }

        // Write
        if (added > 0) await db.SaveChangesAsync(ct);
        return added;
    }

    /// <summary>One silence is one review: it begins with the last post.</summary>
    private static string About(AccountFrequency account) => $"{account.Key}/{(account.LastPost ?? account.Under)?.Iso}";
}
