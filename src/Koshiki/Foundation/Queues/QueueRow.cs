using System.Text.Json;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Foundation.Queues;

/// <summary>One piece of work that is done exactly once, in order within its aggregate, however often its node dies.</summary>
/// <remarks>Orders, reports and announced facts are all rows of this shape, each kind in its own table.</remarks>
public abstract class QueueRow
{
    /// <summary>The message's own id: the same message carried twice is one row.</summary>
    public required Guid Id { get; init; }

    /// <summary>The order of writing. Gaps and late commits are normal: nobody ever reads "all after n".</summary>
    public long Seq { get; init; }

    /// <summary>What the body is: the type's name in the exchange, or the fact's.</summary>
    public required string Kind { get; init; }

    /// <summary>Rows of one aggregate are done one after the other; rows of different ones do not wait for each other.</summary>
    public required string Aggregate { get; init; }

    /// <summary>UTF-8 JSON.</summary>
    public required byte[] Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the row left this table's care: carried over, or handled.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    public int Failures { get; set; }

    /// <summary>Not to be tried before this instant of database time; at once when nothing is said.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public string? LastError { get; set; }

    /// <summary>After so many failures in a row a person is told; the row stays open.</summary>
    internal const int FailuresBeforeAPerson = 10;

    /// <summary>How long a row rests after so many failures in a row: twice as long each time, an hour once it is left for a person.</summary>
    internal static TimeSpan PauseAfter(int failures) => failures >= FailuresBeforeAPerson ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(Math.Pow(2, failures));

    /// <summary>What is kept of a failure with the row.</summary>
    internal static string Describe(Exception failure) => $"{failure.GetType().Name}: {failure.Message}";

    /// <summary>Maps a table of such rows, with the index that the runner reads.</summary>
    internal static void Build<TRow>(ModelBuilder model, string schema, string table) where TRow : QueueRow =>
        model.Entity<TRow>(row =>
        {
            row.ToTable(table, schema).NotLogged();
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Seq).UseIdentityAlwaysColumn();
            row.Property(r => r.DueAt).HasDefaultValueSql("now()");
            row.HasIndex(r => new { r.Aggregate, r.Seq }).HasFilter("done_at is null").HasDatabaseName($"{table}_open");
        });
}

/// <summary>The one way in which messages become JSON and back.</summary>
public static class MessageJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    public static byte[] ToBytes<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, Options);

    public static T FromBytes<T>(byte[] body) =>
        JsonSerializer.Deserialize<T>(body, Options) ?? throw new InvalidDataException($"An empty message where a {typeof(T).Name} was expected.");
}
