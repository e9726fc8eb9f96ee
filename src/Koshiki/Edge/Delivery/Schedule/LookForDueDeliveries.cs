using Quartz;

namespace Koshiki.Edge.Delivery.Schedule;

/// <summary>Every ten seconds, on one node: looks for due work, as every desk does by itself.</summary>
[DisallowConcurrentExecution]
internal sealed class LookForDueDeliveries(ClerkDesk desk) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await desk.LookOnce(cancellationToken);
}
