using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Koshiki.Foundation.Web.Keeping;

/// <summary>Where a form came from: its one-time id, the person it was shown to, and the page that showed it. Travels in the form, encrypted.</summary>
internal sealed record FormOrigin(Guid Id, string? Owner, string Page)
{
    /// <summary>The origin of a form in the page that is being made. A page that answers a form with faults belongs to the address of the first page.</summary>
    public static FormOrigin Of(HttpContext context) =>
        new(Guid.CreateVersion7(), OwnerOf(context.User), context.Features.Get<FormOrigin>()?.Page ?? PageOf(context.Request));

    public static string? OwnerOf(ClaimsPrincipal person) =>
        person.Identity is { IsAuthenticated: true } ? person.FindFirstValue(ClaimTypes.NameIdentifier) : null;

    public string Seal(IDataProtectionProvider protection) => Protector(protection).Protect(JsonSerializer.Serialize(this));

    /// <summary>Null if the text was not made by <see cref="Seal"/> of this installation.</summary>
    public static FormOrigin? Open(IDataProtectionProvider protection, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return JsonSerializer.Deserialize<FormOrigin>(Protector(protection).Unprotect(text));
        }
        catch (Exception broken) when (broken is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The page's own address, without the key of an earlier restoring.</summary>
    private static string PageOf(HttpRequest request) =>
        request.Path.ToUriComponent() + QueryString.Create(request.Query.Where(field => field.Key != Restoring.Key)).ToUriComponent();

    private static IDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("Koshiki.Foundation.Web.FormOrigin");
}
