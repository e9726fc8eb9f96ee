using System.Security.Cryptography;
using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.FriendFiles;
using Koshiki.Edge;
using Koshiki.Edge.Segments;
using Koshiki.Edge.Segments.Files;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.CommandLine;

/// <summary><c>import line-friends</c> and <c>export line-friends</c>: the friends of a LINE account as a file. Each act is in the activity log, by counts alone. F2.</summary>
internal static class FriendFiles
{
    public static async Task<int> Import(Installation installation, string path, string account, bool dryRun, CancellationToken ct)
    {
        if (!File.Exists(path)) return Commands.Refused(new NoSuchFile(path));
        var content = await File.ReadAllBytesAsync(path, ct);
        await using var core = installation.OpenCore(Actor.CommandLine);
        if (await NotALineAccount(core, account, ct) is { } unknown) return Commands.Refused(unknown);
        var act = dryRun ? null : await Begin(core, account, FriendFileKind.Import, path, Convert.ToHexStringLower(SHA256.HashData(content)), ct);

        var master = MasterKey.Load(installation.Settings.MasterKeyFile);
        await using var edge = OpenEdge(installation);
        var handler = new ImportFriendsHandler(edge, new FriendImport(new FriendHash(master), new FriendIds(master)), TimeProvider.System);
        var imported = await handler.Handle(new ImportFriends(account, Path.GetFileName(path), content, dryRun), ct);
        if (imported.IsRefused(out var refusal)) return Commands.Refused(refusal);

        var done = imported.Value;
        act?.Finish(done.Added + done.Changed + done.Kept, done.Added, done.Changed, TimeProvider.System.GetUtcNow());
        await core.SaveChangesAsync(ct);
        var counts = $"新しい友だち{done.Added}人、変更{done.Changed}人、変更なし{done.Kept}人";
        Console.WriteLine(dryRun ? $"{path}：{counts}になります。試行のため、何も登録していません。" : $"{path}：{counts}を取り込みました。ファイルには個人情報が入っています。用が済んだら消してください。");
        return 0;
    }

    /// <summary>Writes a new file that its owner alone can read.</summary>
    public static async Task<int> Export(Installation installation, string path, string account, CancellationToken ct)
    {
        if (File.Exists(path)) throw new WrongUsageException($"{path} exists already. A list of residents does not replace a file.");
        await using var core = installation.OpenCore(Actor.CommandLine);
        if (await NotALineAccount(core, account, ct) is { } unknown) return Commands.Refused(unknown);
        var act = await Begin(core, account, FriendFileKind.Export, path, null, ct);

        await using var edge = OpenEdge(installation);
        int written;
        await using (var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            written = await new ExportFriendsHandler(edge, new FriendIds(MasterKey.Load(installation.Settings.MasterKeyFile))).Handle(account, file, ct);
        }

        act.Finish(written, null, null, TimeProvider.System.GetUtcNow());
        await core.SaveChangesAsync(ct);
        Console.WriteLine($"友だち{written}人を{path}に書き出しました。個人情報が入っています。用が済んだら消してください。この操作は操作記録に残ります。");
        return 0;
    }

    private static async Task<Refusal?> NotALineAccount(CoreDb core, string key, CancellationToken ct) =>
        await core.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Key == key, ct) switch
        {
            null => new AccountNotFound(key),
            { Platform: not Platform.Line } => new NotALineAccount(key),
            _ => null,
        };

    private static async Task<FriendFileAct> Begin(CoreDb core, string account, FriendFileKind kind, string path, string? sha256, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var act = new FriendFileAct { Id = Guid.CreateVersion7(now), AccountKey = account, Kind = kind, FileName = Path.GetFileName(path), Sha256 = sha256, BegunAt = now };
        core.FriendFileActs.Add(act);
        await core.SaveChangesAsync(ct);
        return act;
    }

    private static EdgeDb OpenEdge(Installation installation) => new(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(installation.Settings.EdgeDatabase).Options);
}
