using Koshiki.Edge;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.PublicSite.Preferences;
using Koshiki.Foundation;
using Koshiki.Foundation.Keys;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.CommandLine;

/// <summary><c>account rich-menu</c>: puts the residents' choosing into the chat of a LINE account. May be done again at any time. F7.</summary>
internal static class RichMenus
{
    public static async Task<int> Put(Installation installation, string key, CancellationToken ct)
    {
        var settings = installation.Settings;
        var platforms = installation.Configuration.GetSection(PlatformOptions.Section).Get<PlatformOptions>() ?? new PlatformOptions();
        if (platforms.Fault() is { } fault) throw new SettingException(fault);
        await using var db = new EdgeDb(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(settings.EdgeDatabase).Options);
        using var http = new PlatformHttp();
        var menu = new PreferenceMenu(db, MasterKey.Load(settings.MasterKeyFile), new LineRichMenu(http, platforms), settings.PublicUrl);
        var done = await menu.Put(key, ct);
        if (done.IsRefused(out var refusal)) return Commands.Refused(refusal);
        Console.WriteLine(done.Value.WasThere
            ? $"アカウント「{key}」のリッチメニューは、すでに今の内容です（{done.Value.Id}）。"
            : $"アカウント「{key}」のリッチメニューを登録しました（{done.Value.Id}）。友だち全員のトーク画面に表示されます。");
        return 0;
    }
}
