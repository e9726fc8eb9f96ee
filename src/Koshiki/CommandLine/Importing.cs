using Koshiki.Core;
using Koshiki.Core.Accounts.Importing;
using Koshiki.Foundation.Activity;

namespace Koshiki.CommandLine;

/// <summary><c>import</c>: files of offices, people and accounts, each as a whole or not at all.</summary>
internal static class Importing
{
    public static async Task<int> Accounts(Installation installation, string path, bool dryRun, CancellationToken ct)
    {
        if (!File.Exists(path)) throw new WrongUsageException($"There is no file {path}.");
        await using var db = installation.OpenCore(Actor.CommandLine);
        var imported = await new ImportAccountsHandler(db, TimeProvider.System).Handle(new ImportAccounts(Path.GetFileName(path), await File.ReadAllBytesAsync(path, ct), dryRun), ct);
        return imported.IsRefused(out var refusal)
            ? Commands.Refused(refusal)
            : Tell(path, dryRun, "アカウント", imported.Value.Added, imported.Value.Changed, imported.Value.Unchanged);
    }

    private static int Tell(string path, bool dryRun, string what, int added, int changed, int unchanged)
    {
        Console.WriteLine(dryRun
            ? $"{path}：{what} 追加 {added}件、変更 {changed}件、変更なし {unchanged}件になります。試行のため、何も登録していません。"
            : $"{path}：{what} 追加 {added}件、変更 {changed}件、変更なし {unchanged}件。");
        return 0;
    }
}
