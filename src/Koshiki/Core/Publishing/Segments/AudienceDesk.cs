using Koshiki.Core.Accounts;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>One LINE channel's audience with all that is known of it now.</summary>
/// <param name="Rule">As it would go out; null is everyone.</param>
/// <param name="Count">How many people now; null for everyone.</param>
/// <param name="Overview">The account's friends; null while they cannot be counted.</param>
/// <param name="Messages">How many messages of the last 30 days went to people of it, at most.</param>
public sealed record AudienceView(
    string AccountKey, string AccountName, SegmentRule? Rule, IReadOnlyList<Question> Questions, SegmentCount? Count, SegmentOverview? Overview, LineCost Cost, int Messages, IReadOnlyList<AudienceFinding> Findings)
{
    public string Words => SegmentWords.InWords(Rule, Questions);

    /// <summary>How many people it is for; for everyone as many friends as the account has. Null where they cannot be counted.</summary>
    public long? People => Rule is null ? Overview?.Friends : Rule.IsNobody ? 0 : (Count as SegmentCount.Counted)?.Friends;

    /// <summary>「見込み3,120人」, or why there is no number.</summary>
    public string PeopleInWords => (Rule, Count) switch
    {
        (null, _) => Overview is null ? "人数は、今は分かりません。" : $"見込み 約{SegmentWords.People(Overview.Friends)}",
        ({ IsNobody: true }, _) => "見込み0人（だれにも届きません）",
        (_, SegmentCount.Counted counted) => $"見込み{SegmentWords.People(counted.Friends)}{(counted.Friends == 0 ? "（だれにも届きません）" : "")}",
        (_, SegmentCount.NotOffered) => "今は使われていない区分があります。",
        _ => "人数を、今は数えられません。",
    };
}

/// <summary>Asks core's own tables and edge's counts about audiences.</summary>
public sealed class AudienceDesk(CoreDb db, ISegmentCounts counts, TimeProvider clock, IOptions<PublishingOptions> options)
{
    /// <summary>The questions as they are asked now; of an account that never published, those it will begin with.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Question>>> QuestionsOf(IReadOnlyCollection<string> accountKeys, CancellationToken ct)
    {
        var published = await db.Questionnaires.AsNoTracking().Where(q => accountKeys.Contains(q.AccountKey) && q.PublishedAt != null).OrderBy(q => q.Number).ToListAsync(ct);
        var newest = published.GroupBy(q => q.AccountKey).ToDictionary(q => q.Key, q => q.Last().Questions);
        return accountKeys.Distinct().ToDictionary(key => key, key => newest.GetValueOrDefault(key) ?? BuiltInQuestionnaire.Questions);
    }

    /// <summary>The audience of each LINE channel of a content.</summary>
    public async Task<IReadOnlyDictionary<string, AudienceView>> Of(PostContent content, CancellationToken ct) =>
        await Of(content.Channels.Where(c => c.Account.Platform is Platform.Line).Select(c => (c.Account, c.Segment)).ToList(), content.Purpose, ct);

    /// <param name="chosen">LINE accounts, each with its rule; null is everyone.</param>
    public async Task<IReadOnlyDictionary<string, AudienceView>> Of(IReadOnlyList<(Account Account, SegmentRule? Rule)> chosen, Purpose purpose, CancellationToken ct)
    {
        if (chosen.Count == 0) return new Dictionary<string, AudienceView>();
        var now = clock.GetUtcNow();
        var keys = chosen.Select(c => c.Account.Key).ToList();
        var questions = await QuestionsOf(keys, ct);
        var quotas = await db.LineQuotas.AsNoTracking().Where(q => keys.Contains(q.AccountKey)).ToDictionaryAsync(q => q.AccountKey, ct);
        var earlier = (await db.ChannelDeliveries.AsNoTracking()
            .Where(d => keys.Contains(d.AccountKey) && d.State == DeliveryState.Sent && d.Kind != AuthorizationKind.Test && d.At > now - AudienceChecks.OveruseSpan)
            .Select(d => new { d.AccountKey, d.Segment, d.At }).ToListAsync(ct)).ToLookup(d => d.AccountKey, d => new EarlierDelivery(d.Segment, d.At));

        var views = new Dictionary<string, AudienceView>();
        foreach (var (account, asChosen) in chosen)
        {
            var rule = asChosen?.For(purpose);
            var count = rule is null or { IsNobody: true } ? null : await counts.Count(account.Key, rule, ct);
            var overview = await counts.Overview(account.Key, ct);
            var people = rule is null ? overview?.Friends : (count as SegmentCount.Counted)?.Friends;
            var cost = LineCost.Of(quotas.GetValueOrDefault(account.Key), people);
            List<EarlierDelivery> before = [.. earlier[account.Key]];
            views[account.Key] = new AudienceView(
                account.Key, account.Name, rule, questions[account.Key], count, overview, cost, AudienceChecks.Messages(rule, before, now),
                [.. AudienceChecks.Of(account.Key, rule, count, questions[account.Key], cost, before, options.Value.MostMessages, purpose, now)]);
        }

        return views;
    }

    /// <summary>The audiences of a sealed post's LINE channels, with what was counted in the post's present round.</summary>
    /// <param name="before">The submission before this one; null for the first.</param>
    public async Task<IReadOnlyDictionary<string, AudienceFacts>> Of(Post post, SealedPost sealedPost, SealedPost? before, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(sealedPost);
        var lines = sealedPost.Channels.Where(c => c.Platform is Platform.Line).ToList();
        if (lines.Count == 0) return new Dictionary<string, AudienceFacts>();
        var keys = lines.ConvertAll(c => c.AccountKey);
        var accounts = await db.Accounts.AsNoTracking().Where(a => keys.Contains(a.Key)).ToDictionaryAsync(a => a.Key, ct);
        var now = await Of([.. lines.Where(c => accounts.ContainsKey(c.AccountKey)).Select(c => (accounts[c.AccountKey], (c.Audience as Audience.Segment)?.Rule))], post.Purpose, ct);
        var kept = await db.AudienceCounts.AsNoTracking().Where(c => c.Post == post.Id && c.Round == post.Round).ToListAsync(ct);
        return lines.Where(c => now.ContainsKey(c.AccountKey)).ToDictionary(c => c.AccountKey, c =>
        {
            var view = now[c.AccountKey];
            return new AudienceFacts(
                c.AccountKey, view.Rule, view.Words, c.Ceiling, [.. kept.Where(k => k.AccountKey == c.AccountKey).OrderBy(k => k.Moment).ThenBy(k => k.Step)], view.Count, view.People, view.Cost.Words, view.Messages,
                before?.Channels.FirstOrDefault(b => b.AccountKey == c.AccountKey) is { } earlier && earlier.Audience != c.Audience ? SegmentWords.InWords((earlier.Audience as Audience.Segment)?.Rule, view.Questions) : null);
        });
    }
}
