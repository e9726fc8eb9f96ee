using System.Security.Cryptography;
using System.Text.Json;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.AspNetCore.DataProtection;

namespace Koshiki.Foundation.Web.Keeping;

/// <summary>Keeps the fields of a form that could not be accepted, and puts them back into the page when the same person opens it again.</summary>
internal static class Restoring
{
    /// <summary>The key of the address that names the kept form.</summary>
    public const string Key = "_restore";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public static KeptForm Pack(IDataProtectionProvider protection, FormOrigin origin, string owner, IFormCollection form, DateTimeOffset now)
    {
        var fields = form.Where(field => !FormKeys.IsMechanical(field.Key) && !IsSecret(field.Key))
            .ToDictionary(field => field.Key, field => field.Value.ToArray(), StringComparer.Ordinal);
        var contents = Protector(protection).Protect(JsonSerializer.SerializeToUtf8Bytes(fields));
        return new KeptForm(Guid.NewGuid(), owner, origin.Page, contents, now + Lifetime);
    }

    /// <summary>The address of the page that will show the fields again.</summary>
    public static string AddressOf(KeptForm kept) =>
        kept.Page + (kept.Page.Contains('?', StringComparison.Ordinal) ? '&' : '?') + Key + "=" + kept.Id.ToString("N");

    /// <summary>Looks up the kept form that the address names, for the frame to show. Called before the endpoint.</summary>
    public static async Task Find(HttpContext context, IKeptForms store, DateTimeOffset now)
    {
        if (!Guid.TryParse(context.Request.Query[Key], out var id) || FormOrigin.OwnerOf(context.User) is not { } me) return;

        var kept = await store.Find(id, now, context.RequestAborted);
        context.Features.Set(kept is not null && kept.Owner == me ? Unpack(context, kept) : RestoredForm.Gone);
    }

    private static RestoredForm Unpack(HttpContext context, KeptForm kept)
    {
        try
        {
            var contents = Protector(context.RequestServices.GetRequiredService<IDataProtectionProvider>()).Unprotect(kept.Contents);
            return new RestoredForm(JsonSerializer.Deserialize<Dictionary<string, string[]>>(contents) ?? []);
        }
        catch (CryptographicException)
        {
            return RestoredForm.Gone;
        }
    }

    private static IDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("Koshiki.Foundation.Web.KeptForm");

    /// <summary>Secrets are never kept; the person types them again.</summary>
    private static bool IsSecret(string name) =>
        name.Contains("password", StringComparison.OrdinalIgnoreCase) || name.Contains("secret", StringComparison.OrdinalIgnoreCase) || name.Contains("otp", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The fields that came back; null fields mean that there was nothing left to bring back.</summary>
internal sealed record RestoredForm(IReadOnlyDictionary<string, string[]>? Fields)
{
    public static RestoredForm Gone { get; } = new((IReadOnlyDictionary<string, string[]>?)null);

    public Notice Notice => Fields is null
        ? Notice.Information("入力の控えは残っていません。", "控えは30分で消え、入力した本人だけが開けます。もう一度入力してください。")
        : Notice.Information("ここまでの入力を復元しました。", "まだ送信されていません。内容を確かめて、もう一度送信してください。選んだファイルとパスワードは入れ直してください。");

    /// <summary>Lays the restored fields over a page's form.</summary>
    public static FormState Over(HttpContext context, FormState form) => context.Features.Get<RestoredForm>() is { Fields: { } fields }
        ? fields.Aggregate(form, (state, field) => state.With(field.Key, field.Value))
        : form;
}
