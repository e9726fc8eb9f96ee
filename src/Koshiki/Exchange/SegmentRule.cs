using System.Text.Json;

namespace Koshiki.Exchange;

/// <summary>Which friends of a LINE account a message is for. Within a question any of the options, across questions all of them. 配信対象.</summary>
/// <remarks>
/// ARCHITECTURE 3.3. A rule without a question, and a question without an option, is nobody, never everyone.
/// Options are named by their keys in the account's questionnaire; whether they still exist is asked when recipients are frozen.
/// </remarks>
/// <param name="Questions">In the order of their keys, each named once.</param>
/// <param name="WithUnanswered">Also the friends who never answered the questionnaire. 未回答の人にも送る.</param>
/// <param name="IsEmergency">Also the friends who asked for emergencies alone: they count as having chosen every topic. 緊急のみの人にも送る.</param>
public sealed record SegmentRule(IReadOnlyList<SegmentQuestion> Questions, bool WithUnanswered, bool IsEmergency)
{
    /// <summary>The rule in its one form: questions and options sorted by key, without repetition.</summary>
    public static SegmentRule Of(IEnumerable<SegmentQuestion> questions, bool withUnanswered = false, bool isEmergency = false)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return new SegmentRule(
            [.. questions
                .GroupBy(q => q.Question, StringComparer.Ordinal)
                .OrderBy(q => q.Key, StringComparer.Ordinal)
                .Select(q => new SegmentQuestion(q.Key, [.. q.SelectMany(one => one.Options).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))],
            withUnanswered,
            isEmergency);
    }

    public bool Equals(SegmentRule? other) =>
        other is not null && WithUnanswered == other.WithUnanswered && IsEmergency == other.IsEmergency && Questions.SequenceEqual(other.Questions);

    public override int GetHashCode() => HashCode.Combine(Questions.Count, WithUnanswered, IsEmergency);

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("questions");
        foreach (var question in Questions)
        {
            json.WriteStartObject();
            json.WriteString("question", question.Question);
            json.WriteStartArray("options");
            foreach (var option in question.Options) json.WriteStringValue(option);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("unanswered", WithUnanswered);
        json.WriteBoolean("emergency", IsEmergency);
    }

    internal static SegmentRule Read(JsonElement json) => new(
        [.. json.GetProperty("questions").EnumerateArray().Select(question => new SegmentQuestion(
            question.GetProperty("question").GetString()!,
            [.. question.GetProperty("options").EnumerateArray().Select(option => option.GetString()!)]))],
        json.GetProperty("unanswered").GetBoolean(),
        json.GetProperty("emergency").GetBoolean());
}

/// <summary>The options of one question that a message is for.</summary>
/// <param name="Question">The question's key, such as <c>district</c> or <c>topic</c>.</param>
/// <param name="Options">The options' keys, sorted; none is nobody.</param>
public sealed record SegmentQuestion(string Question, IReadOnlyList<string> Options)
{
    public bool Equals(SegmentQuestion? other) => other is not null && Question == other.Question && Options.SequenceEqual(other.Options);

    public override int GetHashCode() => HashCode.Combine(Question, Options.Count);
}
