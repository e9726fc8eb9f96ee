using System.Text.Json;
using Koshiki.Exchange;

namespace Koshiki.Core.Api.Posts;

/// <summary>An audience in the API's JSON: <c>"everyone"</c>, or the keys of options by the keys of questions, and whether the unanswered are meant too.</summary>
internal static class SegmentReading
{
    private const string Unanswered = "unanswered";
    private const string Emergency = "emergency";

    /// <returns>Null where it is not of this shape. Whether the options exist is found when they are counted.</returns>
    public static SegmentRule? Read(JsonElement json)
    {
        var parts = new List<SegmentQuestion>();
        var unanswered = false;
        foreach (var member in json.EnumerateObject())
        {
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.True or JsonValueKind.False when member.Name == Unanswered:
                    unanswered = member.Value.GetBoolean();
                    break;
                case JsonValueKind.True or JsonValueKind.False when member.Name == Emergency:
                    // Told by the answers; what is sent follows from the post's purpose.
                    break;
                case JsonValueKind.Array when member.Value.EnumerateArray().All(option => option.ValueKind == JsonValueKind.String):
                    parts.Add(new SegmentQuestion(member.Name, [.. member.Value.EnumerateArray().Select(option => option.GetString()!)]));
                    break;
                default:
                    return null;
            }
        }

        return SegmentRule.Of(parts, unanswered);
    }

    public static object Write(SegmentRule? rule)
    {
        if (rule is null) return "everyone";
        var members = rule.Questions.ToDictionary(q => q.Question, object (q) => q.Options);
        members[Unanswered] = rule.WithUnanswered;
        members[Emergency] = rule.IsEmergency;
        return members;
    }
}
