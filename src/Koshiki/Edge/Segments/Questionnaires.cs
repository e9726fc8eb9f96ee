using Koshiki.Exchange;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Segments;

/// <summary>What residents are asked now. 受信設定の質問.</summary>
internal static class Questionnaires
{
    /// <summary>The current edition of an account; null while core has published none.</summary>
    public static async Task<Questionnaire?> Current(EdgeDb db, string account, CancellationToken ct) =>
        await db.Questionnaires.AsNoTracking().Where(q => q.AccountKey == account).OrderByDescending(q => q.Edition).Select(q => q.Body).FirstOrDefaultAsync(ct) is { } body
            ? MessageJson.FromBytes<Questionnaire>(body)
            : null;
}

/// <summary>Stores the edition that a <see cref="PublishQuestionnaire"/> brings, and opens the account's register. An edition that is not higher than the stored one changes nothing.</summary>
internal sealed class QuestionnaireOrders : IOrderListener
{
    public bool Takes(Order order) => order is PublishQuestionnaire;

    public async Task Handle(Order order, Guid orderId, EdgeDb db, CancellationToken ct)
    {
        var asked = ((PublishQuestionnaire)order).Questionnaire;
        // The register's row makes two orders at once wait for each other.
        await db.Database.ExecuteSqlAsync($"""
            insert into edge_segments.friend_register (account_key, change_number, last_ordinal) values ({asked.AccountKey}, 0, -1) on conflict (account_key) do nothing
            """, ct);
        await db.Database.ExecuteSqlAsync($"select 1 from edge_segments.friend_register where account_key = {asked.AccountKey} for update", ct);
        var stored = await db.Database.ExecuteSqlAsync($"""
            insert into edge_segments.questionnaire (account_key, edition, body, published_at)
            select {asked.AccountKey}, {asked.Edition}, {MessageJson.ToBytes(asked)}, clock_timestamp()
            where not exists (select 1 from edge_segments.questionnaire where account_key = {asked.AccountKey} and edition >= {asked.Edition})
            """, ct);
        if (stored > 0) await db.Database.ExecuteSqlAsync($"select pg_notify({SegmentIndexKeeper.Bell}, '')", ct);
    }
}
