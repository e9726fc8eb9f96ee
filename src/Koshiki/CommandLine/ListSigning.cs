using Koshiki.Edge.PublicSite.Signing;
using Koshiki.Foundation.Keys;

namespace Koshiki.CommandLine;

/// <summary><c>list verify</c> and <c>key rotate-signing</c>: the signature of the official list. K2.</summary>
internal static class ListSigning
{
    /// <summary>Checks a list against its signature and the published keys; needs no database and no network.</summary>
    /// <returns>0 where the signature fits; 1 with the reason where it does not.</returns>
    public static async Task<int> Verify(Arguments call, CancellationToken ct)
    {
        call.AllowOnly("signature", "keys");
        string[] files = [call.Word(2, "FILE"), call.Required("signature"), call.Required("keys")];
        if (Array.Find(files, file => !File.Exists(file)) is { } missing) return Commands.Refused(new NoSuchFile(missing));

        var signature = await File.ReadAllTextAsync(files[1], ct);
        var keys = await File.ReadAllBytesAsync(files[2], ct);
        var verified = DetachedJws.Verify(await File.ReadAllBytesAsync(files[0], ct), signature, keys);
        if (verified.IsRefused(out var refusal)) return Commands.Refused(refusal);
        Console.WriteLine($"署名は一覧と合っています（鍵 {verified.Value}）。");
        return 0;
    }

    /// <summary>Signs with a new key from now on. Signatures of older keys can still be checked.</summary>
    public static async Task<int> Rotate(Installation installation, CancellationToken ct)
    {
        await using var edge = installation.OpenEdge();
        var key = await SigningKey.Replace(edge, MasterKey.Load(installation.Settings.MasterKeyFile), DateTimeOffset.UtcNow, ct);
        Console.WriteLine($"公式アカウント一覧の署名を新しい鍵（{key.Id}）に替えました。前の鍵の署名も、公開鍵の一覧で確かめられます。");
        return 0;
    }
}
