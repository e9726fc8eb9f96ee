using System.Diagnostics;

namespace Koshiki.Foundation.PrivateDatabase;

/// <summary>The operating-system user that the database server runs as, and the way to run a command as that user.</summary>
/// <remarks>PostgreSQL refuses to run as root. So root hands it to Debian's account <c>postgres</c>; anyone else runs it as himself.</remarks>
internal sealed class ServerAccount
{
    private const string AccountUnderRoot = "postgres";

    private ServerAccount(string name, bool isAnother) => (Name, IsAnother) = (name, isAnother);

    public string Name { get; }

    /// <summary>Whether the server runs as somebody else than this process.</summary>
    public bool IsAnother { get; }

    public static async Task<Result<ServerAccount>> Find(CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess) return new ServerAccount(Environment.UserName, isAnother: false);

        var found = await Execute("/", ["id", "-u", AccountUnderRoot], null, ct);
        return found.Succeeded ? new ServerAccount(AccountUnderRoot, isAnother: true) : new ServerAccountMissing(AccountUnderRoot);
    }

    /// <summary>Runs a command as the server's user, in a clean environment, and waits for its end.</summary>
    /// <param name="folder">The working folder. Paths inside it can be given relative, which keeps them out of the shells PostgreSQL's tools use.</param>
    /// <param name="input">What the command reads from its standard input; nothing when null.</param>
    public Task<CommandAnswer> Run(string folder, IReadOnlyList<string> command, string? input = null, CancellationToken ct = default) =>
        Execute(folder, IsAnother ? ["runuser", "-u", Name, "--", .. command] : command, input, ct);

    public async Task<bool> Can(IReadOnlyList<string> command, CancellationToken ct) => (await Run("/", command, ct: ct)).Succeeded;

    /// <summary>Makes an empty folder that only the server's user may enter.</summary>
    public async Task MakeFolder(string path, CancellationToken ct)
    {
        IReadOnlyList<string> owner = IsAnother ? ["-o", Name] : [];
        var made = await Execute("/", ["install", "-d", .. owner, "-m", "0700", "--", path], null, ct);
        if (!made.Succeeded) throw new IOException($"{path} cannot be made: {made.Text}");
    }

    /// <summary>A command that has started is waited for: ending it half-way would leave what the locks are there to prevent.</summary>
    private static async Task<CommandAnswer> Execute(string folder, IReadOnlyList<string> command, string? input, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Nothing of the caller's environment may change the server: PGDATA, PGPORT, LANG and their like.
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["TZ"] = "UTC";

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        return new CommandAnswer(process.ExitCode, $"{await output}{await errors}".Trim());
    }
}

/// <summary>What a command said.</summary>
/// <param name="Text">Its output and its complaints, for a person to read.</param>
internal sealed record CommandAnswer(int ExitCode, string Text)
{
    public bool Succeeded => ExitCode == 0;
}
