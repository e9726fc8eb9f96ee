using System.Globalization;
using Koshiki.Core;
using Koshiki.Edge;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Koshiki.Tests.Foundation.Database;

/// <summary>The models that tools/DesignTime wrote down, against the models as the code says them now.</summary>
public sealed class CompiledModelTests
{
    private const string Nowhere = "Host=localhost;Database=design";

    public static TheoryData<string> Sides => ["core", "edge"];

    [Theory]
    [MemberData(nameof(Sides))]
    public void Z1_the_compiled_model_is_the_model_that_the_code_describes(string side)
    {
        using var db = Open(side);

        var compiled = Describe(db.Model);
        var described = Describe(db.GetService<IDesignTimeModel>().Model);

        Assert.IsType<RuntimeModel>(db.Model, exactMatch: false);
        Assert.Equal([], described.Except(compiled).Select(line => $"missing: {line}"));
        Assert.Equal([], compiled.Except(described).Select(line => $"no longer so: {line}"));
    }

    private static DbContext Open(string side) => side == "core"
        ? new CoreDb(new DbContextOptionsBuilder<CoreDb>().UseNpgsql(Nowhere).Options, new Acting(), TimeProvider.System, [])
        : new EdgeDb(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(Nowhere).Options);

    /// <summary>What reading and writing rows depends on, a line for each fact.</summary>
    private static List<string> Describe(IModel model) => [.. model.GetEntityTypes().SelectMany(Describe)];

    private static IEnumerable<string> Describe(IEntityType entity)
    {
        yield return $"{entity.Name} in {entity.GetSchema()}.{entity.GetTableName()}{entity.GetViewName()}, owned: {entity.IsOwned()}, json: {entity.GetContainerColumnName()}";
        foreach (var property in entity.GetProperties())
        {
            var mapping = property.GetTypeMapping();
            var converter = mapping.Converter;
            var annotations = property.GetAnnotations().Where(a => a.Name.StartsWith("Koshiki:", StringComparison.Ordinal)).Select(a => $"{a.Name}={a.Value}").Order(StringComparer.Ordinal);
            yield return string.Create(CultureInfo.InvariantCulture, $"{entity.Name}.{property.Name}: {property.ClrType} as {property.GetColumnName()} {property.GetColumnType()}, null: {property.IsNullable}, most: {property.GetMaxLength()}, ")
                + $"guards: {property.IsConcurrencyToken}, made: {property.ValueGenerated}, {converter?.GetType()} {converter?.ConvertToProviderExpression} {converter?.ConvertFromProviderExpression}, "
                + $"{property.GetValueComparer().Type}, unset: {Unset(property)} {string.Join(' ', annotations)}";
        }

        foreach (var key in entity.GetKeys()) yield return $"{entity.Name} key {Names(key.Properties)}, primary: {key.IsPrimaryKey()}";
        foreach (var key in entity.GetForeignKeys())
        {
            yield return $"{entity.Name} {Names(key.Properties)} to {key.PrincipalEntityType.Name} {Names(key.PrincipalKey.Properties)}, {key.DeleteBehavior}, one: {key.IsUnique}, needed: {key.IsRequired}, {key.DependentToPrincipal?.Name} {key.PrincipalToDependent?.Name}";
        }

        foreach (var index in entity.GetIndexes()) yield return $"{entity.Name} index {Names(index.Properties)}, unique: {index.IsUnique}";
        foreach (var complex in entity.GetComplexProperties()) yield return $"{entity.Name} complex {complex.Name}: {string.Join(' ', complex.ComplexType.GetProperties().Select(p => $"{p.Name} {p.ClrType} {p.GetColumnName()}"))}";
    }

    /// <summary>By which value a property counts as not set. A type's own empty value and none at all mean the same.</summary>
    private static string Unset(IProperty property) =>
        property.Sentinel is { } value && !(property.ClrType.IsValueType && value.Equals(Activator.CreateInstance(property.ClrType))) ? $"{value}" : "";

    private static string Names(IEnumerable<IReadOnlyProperty> properties) => string.Join('+', properties.Select(property => property.Name));
}
