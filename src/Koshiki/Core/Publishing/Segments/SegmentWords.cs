using System.Globalization;
using Koshiki.Exchange;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>An audience in words, as the author, the approver and the log read it.</summary>
public static class SegmentWords
{
    public const string Everyone = "友だち全員（一斉配信）";

    public const string Nobody = "だれにも届きません（配信対象が選ばれていません）";

    /// <summary>The rule in words: 「住んでいる地区：中央、北のいずれか。かつ、ほしい情報：子育て」.</summary>
    /// <param name="rule">Null is everyone.</param>
    /// <param name="questions">The questions as they are asked now; what they do not know is told by its key.</param>
    public static string InWords(SegmentRule? rule, IReadOnlyList<Question> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        if (rule is null) return Everyone;
        if (rule.IsNobody) return Nobody;

        var parts = rule.Questions.Select(part =>
        {
            var question = questions.FirstOrDefault(q => q.Key == part.Question);
            var labels = part.Options.Select(key => LabelOf(question, key)).ToList();
            return $"{question?.Label ?? part.Question}：{(labels.Count == 0 ? "選ばれていません" : string.Join("、", labels))}{(labels.Count > 1 ? "のいずれか" : "")}";
        }).ToList();
        var words = rule.Questions.Count == 0 || rule.Questions.Any(q => q.Options.Count == 0) ? "" : string.Join("。かつ、", parts);
        List<string> more = [];
        if (words.Length > 0) more.Add(words);
        if (rule.WithUnanswered) more.Add(words.Length > 0 ? "未回答の人にも送る" : "未回答の人だけに送る");
        if (rule.IsEmergency) more.Add("「緊急のみ」の人にも送る");
        return string.Join("。", more);
    }

    /// <summary>A number of people: 「3,120人」.</summary>
    public static string People(long people) => people.ToString("N0", CultureInfo.InvariantCulture) + "人";

    private static string LabelOf(Question? question, string key) => question?.Options.FirstOrDefault(o => o.Key == key) switch
    {
        null => $"{key}（今はありません）",
        { IsRetired: true } retired => $"{retired.Label}（廃止）",
        var option => option.Label,
    };

    extension(SegmentRule rule)
    {
        /// <summary>The rule as it goes out: an emergency also reaches those who want emergencies alone.</summary>
        public SegmentRule For(Purpose purpose) => rule with { IsEmergency = purpose is Purpose.Emergency };

        /// <summary>Nobody can be in it, whoever the friends are: nothing is chosen, or a question without an option.</summary>
        public bool IsNobody => !rule.WithUnanswered && (rule.Questions.Count == 0 || rule.Questions.Any(q => q.Options.Count == 0));
    }
}
