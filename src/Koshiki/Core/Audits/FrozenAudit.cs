using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Koshiki.Core.Audits.Tables;
using Koshiki.Foundation.Figures;

namespace Koshiki.Core.Audits;

/// <summary>Population, forms and rounding of an audit as they were when it was frozen: bytes under a hash. The same bytes give the same figures for ever. J2; ARCHITECTURE 3.9.</summary>
public sealed class FrozenAudit
{
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required AuditId Audit { get; init; }

    /// <summary>JSON: the snapshot, and the forms by name as they were written.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required DateTimeOffset At { get; init; }

    internal static FrozenAudit Of(AuditId audit, AuditTables tables, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            json.WritePropertyName("snapshot");
            json.WriteRawValue(SnapshotJson.Write(tables.Snapshot));
            json.WriteStartObject("forms");
            foreach (var (name, text) in tables.Programme.Texts.OrderBy(form => form.Key, StringComparer.Ordinal)) json.WriteString(name, text);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        var bytes = buffer.WrittenSpan.ToArray();
        return new FrozenAudit { Audit = audit, Bytes = bytes, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), At = now };
    }

    /// <summary>True while the bytes are those whose hash was printed.</summary>
    public bool IsWhole => Convert.ToHexStringLower(SHA256.HashData(Bytes)) == Sha256;

    /// <exception cref="InvalidDataException">The bytes were changed after freezing.</exception>
    internal AuditTables Open(Programme programme)
    {
        if (!IsWhole) throw new InvalidDataException($"The frozen bytes of audit {Audit.Value} no longer have their hash.");
        using var document = JsonDocument.Parse(Bytes);
        var snapshot = SnapshotJson.Read(System.Text.Encoding.UTF8.GetBytes(document.RootElement.GetProperty("snapshot").GetRawText()));
        var forms = document.RootElement.GetProperty("forms").EnumerateObject().ToDictionary(form => form.Name, form => form.Value.GetString()!);
        return new AuditTables(programme.With(forms), snapshot);
    }
}
