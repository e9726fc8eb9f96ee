// dotnet run --project tools/DesignTime -- NAME : writes the next migration of each side whose model has changed, and both sides' compiled models.
using Koshiki.Core;
using Koshiki.Edge;
using Koshiki.Exchange;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

if (args is not [var name]) throw new ArgumentException("Give the migration's name.");
var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../src/Koshiki"));
const string nowhere = "Host=localhost;Database=design";

using var core = new CoreDb(new DbContextOptionsBuilder<CoreDb>().UseNpgsql(nowhere, CoreSchema.History).Options, new Acting(), TimeProvider.System, []);
using var edge = new EdgeDb(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(nowhere, EdgeSchema.History).Options);
foreach (var (db, side) in new (DbContext, string)[] { (core, "Core"), (edge, "Edge") })
{
    var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
    new Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal.NpgsqlDesignTimeServices().ConfigureDesignTimeServices(services);
    services.AddSingleton<ICSharpHelper, SourceHelper>();
    await using var provider = services.BuildServiceProvider();
    using var scope = provider.CreateScope();
    WriteMigration(scope.ServiceProvider, db, side);
    WriteCompiledModel(scope.ServiceProvider, db, side);
}

void WriteMigration(IServiceProvider services, DbContext db, string side)
{
    if (!db.Database.HasPendingModelChanges())
    {
        Console.WriteLine($"{side}: no table has changed.");
        return;
    }

    var scaffolder = services.GetRequiredService<IMigrationsScaffolder>();
    var migration = scaffolder.ScaffoldMigration(side + name, "Koshiki", $"{side}.Migrations");
    scaffolder.Save(project, migration, Path.Combine(project, side, "Migrations"), dryRun: false);
    Console.WriteLine($"{side}: {migration.MigrationId}");
}

void WriteCompiledModel(IServiceProvider services, DbContext db, string side)
{
    var options = new CompiledModelCodeGenerationOptions { ContextType = db.GetType(), ModelNamespace = $"Koshiki.{side}.CompiledModel", Language = "C#", UseNullableReferenceTypes = true };
    var generator = services.GetRequiredService<ICompiledModelCodeGeneratorSelector>().Select(options);
    var files = generator.GenerateModel(db.GetService<IDesignTimeModel>().Model, options);

    var folder = Path.Combine(project, side, "CompiledModel");
    if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    Directory.CreateDirectory(folder);
    foreach (var file in files) File.WriteAllText(Path.Combine(folder, file.Path), file.Code);
    Console.WriteLine($"{side}: compiled model in {files.Count} files");
}

/// <summary>Has words for the empty value of the one type for which EF has none: its column's empty value is no text at all.</summary>
internal sealed class SourceHelper(ITypeMappingSource source) : CSharpHelper(source)
{
    public override string UnknownLiteral(object? value) => value is SealHash { Hex: null } ? "null" : base.UnknownLiteral(value);
}
