using System.Collections.Concurrent;
using System.Text.Json;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Line;

/// <summary>The least of narrowcast: to all or to a number picked at random, its minimums, and its progress.</summary>
internal sealed class LineNarrowcasts
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, int Target, bool TooFew)> accepted = new();

    /// <summary>Picks the recipients, or says why not (PLATFORMS.md, lines 71 and 73).</summary>
    public StandInAnswer? Choose(JsonElement body, FriendBook friends, string requestId, DateTimeOffset now, out int[]? to)
    {
        to = [.. Enumerable.Range(0, friends.Count).Where(friend => friends.StateOf(friend) == FriendState.Friend)];
        var filtered = body.TryGetProperty("filter", out _);
        if (filtered && to.Length < 100)
        {
            return LineAnswers.Message(403, "Your account does not have enough friends");
        }

        if (body.TryGetProperty("limit", out var limit) && limit.ValueKind == JsonValueKind.Object)
        {
            if (limit.TryGetProperty("max", out var max) && max.TryGetInt32(out var most) && most < to.Length)
            {
                Random.Shared.Shuffle(to);
                to = to[..most];
            }

            var upToRemaining = limit.TryGetProperty("upToRemainingQuota", out var up) && up.ValueKind == JsonValueKind.True;
            if (limit.TryGetProperty("forbidPartialDelivery", out var forbid) && forbid.ValueKind == JsonValueKind.True && !upToRemaining)
            {
                return LineAnswers.Invalid([new LineDetail("upToRemainingQuota must be true", "limit.forbidPartialDelivery")]);
            }
        }

        // Fewer than 50 at last: accepted, and failed afterwards with errorCode 2.
        var tooFew = filtered && to.Length < 50;
        accepted[requestId] = (now, to.Length, tooFew);
        if (tooFew)
        {
            to = [];
        }

        return null;
    }

    /// <summary>PLATFORMS.md, line 72.</summary>
    public StandInAnswer Progress(string? requestId)
    {
        if (requestId is null || !accepted.TryGetValue(requestId, out var narrowcast))
        {
            return LineAnswers.Message(404, "Not found");
        }

        return narrowcast.TooFew
            ? LineAnswers.Ok(new { phase = "failed", errorCode = 2, failedDescription = "There are not enough recipients", acceptedTime = narrowcast.At })
            : LineAnswers.Ok(new
            {
                phase = "succeeded",
                successCount = narrowcast.Target,
                failureCount = 0,
                targetCount = narrowcast.Target,
                acceptedTime = narrowcast.At,
                completedTime = narrowcast.At,
            });
    }
}
