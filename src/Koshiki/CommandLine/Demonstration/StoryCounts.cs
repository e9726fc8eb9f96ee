using Koshiki.Edge.Segments;
using Koshiki.Exchange;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>Counts the story's friends while its past is told: no node has an index yet.</summary>
internal sealed class StoryCounts : ISegmentCounts
{
    private readonly Dictionary<string, (IReadOnlyList<Question> Questions, List<FriendToImport> Friends, long ChangeNumber)> accounts = [];

    public void Add(string account, IReadOnlyList<Question> questions, List<FriendToImport> friends, long changeNumber) => accounts.Add(account, (questions, friends, changeNumber));

    /// <summary>The account asks such a question with these options.</summary>
    public bool Offers(string account, string question, IEnumerable<string> options) =>
        accounts.TryGetValue(account, out var known) && options.All(option => NumberOf(known.Questions, question, option) is not null);

    public SegmentOverview? Of(string account) => accounts.TryGetValue(account, out var known)
        ? new SegmentOverview(
            known.Friends.Count, known.Friends.Count(f => f.AnsweredAt is null), known.Friends.Count(f => f.EmergencyOnly),
            known.Friends.SelectMany(f => f.Choices).GroupBy(number => number).ToDictionary(number => number.Key, number => number.LongCount()), known.ChangeNumber)
        : null;

    public long? People(string account, SegmentRule rule)
    {
        if (!accounts.TryGetValue(account, out var known)) return null;
        var asked = rule.Questions.Select(q => q.Options.Select(o => NumberOf(known.Questions, q.Question, o) ?? 0).ToHashSet()).ToList();
        return known.Friends.LongCount(f => f.AnsweredAt is null
            ? rule.WithUnanswered
            : asked.Count > 0 && (rule.IsEmergency || !f.EmergencyOnly) && asked.TrueForAll(options => f.Choices.Any(options.Contains)));
    }

    public ValueTask<SegmentCount> Count(string accountKey, SegmentRule rule, CancellationToken ct) =>
        ValueTask.FromResult<SegmentCount>(People(accountKey, rule) is { } people ? new SegmentCount.Counted(people, accounts[accountKey].ChangeNumber) : new SegmentCount.NotReady());

    public ValueTask<SegmentOverview?> Overview(string accountKey, CancellationToken ct) => ValueTask.FromResult(Of(accountKey));

    private static short? NumberOf(IReadOnlyList<Question> questions, string question, string option) =>
        questions.FirstOrDefault(q => q.Key == question)?.Options.FirstOrDefault(o => o.Key == option)?.Number;
}
