using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Koshiki.Foundation.Database;

/// <summary>Records that are kept whole as JSON.</summary>
internal static class JsonColumns
{
    /// <summary>Stores the record as jsonb. It has changed when its JSON has.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) where T : class?
    {
        ArgumentNullException.ThrowIfNull(property);
        return property.HasColumnType("jsonb").HasConversion(
            record => JsonSerializer.Serialize(record, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<T>((a, b) => Written(a) == Written(b), record => Written(record).GetHashCode(StringComparison.Ordinal), record => record));
    }

    /// <summary>For the compiled models, which call it by name.</summary>
    internal static string Written<T>(T record) => JsonSerializer.Serialize(record, JsonSerializerOptions.Default);
}
