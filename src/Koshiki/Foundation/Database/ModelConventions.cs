using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Koshiki.Foundation.Database;

/// <summary>How every type of both contexts is stored: ids as uuid, enums as text, names in snake case.</summary>
internal static class ModelConventions
{
    private static readonly Type[] IdTypes =
        [.. typeof(ModelConventions).Assembly.GetTypes().Where(type => type is { IsValueType: true, IsGenericType: false } && IsId(type))];

    public static void Apply(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<Enum>().HaveConversion<string>();
        foreach (var id in IdTypes)
        {
            configuration.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        }
    }

    /// <summary>Renames what the model left to chance. Called last, so that an area's explicit table names are in snake case already.</summary>
    public static void UseSnakeCase(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table) entity.SetTableName(SnakeCase(table));
            // A row version is PostgreSQL's own column xmin and keeps that name.
            foreach (var property in entity.GetProperties().Where(p => !(p.IsConcurrencyToken && p.ClrType == typeof(uint))))
            {
                property.SetColumnName(SnakeCase(property.GetColumnName()));
            }

            foreach (var key in entity.GetKeys()) key.SetName(SnakeCase(key.GetName()!));
            foreach (var key in entity.GetForeignKeys()) key.SetConstraintName(SnakeCase(key.GetConstraintName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(SnakeCase(index.GetDatabaseName()!));
        }
    }

    /// <summary>The names of all schemas that a model uses, for granting rights.</summary>
    public static IReadOnlyList<string> SchemasOf(IModel model) =>
        [.. model.GetEntityTypes().Select(entity => entity.GetSchema()).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    internal static string SnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsUpper(c) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                result.Append('_');
            }

            result.Append(char.ToLower(c, CultureInfo.InvariantCulture));
        }

        return result.ToString();
    }

    private static bool IsId(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>) && i.GetGenericArguments()[0] == type);
}
