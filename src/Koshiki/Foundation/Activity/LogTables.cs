using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Koshiki.Foundation.Activity;

/// <summary>One change of one record: who, when, how, and a commitment to what. 操作記録. ARCHITECTURE 3.11.</summary>
/// <remarks>The content itself lies in <see cref="LogContent"/>, so that erasing it leaves the chain provable.</remarks>
public sealed class LogEntry
{
    public required Guid Id { get; init; }

    /// <summary>The same for all changes of one save.</summary>
    public required Guid Command { get; init; }

    public required DateTimeOffset At { get; init; }

    public Guid? ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Via { get; init; }

    /// <summary>The record's type as the program names it, such as <c>Account</c>.</summary>
    public required string SubjectType { get; init; }

    public required string SubjectId { get; init; }

    public required LogAction Action { get; init; }

    /// <summary>SHA-256 of the salt and the content's bytes.</summary>
    public required byte[] Commitment { get; init; }
}

public enum LogAction
{
    Added,
    Changed,
    Removed,
}

/// <summary>What changed, before and after, as canonical JSON bytes with the salt of its commitment.</summary>
public sealed class LogContent
{
    public required Guid EntryId { get; init; }

    public required byte[] Salt { get; init; }

    public required byte[] Body { get; init; }
}

/// <summary>A sealed run of entries: each block carries the hash of the one before it.</summary>
public sealed class LogBlock
{
    /// <summary>1 for the first; no number is left out.</summary>
    public required long Number { get; init; }

    public required byte[] Previous { get; init; }

    /// <summary>Merkle root over the entries in their positions.</summary>
    public required byte[] Root { get; init; }

    public required int Count { get; init; }

    public required DateTimeOffset SealedAt { get; init; }

    public required byte[] Hash { get; init; }
}

/// <summary>Which entry stands where in which block.</summary>
public sealed class LogBlockEntry
{
    public required Guid EntryId { get; init; }

    public required long Block { get; init; }

    public required int Position { get; init; }
}

/// <summary>An entry whose content was erased by a rule of retention or a person's right; written by the database function alone.</summary>
public sealed class LogErasure
{
    public required Guid EntryId { get; init; }

    public required string Rule { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal static class LogTables
{
    public const string Schema = "activity_log";

    /// <summary>Tables that the program may add to and read, never change.</summary>
    public static IReadOnlyList<string> AppendOnly { get; } =
        [$"{Schema}.entry", $"{Schema}.content", $"{Schema}.block", $"{Schema}.block_entry", $"{Schema}.erasure"];

    public static void Build(ModelBuilder model)
    {
        model.Entity<LogEntry>(entry =>
        {
            entry.ToTable("entry", Schema).NotLogged();
            entry.HasKey(e => e.Id);
            entry.HasIndex(e => new { e.SubjectType, e.SubjectId, e.At });
            entry.HasIndex(e => e.At);
            entry.HasIndex(e => e.ActorId);
        });
        model.Entity<LogContent>(content =>
        {
            content.ToTable("content", Schema).NotLogged();
            content.HasKey(c => c.EntryId);
        });
        model.Entity<LogBlock>(block =>
        {
            block.ToTable("block", Schema).NotLogged();
            block.HasKey(b => b.Number);
            block.Property(b => b.Number).ValueGeneratedNever();
        });
        model.Entity<LogBlockEntry>(entry =>
        {
            entry.ToTable("block_entry", Schema).NotLogged();
            entry.HasKey(e => e.EntryId);
            entry.HasIndex(e => new { e.Block, e.Position }).IsUnique();
        });
        model.Entity<LogErasure>(erasure =>
        {
            erasure.ToTable("erasure", Schema).NotLogged();
            erasure.HasKey(e => e.EntryId);
        });
    }
}

/// <summary>What an area says in its model about the log.</summary>
public static class LogAnnotations
{
    private const string Skip = "Koshiki:NotLogged";
    private const string Hide = "Koshiki:Secret";

    /// <summary>Rows of this kind are the program's own book-keeping (queues, sessions, the log itself): they can be saved without an actor.</summary>
    public static EntityTypeBuilder NotLogged(this EntityTypeBuilder entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return entity.HasAnnotation(Skip, true);
    }

    /// <summary>A column derived from others (search keys, caches): left out of the log.</summary>
    public static PropertyBuilder<T> NotLogged<T>(this PropertyBuilder<T> property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return property.HasAnnotation(Skip, true);
    }

    /// <summary>A secret: the log says that it changed, never what it is.</summary>
    public static PropertyBuilder<T> Secret<T>(this PropertyBuilder<T> property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return property.HasAnnotation(Hide, true);
    }

    internal static bool IsLogged(IReadOnlyAnnotatable part) => part.FindAnnotation(Skip) is null;

    internal static bool IsSecret(IReadOnlyAnnotatable part) => part.FindAnnotation(Hide) is not null;
}
