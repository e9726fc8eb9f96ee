using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Koshiki.Core.Api.Tokens;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Api.Calling;

/// <summary>Does what a request asks once, however often it is sent with the same <c>Idempotency-Key</c>: the work and the answer are written in one transaction.</summary>
/// <remarks>A refusal changes nothing and is not kept: the corrected request may use the same key.</remarks>
internal sealed class Once(CoreDb db, TimeProvider clock)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 200;

    public async Task<IResult> Do(HttpContext context, ApiBody body, Func<CancellationToken, Task<Result<ApiAnswer>>> act)
    {
        var ct = context.RequestAborted;
        var key = context.Request.Headers[Header].ToString();
        if (!context.Request.Headers.ContainsKey(Header)) return Answer(await act(ct));
        if (key.Length is 0 or > LongestKey || key.Any(c => c is <= ' ' or > '~')) return Pages.Refuse(new KeyNotUsable());

        var token = context.Features.Get<TokenInUse>()!.Id;
        var route = RouteOf(context);
        var hash = SHA256.HashData(body.Bytes);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await Take(token, route, key, ct)) return Pages.Refuse(new StillRunning());

        var now = clock.GetUtcNow();
        await db.AnsweredRequests.Where(a => a.Token == token && a.AnsweredAt <= now - AnsweredRequest.Kept).ExecuteDeleteAsync(ct);
        var earlier = await db.AnsweredRequests.AsNoTracking().SingleOrDefaultAsync(a => a.Token == token && a.Route == route && a.Key == key, ct);
        if (earlier is not null) return earlier.RequestHash.AsSpan().SequenceEqual(hash) ? ApiAnswer.Again(earlier) : Pages.Refuse(new KeyUsedForAnother());

        var done = await act(ct);
        if (!done.Succeeded) return Answer(done);

        db.AnsweredRequests.Add(new AnsweredRequest
        {
            Token = token, Route = route, Key = key, RequestHash = hash, Status = done.Value.Status, Location = done.Value.Location, Body = done.Value.Body, AnsweredAt = now,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return done.Value;
    }

    /// <summary>The endpoint with its post: capitals, a slash at the end and the form of an id make no other route.</summary>
    private static string RouteOf(HttpContext context)
    {
        var pattern = ((RouteEndpoint)context.GetEndpoint()!).RoutePattern.RawText!;
        var id = context.GetRouteValue("id") is string text ? Guid.Parse(text).ToString() : "";
        return $"{context.Request.Method} {pattern.Replace("{id:guid}", id, StringComparison.Ordinal)}";
    }

    /// <summary>Held until the transaction ends, also by a node that dies in it.</summary>
    /// <returns>False while another request holds it.</returns>
    private async Task<bool> Take(ApiTokenId token, string route, string key, CancellationToken ct)
    {
        var number = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{token.Value}\n{route}\n{key}")));
        return await db.Database.SqlQuery<bool>($"""select pg_try_advisory_xact_lock({number}) as "Value" """).SingleAsync(ct);
    }

    private static IResult Answer(Result<ApiAnswer> done) => done.IsRefused(out var refusal) ? Pages.Refuse(refusal) : done.Value;
}
