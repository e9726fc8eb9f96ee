using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Foundation;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>Puts the residents' choosing into the chat itself: three fields that open the form, choose emergencies alone, and say what holds. F7.</summary>
/// <param name="publicUrl">The public host, where the form is.</param>
internal sealed class PreferenceMenu(EdgeDb db, MasterKey master, LineRichMenu menu, Uri publicUrl)
{
    private const string Picture = "Koshiki.Edge.PublicSite.Preferences.rich-menu.png";

    private static readonly PreferenceWords Words = PublicWords.Japanese.Preferences;

    /// <returns>What was done, <see cref="NotConnectedToLine"/> or <see cref="RichMenuRefused"/>.</returns>
    public async Task<Result<RichMenuPut>> Put(string account, CancellationToken ct)
    {
        if (await db.ConnectedAccounts.FindAsync([account], ct) is not { Platform: Platform.Line } connected || LineSecret.Read(connected.Open(master).Secret.Span) is not { } secret)
            return new NotConnectedToLine(account);

        return await menu.Put(
            secret,
            Words.MenuBar,
            [
                new RichMenuField(Words.MenuChoose, $"{publicUrl.AbsoluteUri.TrimEnd('/')}{Visits.Path}/{Uri.EscapeDataString(account)}", null),
                new RichMenuField(Words.MenuEmergencyOnly, null, PreferenceCommands.DataOf(PreferenceCommand.EmergencyOnly)),
                new RichMenuField(Words.MenuShow, null, PreferenceCommands.DataOf(PreferenceCommand.Show)),
            ],
            await ReadPicture(ct),
            ct);
    }

    private static async Task<byte[]> ReadPicture(CancellationToken ct)
    {
        await using var stored = typeof(PreferenceMenu).Assembly.GetManifestResourceStream(Picture) ?? throw new InvalidOperationException($"The program was built without {Picture}.");
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy, ct);
        return copy.ToArray();
    }
}
