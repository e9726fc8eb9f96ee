using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;

namespace Koshiki.Edge.Segments.Webhooks;

/// <summary>Where LINE tells what friends do: <c>POST /line/webhook/{account}</c>. 200 means: it is on the disk. F2, E11.</summary>
/// <remarks>LINE wants its answer within two seconds and comes again later after anything but 200, if redelivery is switched on in its console.</remarks>
internal static class WebhookEndpoint
{
    /// <summary>LINE's bodies are some kilobytes; nothing signed is larger than this. Bytes.</summary>
    public const int LargestBody = 1024 * 1024;

    /// <summary>What is set aside before anything has come, whatever length the sender claims. Bytes.</summary>
    private const int FirstBuffer = 16 * 1024;

    private const string SignatureHeader = "x-line-signature";

    public static async Task Receive(HttpContext http)
    {
        var status = StatusCodes.Status413PayloadTooLarge;
        if (await ReadBody(http) is { } body)
        {
            try
            {
                status = await Judge(http, body);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(body.Array!);
            }
        }

        // Sent at once: no page for people and no line in the log, however often somebody tries.
        http.Response.StatusCode = status;
        http.Response.ContentLength = 0;
        await http.Response.StartAsync(http.RequestAborted);
    }

    /// <summary>Whoever is not LINE learns nothing: not whether the account exists, not what was wrong.</summary>
    private static async Task<int> Judge(HttpContext http, ArraySegment<byte> body)
    {
        var services = http.RequestServices;
        var account = (string)http.Request.RouteValues["account"]!;
        if (!await IsFromLine(http, account, body)) return StatusCodes.Status401Unauthorized;
        if (LineWebhook.Read(body) is not { } events) return StatusCodes.Status400BadRequest;
        if (events.Count == 0) return StatusCodes.Status200OK;

        var inbox = services.GetRequiredService<FriendInbox>();
        var entries = new InboxEntry[events.Count];
        for (var i = 0; i < entries.Length; i++) entries[i] = inbox.Seal(account, events[i].EventId, events[i].Change);
        try
        {
            return await services.GetRequiredService<InboxWriter>().Store(entries) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException or TimeoutException or IOException)
        {
            return StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static async ValueTask<bool> IsFromLine(HttpContext http, string account, ArraySegment<byte> body)
    {
        var secrets = http.RequestServices.GetRequiredService<ChannelSecrets>();
        var signature = http.Request.Headers[SignatureHeader] is [var only] ? only : null;
        if (signature is null) return false;
        if (await secrets.Of(account, http.RequestAborted) is { } secret && LineWebhook.IsSigned(body, signature, secret)) return true;
        return await secrets.OfAnew(account, http.RequestAborted) is { } fresh && LineWebhook.IsSigned(body, signature, fresh);
    }

    /// <returns>The whole body in a rented array; null when it is too large.</returns>
    private static async Task<ArraySegment<byte>?> ReadBody(HttpContext http)
    {
        if (http.Request.ContentLength > LargestBody) return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = 2 * LargestBody; // On the wire a body in chunks is longer than itself.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(http.Request.ContentLength ?? FirstBuffer, FirstBuffer) + 1);
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var read = await http.Request.Body.ReadAsync(buffer.AsMemory(length), http.RequestAborted);
                if (read == 0) return new ArraySegment<byte>(buffer, 0, length);
                length += read;
                if (length <= LargestBody) continue;
                ArrayPool<byte>.Shared.Return(buffer);
                return null;
            }
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return null;
        }
    }
}
