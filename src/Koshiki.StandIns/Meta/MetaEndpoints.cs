using System.Text.Json;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Meta;

/// <summary>The kinds of request as journal, faults and gates name them.</summary>
public static class MetaRequests
{
    public const string Feed = "meta.feed";
    public const string Photo = "meta.photo";
    public const string Delete = "meta.delete";
    public const string ReadFeed = "meta.read-feed";
    public const string Read = "meta.read";
    public const string Unknown = "meta.unknown";
}

/// <summary>The paths of graph.facebook.com under /meta; any version is taken.</summary>
internal static class MetaEndpoints
{
    private const string Version = "/meta/{version}";

    public static void Map(IEndpointRouteBuilder app, Pipeline pipeline, MetaStandIn meta)
    {
        var posting = new FacebookPosting(meta);
        var reading = new FacebookReading(meta);

        Endpoint("POST", "/{page}/feed", MetaRequests.Feed, (page, _, form) => Now(posting.Post(page, form)));
        Endpoint("POST", "/{page}/photos", MetaRequests.Photo, (page, _, form) => posting.Photo(page, form));
        Endpoint("GET", "/{page}/feed", MetaRequests.ReadFeed, (page, request, _) => Now(reading.Feed(page, request)));
        Endpoint("GET", "/{page}/published_posts", MetaRequests.ReadFeed, (page, request, _) => Now(reading.Feed(page, request)));
        Endpoint("GET", "/{id}", MetaRequests.Read, (page, request, _) => Now(reading.One(page, request)));
        Endpoint("DELETE", "/{id}", MetaRequests.Delete, (page, request, _) => Now(posting.Delete(page, request.Route("id"))));

        app.Map("/meta/{**rest}", http => pipeline.Serve(http, meta, MetaRequests.Unknown,
            _ => Now(MetaAnswers.Error(400, 2500, "Unknown path components"))));

        void Endpoint(string method, string path, string kind, Func<FacebookPage, StandInRequest, FormBody, ValueTask<StandInAnswer>> answer) =>
            app.MapMethods(Version + path, [method], http => pipeline.Serve(http, meta, kind, async request =>
            {
                FormBody form;
                try
                {
                    form = await FormBody.Read(request);
                }
                catch (JsonException)
                {
                    return MetaAnswers.Invalid("The body is not JSON");
                }

                // The token may also stand in the body.
                var page = request.Account is { } key ? meta.Page(key) : meta.PageOfToken(form.Field("access_token"));
                if (page is null)
                {
                    return MetaAnswers.BadToken();
                }

                if (request.Http.RouteValues["page"] is string id && id != page.Id && id != "me")
                {
                    // PLATFORMS.md, line 107: permission codes 3, 10, 200-299.
                    return MetaAnswers.Error(403, 200, "The token does not belong to this Page");
                }

                return page.CountCall(meta.Clock.GetUtcNow()) > meta.Options.CallsPerHour
                    ? MetaAnswers.Throttled(page.Id, meta.Options.ThrottlingCode)
                    : await answer(page, request, form);
            }));
    }

    private static ValueTask<StandInAnswer> Now(StandInAnswer answer) => ValueTask.FromResult(answer);
}
