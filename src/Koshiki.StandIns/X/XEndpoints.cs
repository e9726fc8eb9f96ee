using System.Globalization;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.X;

/// <summary>The kinds of request as journal, faults and gates name them.</summary>
public static class XRequests
{
    public const string Create = "x.create";
    public const string Delete = "x.delete";
    public const string Read = "x.read";
    public const string Timeline = "x.timeline";
    public const string Me = "x.me";
    public const string Upload = "x.upload";
    public const string UploadInitialize = "x.upload-initialize";
    public const string UploadAppend = "x.upload-append";
    public const string UploadFinalize = "x.upload-finalize";
    public const string UploadStatus = "x.upload-status";
    public const string Metadata = "x.metadata";
    public const string Unknown = "x.unknown";
}

/// <summary>The paths of api.x.com under /x, with the limits of PLATFORMS.md, line 95.</summary>
internal static class XEndpoints
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    public static void Map(IEndpointRouteBuilder app, Pipeline pipeline, XStandIn x)
    {
        var posting = new XPosting(x);
        var reading = new XReading(x);
        var uploads = new XUploads(x);

        Endpoint("POST", "/2/tweets", XRequests.Create, () => x.Options.PostsPerWindow, (u, r) => Now(posting.Create(u, r)));
        Endpoint("DELETE", "/2/tweets/{id}", XRequests.Delete, () => 50, (u, r) => Now(posting.Delete(u, r.Route("id"))));
        Endpoint("GET", "/2/tweets/{id}", XRequests.Read, () => 900, (_, r) => Now(reading.One(r)));
        Endpoint("GET", "/2/users/{id}/tweets", XRequests.Timeline, () => 900, (_, r) => Now(reading.Timeline(r)));
        Endpoint("GET", "/2/users/me", XRequests.Me, () => 75, (u, r) => Now(XReading.Me(u, r)));
        Endpoint("POST", "/2/media/upload", XRequests.Upload, () => 500, uploads.OneShot);
        Endpoint("GET", "/2/media/upload", XRequests.UploadStatus, () => 1000, (u, r) => Now(uploads.Status(u, r)));
        Endpoint("POST", "/2/media/upload/initialize", XRequests.UploadInitialize, () => 1875, (_, r) => uploads.Initialize(r));
        Endpoint("POST", "/2/media/upload/{id}/append", XRequests.UploadAppend, () => 1875, (_, r) => uploads.Append(r));
        Endpoint("POST", "/2/media/upload/{id}/finalize", XRequests.UploadFinalize, () => 1875, (u, r) => Now(uploads.Finalize(u, r)));
        Endpoint("POST", "/2/media/metadata", XRequests.Metadata, () => 500, (u, r) => Now(uploads.Metadata(u, r)));

        app.Map("/x/{**rest}", http => pipeline.Serve(http, x, XRequests.Unknown, _ => Now(XAnswers.Problem(404, "Not Found", "Not Found"))));

        void Endpoint(string method, string path, string kind, Func<int> limit, Func<XUser, StandInRequest, ValueTask<StandInAnswer>> answer) =>
            app.MapMethods("/x" + path, [method], http => pipeline.Serve(http, x, kind, async request =>
            {
                if (request.Account is not { } key)
                {
                    return XAnswers.Unauthorized();
                }

                var user = x.User(key);
                var (left, ends) = user.Count(kind, limit(), Window, x.Clock.GetUtcNow());
                var given = left < 0 && x.Options.EnforceRateLimits ? XAnswers.TooMany() : await answer(user, request);
                return given
                    .With("x-rate-limit-limit", limit().ToString(CultureInfo.InvariantCulture))
                    .With("x-rate-limit-remaining", Math.Max(0, left).ToString(CultureInfo.InvariantCulture))
                    .With("x-rate-limit-reset", ends.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            }));
    }

    private static ValueTask<StandInAnswer> Now(StandInAnswer answer) => ValueTask.FromResult(answer);
}
