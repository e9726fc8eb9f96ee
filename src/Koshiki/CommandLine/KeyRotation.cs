using Koshiki.Core;
using Koshiki.Edge;
using Koshiki.Foundation.Keys;
using Npgsql;

namespace Koshiki.CommandLine;

/// <summary><c>key rotate</c>: puts a new master key in front and wraps everything stored anew under it. Nodes may go on running.</summary>
internal static class KeyRotation
{
    public static async Task<int> Rotate(Installation installation, CancellationToken ct)
    {
        var file = installation.Settings.MasterKeyFile;
        await using var core = NpgsqlDataSource.Create(installation.Settings.OwnerDatabase);
        await using var edge = NpgsqlDataSource.Create(installation.Settings.EdgeOwnerDatabase);
        await using var coreDb = installation.OpenCore(Foundation.Activity.Actor.CommandLine);
        await using var edgeDb = installation.OpenEdge();
        (NpgsqlDataSource Owner, WrappedColumn Column)[] columns =
            [.. WrappedColumn.Of(coreDb.Model).Select(column => (core, column)), .. WrappedColumn.Of(edgeDb.Model).Select(column => (edge, column))];

        var master = MasterKey.Load(file);
        var left = 0L;
        foreach (var (owner, column) in columns) left += await column.Outdated(owner, master, ct);
        if (left > 0)
        {
            Console.WriteLine($"{left} stored secrets are still under an older key: the last rotation goes on, no further key is added.");
        }
        else
        {
            MasterKey.AddKey(file);
            master = MasterKey.Load(file);
            Console.WriteLine($"{file} has a new key in front ({master.CurrentId:x8}). Nodes on other machines need this file before they can go on.");
        }

        var done = 0L;
        foreach (var (owner, column) in columns)
        {
            var rewrapped = await column.Rewrap(owner, master, ct);
            if (rewrapped > 0) Console.WriteLine($"{column.Table}.{column.Column}: {rewrapped}");
            done += rewrapped;
        }

        Console.WriteLine($"{done} stored secrets are under the new key. Keep the older keys in the file: backups, orders on their way and the finding of friends need them. Copy the file to where its copy is kept.");
        return 0;
    }
}
