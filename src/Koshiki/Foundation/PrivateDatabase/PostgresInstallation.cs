using System.Globalization;
using System.Text.RegularExpressions;

namespace Koshiki.Foundation.PrivateDatabase;

/// <summary>A PostgreSQL server installed on this machine.</summary>
/// <param name="Major">Its major version; data of one major version cannot be opened by another.</param>
/// <param name="Bin">The folder of <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</param>
internal sealed partial record PostgresInstallation(int Major, string Bin)
{
    public const int OldestMajor = 15;

    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary>The path of one of the server's programs.</summary>
    public string Program(string name) => Path.Combine(Bin, name);

    /// <summary>Chooses the server for a data folder: the newest for a new one, the one that made the data otherwise.</summary>
    /// <param name="dataMajor">The version that made the data; null when there are none yet.</param>
    /// <returns>The installation, or <see cref="PostgreSqlNotInstalled"/>, <see cref="OtherServerVersion"/>.</returns>
    public static Result<PostgresInstallation> Choose(IEnumerable<PostgresInstallation> installed, int? dataMajor)
    {
        var usable = installed.Where(one => one.Major >= OldestMajor).OrderByDescending(one => one.Major).ToList();
        if (usable.Count == 0) return new PostgreSqlNotInstalled();
        if (dataMajor is null) return usable[0];

        return usable.Find(one => one.Major == dataMajor) is { } same ? same : new OtherServerVersion(dataMajor.Value, usable[0].Major);
    }

    /// <summary>Every server found where Debian puts them and on the PATH.</summary>
    public static async Task<IReadOnlyList<PostgresInstallation>> All(ServerAccount account, CancellationToken ct)
    {
        var debian = Directory.Exists(DebianRoot) ? Directory.EnumerateDirectories(DebianRoot).Select(folder => Path.Combine(folder, "bin")) : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var found = new List<PostgresInstallation>();
        foreach (var bin in debian.Concat(path).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Select(RealFolder).Distinct())
        {
            var said = await account.Run("/", [Path.Combine(bin, "postgres"), "--version"], ct: ct);
            if (Version().Match(said.Text) is { Success: true } version)
            {
                found.Add(new PostgresInstallation(int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture), bin));
            }
        }

        return found;
    }

    /// <summary>Distributions link single programs into a folder of the PATH; the others stand where the link points to.</summary>
    private static string RealFolder(string folder)
    {
        var program = new FileInfo(Path.Combine(folder, "initdb"));
        return program.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Path.GetDirectoryName(target.FullName)! : folder;
    }

    [GeneratedRegex(@"PostgreSQL\) (\d{1,3})")]
    private static partial Regex Version();
}
