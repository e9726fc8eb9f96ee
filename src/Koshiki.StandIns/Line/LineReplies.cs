using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Line;

/// <summary>Answers to what a friend did, by the token of the event: once, within a minute, free of charge (PLATFORMS.md, lines 36 and 84).</summary>
internal static class LineReplies
{
    private static long lastMessageId = 561230966842064896;

    public static StandInAnswer Reply(LineStandIn line, LineAccount account, StandInRequest request)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(request.Body);
        }
        catch (JsonException)
        {
            return LineAnswers.Message(400, "The request body could not be parsed as JSON");
        }

        using (document)
        {
            var body = document.RootElement;
            var faults = new List<LineDetail>();
            if (body.ValueKind != JsonValueKind.Object) return LineAnswers.Message(400, "The request body must be a JSON object");
            LineMessageRules.Check(body, line.Options, faults);
            var token = body.TryGetProperty("replyToken", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "";
            if (token.Length == 0) faults.Add(new LineDetail("May not be empty", "replyToken"));
            if (faults.Count > 0) return LineAnswers.Invalid(faults);

            var now = line.Clock.GetUtcNow();
            if (account.TakeReplyToken(token, now) is not { } friend) return LineAnswers.Message(400, "Invalid reply token");

            var messages = body.GetProperty("messages");
            var ids = Enumerable.Range(0, messages.GetArrayLength())
                .Select(_ => Interlocked.Increment(ref lastMessageId).ToString(CultureInfo.InvariantCulture)).ToArray();
            var requestId = Guid.NewGuid().ToString();
            line.Happen(new LineEvent.Sent(
                account.Key, LineSendKind.Reply, now, requestId, null, null, null, [friend], 0,
                Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(messages)), false, ids));
            return StandInAnswer.Json(200, new { sentMessages = LineAnswers.Sent(ids) }, accepted: true).With("x-line-request-id", requestId);
        }
    }
}
