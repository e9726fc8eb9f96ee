using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Queues;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Serving;

namespace Koshiki.Edge.PublicSite.Checking;

/// <summary>"Is this account official?" as a page, inside other sites' pages, and for programs. One question, by GET; nothing is stored.</summary>
internal static class CheckPages
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <param name="public">The group <c>/public</c>.</param>
    public static void Map(RouteGroupBuilder @public, Settings settings, PublicSiteOptions options)
    {
        @public.MapMethods("/check", Reading, (HttpRequest request, Edition edition) => Pages.Show<CheckPage>(Answer(request, edition, settings, options)));
        @public.MapMethods("/embed/check", Reading, (HttpRequest request, Edition edition) => Pages.Show<EmbeddedCheckPage>(Answer(request, edition, settings, options)))
            .With(new ContentSecurity(FrameAncestors: options.EmbeddedBy));
        @public.MapMethods("/api/check", Reading, (HttpRequest request, Edition edition) => Document(Answer(request, edition, settings, options), edition))
            .AddEndpointFilter(PublicSiteArea.ForEverySite);
    }

    /// <summary>The address of the question in a language.</summary>
    public static string Address(string path, string? asked, string language)
    {
        var parts = new List<string>(2);
        if (language.Length > 0) parts.Add("lang=" + language);
        if (asked is not null) parts.Add("q=" + Uri.EscapeDataString(asked));
        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }

    private static CheckView Answer(HttpRequest request, Edition edition, Settings settings, PublicSiteOptions options)
    {
        var (key, words) = CheckWords.Of(request.Query["lang"].FirstOrDefault() ?? "");
        // Half a surrogate pair in the address would break every page that repeats it.
        var asked = request.Query["q"].FirstOrDefault() is { } text ? WellFormed.Of(text) : null;
        return new CheckView(edition.Government ?? settings.Government, asked, asked is null ? null : edition.Check.Of(asked), options.Contact, key, words);
    }

    private static IResult Document(CheckView view, Edition edition) => view.Answer is null
        ? TypedResults.Text("{\"error\":\"q is missing: /public/api/check?q=ADDRESS\"}", MediaTypeNames.Application.Json, Encoding.UTF8, StatusCodes.Status400BadRequest)
        : TypedResults.Bytes(JsonSerializer.SerializeToUtf8Bytes(CheckDocument.Of(view, edition.Number), MessageJson.Options), MediaTypeNames.Application.Json + "; charset=utf-8");
}
