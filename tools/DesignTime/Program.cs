// dotnet run --project tools/DesignTime -- NAME : writes the next migration of each side whose model has changed.
using Koshiki.Core;
using Koshiki.Edge;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;

if (args is not [var name]) throw new ArgumentException("Give the migration's name.");
var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../src/Koshiki"));
const string nowhere = "Host=localhost;Database=design";

using var core = new CoreDb(new DbContextOptionsBuilder<CoreDb>().UseNpgsql(nowhere, CoreSchema.History).Options, new Acting(), TimeProvider.System, []);
using var edge = new EdgeDb(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(nowhere, EdgeSchema.History).Options);
foreach (var (db, side) in new (DbContext, string)[] { (core, "Core"), (edge, "Edge") })
{
    if (!db.Database.HasPendingModelChanges())
    {
        Console.WriteLine($"{side}: nothing has changed.");
        continue;
    }

    var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
    new Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal.NpgsqlDesignTimeServices().ConfigureDesignTimeServices(services);
    await using var provider = services.BuildServiceProvider();
    using var scope = provider.CreateScope();
    var scaffolder = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
    var migration = scaffolder.ScaffoldMigration(side + name, "Koshiki", $"{side}.Migrations");
    scaffolder.Save(project, migration, Path.Combine(project, side, "Migrations"), dryRun: false);
    Console.WriteLine($"{side}: {migration.MigrationId}");
}
