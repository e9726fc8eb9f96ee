using System.Buffers;

namespace Koshiki.StandIns.Control;

/// <summary>The way of every request: journal, fault, gate, the platform's rule, gate, fault, answer.</summary>
internal sealed class Pipeline(StandInWorld world)
{
    public async Task Serve(HttpContext http, IPlatform platform, string kind, Func<StandInRequest, ValueTask<StandInAnswer>> handle)
    {
        var account = platform.AccountOf(http.Request);
        var entry = world.Journal.Begin(platform, kind, account, http.Request);
        var fault = world.Faults.Take(platform.Name, kind, account);
        entry.Fault = fault?.Kind;
        int? answered = null;
        try
        {
            answered = await Step(http, platform, entry, fault, handle);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or BadHttpRequestException)
        {
            http.Abort();
        }
        finally
        {
            world.Journal.Finished(entry, answered);
        }
    }

    /// <returns>The status that was sent; null when the connection was cut.</returns>
    private async Task<int?> Step(
        HttpContext http, IPlatform platform, JournalEntry entry, Fault? fault, Func<StandInRequest, ValueTask<StandInAnswer>> handle)
    {
        if (fault?.Kind == FaultKind.Reset)
        {
            http.Abort();
            return null;
        }

        using var body = await LentBody.Read(http.Request, platform.LargestBody, Slowness(fault, FaultKind.SlowRead));
        world.Journal.Arrived(entry, body.Memory);
        if (world.Gates.Find(entry.Kind, GatePoint.Arrival) is { } before && !await before.Pass(world.Stopping))
        {
            http.Abort();
            return null;
        }

        if (fault is { StrikesAfterAcceptance: false, StrikesBeforeReading: false })
        {
            switch (fault.Kind)
            {
                case FaultKind.Hang:
                    return await Hang(http);
                case FaultKind.Delay:
                    await Task.Delay(fault.Takes, world.Stopping);
                    break;
                default:
                    return await Send(http, platform, platform.Injected(fault, entry.Account), TimeSpan.Zero);
            }
        }

        var answer = await handle(new StandInRequest(http.Request, body.Memory, entry.Account));
        if (answer.Accepted)
        {
            world.Journal.Accepted(entry);
            if (world.Gates.Find(entry.Kind, GatePoint.AfterAcceptance) is { } after && !await after.Pass(world.Stopping))
            {
                http.Abort();
                return null;
            }
        }

        switch (fault?.Kind)
        {
            case FaultKind.AcceptThenHang:
                return await Hang(http);
            case FaultKind.AcceptThenReset:
                http.Abort();
                return null;
            case FaultKind.AcceptThenResetMidBody:
                http.Response.StatusCode = answer.Status;
                http.Response.ContentType = answer.ContentType;
                http.Response.ContentLength = answer.Body.Length + 1;
                await http.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2));
                await http.Response.Body.FlushAsync();
                http.Abort();
                return null;
            case FaultKind.AcceptThenServerError:
                return await Send(http, platform, platform.Injected(fault, entry.Account), TimeSpan.Zero);
            default:
                return await Send(http, platform, answer, Slowness(fault, FaultKind.SlowAnswer));
        }
    }

    private async Task<int?> Hang(HttpContext http)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(world.Stopping, http.RequestAborted);
        await Task.Delay(world.Options.HangAtMost, until.Token);
        http.Abort();
        return null;
    }

    private async Task<int?> Send(HttpContext http, IPlatform platform, StandInAnswer answer, TimeSpan slowly)
    {
        platform.Sign(answer);
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = answer.Body.Length;
        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (slowly == TimeSpan.Zero)
        {
            await http.Response.Body.WriteAsync(answer.Body);
            return answer.Status;
        }

        for (var i = 0; i < answer.Body.Length; i++)
        {
            await Task.Delay(slowly / answer.Body.Length, world.Stopping);
            await http.Response.Body.WriteAsync(answer.Body.AsMemory(i, 1));
            await http.Response.Body.FlushAsync();
        }

        return answer.Status;
    }

    private static TimeSpan Slowness(Fault? fault, FaultKind kind) => fault?.Kind == kind ? fault.Takes : TimeSpan.Zero;

    /// <summary>A request's body in a rented buffer. One byte above the limit is enough to know that it is too large.</summary>
    private sealed class LentBody(byte[] rented, int length) : IDisposable
    {
        public ReadOnlyMemory<byte> Memory => rented.AsMemory(0, length);

        public static async Task<LentBody> Read(HttpRequest request, long largest, TimeSpan slowly)
        {
            var expected = Math.Min(request.ContentLength ?? 16_384, largest) + 1;
            var buffer = ArrayPool<byte>.Shared.Rent((int)expected);
            var length = 0;
            while (length <= largest)
            {
                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var piece = slowly == TimeSpan.Zero ? buffer.Length - length : Math.Min(1024, buffer.Length - length);
                var read = await request.Body.ReadAsync(buffer.AsMemory(length, piece));
                if (read == 0)
                {
                    break;
                }

                length += read;
                await Task.Delay(slowly * (read / (double)Math.Max(1, request.ContentLength ?? 16_384)));
            }

            return new LentBody(buffer, length);
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(rented);
    }
}
