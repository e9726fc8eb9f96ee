using Koshiki.Core.Organizations;
using Koshiki.Foundation.Outbox;

namespace Koshiki.Core.Work;

/// <summary>When somebody leaves an office, the office gets the task to hand his accounts over: administrator, password, rights on the platforms. Guideline 2-3(4)ア. A2.</summary>
internal sealed class HandOverOnTransfer(CoreDb db, TimeProvider clock) : IFactListener<PostingEnded>
{
    /// <summary>So many days after the last day of the posting the hand-over must be done.</summary>
    public const int Days = 14;

    public async Task Hear(PostingEnded fact, Guid message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var title = $"{fact.PersonName}さんの異動に伴う引継ぎ（アカウントの管理者の変更、パスワードの変更、媒体側の権限の取消し）";
        var task = WorkTask.For(new OfficeId(fact.Office), person: null, "hand-over-on-transfer", fact.Posting.ToString(), title, "/accounts", fact.Last.AddDays(Days), clock.GetUtcNow());
        if (await db.AddTaskOnce(task, ct)) await db.SaveChangesAsync(ct);
    }
}
