using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Koshiki.Foundation.Activity;

/// <summary>Turns what is about to be saved into log entries of the same save.</summary>
internal static class LogWriter
{
    public const int SaltSize = 16;

    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds one entry for each changed record. Throws when somebody must be named and nobody is.</summary>
    public static void AddEntries(DbContext db, Actor? actor, DateTimeOffset now)
    {
        var changes = db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && LogAnnotations.IsLogged(e.Metadata))
            .ToList();
        if (changes.Count == 0) return;
        if (actor is null) throw new InvalidOperationException("A change was saved without saying who makes it: call Acting.As first.");

        var command = Guid.CreateVersion7(now);
        // PostgreSQL keeps microseconds; what is committed to must be what can be read back.
        var at = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        foreach (var change in changes)
        {
            var body = Body(change, actor, command, at, out var subjectType, out var subjectId, out var action);
            if (body is null) continue;
            var entryId = Guid.CreateVersion7(now);
            var salt = RandomNumberGenerator.GetBytes(SaltSize);
            db.Add(new LogEntry
            {
                Id = entryId,
                Command = command,
                At = at,
                ActorId = actor.Person,
                ActorName = actor.Name,
                Via = actor.Via,
                SubjectType = subjectType,
                SubjectId = subjectId,
                Action = action,
                Commitment = Commit(salt, body),
            });
            db.Add(new LogContent { EntryId = entryId, Salt = salt, Body = body });
        }
    }

    /// <summary>SHA-256 of the salt followed by the content.</summary>
    public static byte[] Commit(byte[] salt, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static byte[]? Body(EntityEntry change, Actor actor, Guid command, DateTimeOffset at, out string subjectType, out string subjectId, out LogAction action)
    {
        subjectType = change.Metadata.ClrType.Name;
        subjectId = string.Join('/', change.Metadata.FindPrimaryKey()!.Properties.Select(key => Text(change.Property(key.Name), change.Property(key.Name).CurrentValue)));
        action = change.State switch { EntityState.Added => LogAction.Added, EntityState.Deleted => LogAction.Removed, _ => LogAction.Changed };

        var properties = change.Properties
            .Where(p => LogAnnotations.IsLogged(p.Metadata) && !p.Metadata.IsPrimaryKey() && !p.Metadata.IsConcurrencyToken)
            .Where(p => change.State is not EntityState.Modified || (p.IsModified && !Equals(p.OriginalValue, p.CurrentValue)))
            .OrderBy(p => p.Metadata.Name, StringComparer.Ordinal)
            .ToList();
        if (properties.Count == 0 && change.State is EntityState.Modified) return null;

        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Canonical))
        {
            json.WriteStartObject();
            json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("actor", actor.Person?.ToString());
            json.WriteString("name", actor.Name);
            json.WriteString("via", actor.Via);
            json.WriteString("command", command);
            json.WriteString("subject", subjectType);
            json.WriteString("id", subjectId);
            json.WriteString("action", action.ToString());
            json.WriteStartObject("changes");
            foreach (var property in properties)
            {
                var secret = LogAnnotations.IsSecret(property.Metadata);
                json.WriteStartObject(property.Metadata.Name);
                if (change.State is not EntityState.Added) json.WriteString("before", secret ? "（秘密）" : Text(property, property.OriginalValue));
                if (change.State is not EntityState.Deleted) json.WriteString("after", secret ? "（秘密）" : Text(property, property.CurrentValue));
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string? Text(PropertyEntry property, object? value)
    {
        if (value is not null && property.Metadata.GetTypeMapping().Converter is { } converter) value = converter.ConvertToProvider(value);
        return value switch
        {
            null => null,
            byte[] bytes => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))} ({bytes.Length} bytes)",
            DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string text => text,
            System.Collections.IEnumerable many => string.Join(", ", many.Cast<object?>().Select(one => Convert.ToString(one, CultureInfo.InvariantCulture))),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }
}
