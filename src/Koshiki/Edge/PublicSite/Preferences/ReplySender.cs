using System.Threading.Channels;
using Koshiki.Edge.Platforms.Line;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>An answer on its way to a friend.</summary>
internal sealed record Reply(string Account, LineSecret Secret, string Token, string Text)
{
    public override string ToString() => Account;
}

/// <summary>Sends answers apart from the applier, which a slow LINE must not hold up. What waits longer than a token lives is given up.</summary>
internal sealed class ReplySender(LineReply line, TimeProvider clock, ILogger<ReplySender> logger) : BackgroundService
{
    /// <summary>Answers under way at once; LINE takes 2,000 a second.</summary>
    private const int AtOnce = 8;

    /// <summary>LINE takes a token for about a minute.</summary>
    private static readonly TimeSpan TokenLives = TimeSpan.FromSeconds(50);

    private readonly Channel<(Reply Reply, DateTimeOffset At)> waiting =
        Channel.CreateBounded<(Reply, DateTimeOffset)>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    public Task Add(Reply reply) => waiting.Writer.WriteAsync((reply, clock.GetUtcNow())).AsTask();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Parallel.ForEachAsync(waiting.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, Send);

    private async ValueTask Send((Reply Reply, DateTimeOffset At) item, CancellationToken ct)
    {
        var (reply, at) = item;
        if (clock.GetUtcNow() - at > TokenLives)
        {
            logger.LogWarning("{Account}: an answer to a friend came too late to be sent.", reply.Account);
            return;
        }

        if (await line.Send(reply.Secret, reply.Token, reply.Text, ct) is { } problem)
            logger.LogWarning("{Account}: LINE did not take an answer to a friend: {Problem}.", reply.Account, problem);
    }
}
