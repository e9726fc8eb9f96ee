using Koshiki.Core.Accounts.Connecting;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Keys;

namespace Koshiki.CommandLine;

/// <summary><c>account connect</c>: hands over a platform's token from a file. The file is left as it is; its owner removes it.</summary>
internal static class Connecting
{
    public static async Task<int> Connect(Installation installation, string key, string path, CancellationToken ct)
    {
        if (!File.Exists(path)) return Commands.Refused(new NoSuchFile(path));
        await using var db = installation.OpenCore(Actor.CommandLine);
        var handler = new ConnectionHandler(db, MasterKey.Load(installation.Settings.MasterKeyFile));
        var done = await handler.Handle(new HandOverToken(key, await File.ReadAllBytesAsync(path, ct)), ct);
        if (done.IsRefused(out var refusal)) return Commands.Refused(refusal);
        Console.WriteLine($"アカウント「{done.Value.Key}」（{done.Value.Name}）の接続情報を登録しました。ファイル{path}は消してください。");
        return 0;
    }
}
