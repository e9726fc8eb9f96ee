using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Exchange;

/// <summary>An order in core's database, waiting for the courier.</summary>
public sealed class OutgoingOrder : QueueRow
{
    /// <param name="aggregate">What the order is about: orders about one thing keep their order. A seal's hash for deliveries, an account's key otherwise.</param>
    public static OutgoingOrder For(Order order, string aggregate, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new OutgoingOrder
        {
            Id = Guid.CreateVersion7(now),
            Kind = order.GetType().Name,
            Aggregate = aggregate,
            Body = MessageJson.ToBytes<Order>(order),
            CreatedAt = now,
        };
    }
}

/// <summary>An order in edge's database, waiting to be carried out.</summary>
public sealed class IncomingOrder : QueueRow
{
    public Order Read() => MessageJson.FromBytes<Order>(Body);
}

/// <summary>A report in edge's database, waiting for the courier.</summary>
public sealed class OutgoingReport : QueueRow
{
    public static OutgoingReport For(Report report, string aggregate, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new OutgoingReport
        {
            Id = Guid.CreateVersion7(now),
            Kind = report.GetType().Name,
            Aggregate = aggregate,
            Body = MessageJson.ToBytes<Report>(report),
            CreatedAt = now,
        };
    }
}

/// <summary>A report in core's database, waiting to be taken note of.</summary>
public sealed class IncomingReport : QueueRow
{
    public Report Read() => MessageJson.FromBytes<Report>(Body);
}

/// <summary>Where the four tables stand, and the NOTIFY channels named after them.</summary>
internal static class MessageTables
{
    public const string CoreSchema = "exchange";
    public const string EdgeSchema = "edge_exchange";
    public const string OutgoingOrders = "outgoing_order";
    public const string IncomingOrders = "incoming_order";
    public const string OutgoingReports = "outgoing_report";
    public const string IncomingReports = "incoming_report";

    public static void BuildCore(ModelBuilder model)
    {
        QueueRow.Build<OutgoingOrder>(model, CoreSchema, OutgoingOrders);
        QueueRow.Build<IncomingReport>(model, CoreSchema, IncomingReports);
    }

    public static void BuildEdge(ModelBuilder model)
    {
        QueueRow.Build<IncomingOrder>(model, EdgeSchema, IncomingOrders);
        QueueRow.Build<OutgoingReport>(model, EdgeSchema, OutgoingReports);
    }
}
