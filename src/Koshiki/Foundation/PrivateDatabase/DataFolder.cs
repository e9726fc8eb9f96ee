using System.Globalization;

namespace Koshiki.Foundation.PrivateDatabase;

/// <summary>The folder given with <c>--data</c>: the database, the secrets and the locks of one private installation.</summary>
internal sealed class DataFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersMayPass = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The first version whose data later ones bring forward. Before it the tables were made anew with each change (docs/decisions/0003).</summary>
    private static readonly Version OldestKept = new(0, 3, 0, 0);

    private static readonly string[] OurNames = ["pg", "secret", "start.lock", "users.lock", "version"];

    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    /// <summary>The database server's own folder; it is there only when it is complete.</summary>
    public string Database => Inside("pg");

    /// <summary>Master key and the like. The database server cannot read it when it runs as another user.</summary>
    public string Secret => Inside("secret");

    /// <summary>Held alone by whoever is starting or ending.</summary>
    public string StartLock => Inside("start.lock");

    /// <summary>Held together by every process that uses the database, for its whole life.</summary>
    public string UsersLock => Inside("users.lock");

    private string VersionFile => Inside("version");

    /// <summary>A new name for a database that is being made. What still bears such a name later was left by a crash.</summary>
    public string NewUnfinished() => Inside($"pg.unfinished-{Guid.NewGuid():N}");

    public IEnumerable<string> LeftUnfinished() => Directory.EnumerateDirectories(Path, "pg.unfinished-*");

    /// <summary>The major version of PostgreSQL that made the data; null when there are none yet.</summary>
    public int? DataMajor()
    {
        var file = System.IO.Path.Combine(Database, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Makes the folder when it is missing, and looks whether it is ours and whether we and the server can use it.</summary>
    /// <returns>Done, or <see cref="DataFolderNotUsable"/>, <see cref="DataFolderNotReachable"/>, <see cref="NotADataFolder"/>.</returns>
    public async Task<Result<Done>> Prepare(ServerAccount account, CancellationToken ct)
    {
        try
        {
            // The server's user has to pass on its way to its own folder, and sees nothing else: the rest is closed by itself.
            if (!Directory.Exists(Path)) Directory.CreateDirectory(Path, account.IsAnother ? OthersMayPass : OwnerOnly);

            var names = Directory.EnumerateFileSystemEntries(Path).Select(entry => System.IO.Path.GetFileName(entry)).Where(name => name != "lost+found").ToList();
            if (names.Count > 0 && !names.Exists(OurNames.Contains)) return new NotADataFolder(Path);

            Directory.CreateDirectory(Secret, OwnerOnly);
            using (File.OpenHandle(VersionFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                // Opening it is the proof that we may write here.
            }
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return new DataFolderNotUsable(Path);
        }

        if (await FirstClosedTo(account, ct) is { } blocking) return new DataFolderNotReachable(Path, blocking, account.Name);
        if (!Directory.Exists(Database)) return default(Done);
        if (!await account.Can(["test", "-O", Database], ct)) return new DataFolderNotUsable(Path);
        return DataMajor() is null ? new NotADataFolder(Path) : default(Done);
    }

    /// <summary>Refuses data that a newer release has used, and those of the time before <see cref="OldestKept"/>: this one does not know their shape.</summary>
    /// <returns>Done, <see cref="DataFromNewerRelease"/> or <see cref="DataFromDevelopment"/>.</returns>
    public Result<Done> Accepts(Version release)
    {
        if (!Version.TryParse(File.ReadAllText(VersionFile).Trim(), out var data)) return default(Done);
        if (data < OldestKept) return new DataFromDevelopment(Path, data.ToString());
        return data > release ? new DataFromNewerRelease(data.ToString(), release.ToString()) : default(Done);
    }

    public void Remember(Version release) => File.WriteAllText(VersionFile, $"{release}\n");

    private string Inside(string name) => System.IO.Path.Combine(Path, name);

    private async Task<string?> FirstClosedTo(ServerAccount account, CancellationToken ct)
    {
        if (await account.Can(["test", "-x", Path], ct)) return null;

        var above = new Stack<string>();
        for (var folder = Path; folder is not null; folder = System.IO.Path.GetDirectoryName(folder)) above.Push(folder);
        foreach (var folder in above)
        {
            if (!await account.Can(["test", "-x", folder], ct)) return folder;
        }

        return Path;
    }
}
