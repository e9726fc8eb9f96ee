using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Line;

/// <summary>Push, multicast, broadcast and narrowcast: rate, key, body, quota, delivery, in this order.</summary>
internal sealed partial class LineSending(LineStandIn line)
{
    private static long lastMessageId = 461230966842064896;

    private readonly LineNarrowcasts narrowcasts = new();

    public StandInAnswer Send(LineSendKind kind, LineAccount account, StandInRequest request)
    {
        if (request.Body.Length > LineStandIn.LargestBody)
        {
            return LineAnswers.TooLarge();
        }

        Guid? key = null;
        if (request.Header("X-Line-Retry-Key") is { } header)
        {
            // PLATFORMS.md, line 39: a UUID in hexadecimal form.
            if (!Guid.TryParseExact(header, "D", out var parsed))
            {
                return LineAnswers.Message(400, "Invalid retry key");
            }

            key = parsed;
        }

        return account.Decide(() => Send(kind, account, request.Body, key));
    }

    /// <summary>PLATFORMS.md, line 13.</summary>
    public StandInAnswer Progress(StandInRequest request) => narrowcasts.Progress(request.Query("requestId"));

    private StandInAnswer Send(LineSendKind kind, LineAccount account, ReadOnlyMemory<byte> body, Guid? key)
    {
        var now = line.Clock.GetUtcNow();
        var known = key is { } used ? account.Use(used, now, line.Options.RetryKeyLives) : null;
        var hash = key is null ? null : Convert.ToHexStringLower(SHA256.HashData(body.Span));
        if (known?.AcceptedAs is { } acceptedAs)
        {
            // PLATFORMS.md, lines 42 and 44: accepted once; the repeated body must be the same, and LINE does not say when it is not.
            if (known.BodyHash != hash)
            {
                account.NoteAnotherBody();
            }

            return LineAnswers.AlreadyAccepted(acceptedAs, kind == LineSendKind.Push ? known.MessageIds : []);
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return LineAnswers.Message(400, "The request body could not be parsed as JSON");
        }

        using (document)
        {
            return Send(kind, account, document.RootElement, key, known?.FirstSeen, hash, now);
        }
    }

    private StandInAnswer Send(
        LineSendKind kind, LineAccount account, JsonElement body, Guid? key, DateTimeOffset? firstSeen, string? hash, DateTimeOffset now)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return LineAnswers.Message(400, "The request body must be a JSON object");
        }

        var faults = new List<LineDetail>();
        LineMessageRules.Check(body, line.Options, faults);
        CheckUnits(kind, body, faults);
        var recipients = Recipients.Read(kind, body, account.Friends, faults);
        if (faults.Count > 0)
        {
            return LineAnswers.Invalid(faults);
        }

        if (recipients.FirstImpossible is { } impossible)
        {
            return LineAnswers.UnknownUser(impossible);
        }

        if (recipients.FirstUnknown is { } stranger && line.Options.UnknownUsers == UnknownUsers.Refused)
        {
            return LineAnswers.UnknownUser(stranger);
        }

        var requestId = Guid.NewGuid().ToString();
        int[]? to = recipients.Known;
        if (kind == LineSendKind.Narrowcast && narrowcasts.Choose(body, account.Friends, requestId, now, out to) is { } refused)
        {
            return refused;
        }

        // PLATFORMS.md, line 84: recipients count, not message objects; and line 45: all or nothing.
        var reach = to is null ? account.Friends.Reachable : to.Count(friend => account.Friends.StateOf(friend) == FriendState.Friend);
        if (account.Quota is { } quota && account.UsedInMonthOf(now) + reach > quota)
        {
            return LineAnswers.MonthlyLimit();
        }

        var messages = body.GetProperty("messages");
        var ids = Enumerable.Range(0, messages.GetArrayLength())
            .Select(_ => Interlocked.Increment(ref lastMessageId).ToString(CultureInfo.InvariantCulture)).ToArray();
        var silent = body.TryGetProperty("notificationDisabled", out var disabled) && disabled.ValueKind == JsonValueKind.True;
        line.Happen(new LineEvent.Sent(
            account.Key, kind, now, requestId, key, firstSeen, hash, to, recipients.Unknown,
            Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(messages)), silent, kind == LineSendKind.Push ? ids : [], Unit(body)));

        object answer = kind == LineSendKind.Push ? new { sentMessages = LineAnswers.Sent(ids) } : new { };
        return StandInAnswer.Json(kind == LineSendKind.Narrowcast ? 202 : 200, answer, accepted: true).With("x-line-request-id", requestId);
    }

    /// <summary>PLATFORMS.md, line 78: one unit, push and multicast only.</summary>
    private static void CheckUnits(LineSendKind kind, JsonElement body, List<LineDetail> faults)
    {
        if (!body.TryGetProperty("customAggregationUnits", out var units))
        {
            return;
        }

        if (kind is LineSendKind.Broadcast or LineSendKind.Narrowcast)
        {
            faults.Add(new LineDetail("Not allowed here", "customAggregationUnits"));
        }
        else if (units.ValueKind != JsonValueKind.Array || units.GetArrayLength() > 1)
        {
            faults.Add(new LineDetail("Size must be between 0 and 1", "customAggregationUnits"));
        }
        else if (units.EnumerateArray().Any(unit => unit.ValueKind != JsonValueKind.String || !UnitName().IsMatch(unit.GetString()!)))
        {
            faults.Add(new LineDetail("Must match ^[a-zA-Z0-9_]{1,30}$", "customAggregationUnits[0]"));
        }
    }

    private static string? Unit(JsonElement body) =>
        body.TryGetProperty("customAggregationUnits", out var units) && units.GetArrayLength() > 0 ? units[0].GetString() : null;

    [GeneratedRegex("^[a-zA-Z0-9_]{1,30}$")]
    private static partial Regex UnitName();

    /// <summary>Whom the body names.</summary>
    /// <param name="Known">Numbers of friends; null when the body names nobody because it goes to all.</param>
    /// <param name="FirstImpossible">The place of the first id that no user can have.</param>
    private sealed record Recipients(int[]? Known, int Unknown, string? FirstUnknown, string? FirstImpossible)
    {
        public static Recipients Read(LineSendKind kind, JsonElement body, FriendBook friends, List<LineDetail> faults)
        {
            if (kind is LineSendKind.Broadcast or LineSendKind.Narrowcast)
            {
                return new Recipients(null, 0, null, null);
            }

            var wanted = kind == LineSendKind.Push ? JsonValueKind.String : JsonValueKind.Array;
            if (!body.TryGetProperty("to", out var to) || to.ValueKind != wanted)
            {
                faults.Add(new LineDetail("May not be empty", "to"));
                return new Recipients([], 0, null, null);
            }

            // PLATFORMS.md, line 65: one to 500 user ids.
            if (kind == LineSendKind.Multicast && to.GetArrayLength() is < 1 or > 500)
            {
                faults.Add(new LineDetail("Size must be between 1 and 500", "to"));
                return new Recipients([], 0, null, null);
            }

            return kind == LineSendKind.Push ? Named([to], _ => "to", friends) : Named(to.EnumerateArray(), i => $"to[{i}]", friends);
        }

        private static Recipients Named(IEnumerable<JsonElement> ids, Func<int, string> place, FriendBook friends)
        {
            var known = new List<int>();
            int? firstUnknown = null, firstImpossible = null;
            var number = 0;
            foreach (var id in ids)
            {
                if (id.ValueKind != JsonValueKind.String || !FriendBook.TryParse(JsonMarshal.GetRawUtf8Value(id)[1..^1], out var parsed))
                {
                    firstImpossible ??= number;
                }
                else if (friends.TryFind(parsed, out var friend))
                {
                    known.Add(friend);
                }
                else
                {
                    firstUnknown ??= number;
                }

                number++;
            }

            return new Recipients(
                [.. known],
                number - known.Count,
                firstUnknown is { } stranger ? place(stranger) : null,
                firstImpossible is { } impossible ? place(impossible) : null);
        }
    }
}
