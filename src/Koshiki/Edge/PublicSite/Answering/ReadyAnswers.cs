using System.Collections.Frozen;
using Koshiki.Edge.PublicSite.Listing;

namespace Koshiki.Edge.PublicSite.Answering;

/// <summary>Stands before everything else: answers from memory what has been answered before, and keeps what is answered for the first time.</summary>
/// <remarks>Kept under the path and the known conditions only, so that invented keys make no new entry; only answers 200, only those of <see cref="CachedPaths"/>.</remarks>
internal sealed class ReadyAnswers(RequestDelegate next, OfficialList official)
{
    private const string AccountPages = "/public/accounts/";

    private static readonly FrozenDictionary<string, Conditions> CachedPaths = new Dictionary<string, Conditions>
    {
        ["/public/accounts"] = Conditions.OfTheList,
        ["/public/accounts.json"] = Conditions.OfTheList,
        ["/public/accounts.csv"] = Conditions.OfTheList,
        ["/public/accounts.atom"] = Conditions.OfTheList,
        ["/public/embed/accounts"] = Conditions.OfTheList,
        ["/public/accounts.json.jws"] = Conditions.None,
        ["/public/accessibility"] = Conditions.None,
        ["/public/notices"] = Conditions.None,
        ["/public/check"] = Conditions.Questions,
        ["/public/embed/check"] = Conditions.Questions,
        ["/.well-known/jwks.json"] = Conditions.None,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What of an address's keys makes another answer.</summary>
    private enum Conditions
    {
        None,
        OfTheList,

        /// <summary>Anybody may ask anything: an answer is not kept, only the page without a question.</summary>
        Questions,
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (official.Edition is not { } edition) return next(context);

        var address = AddressOf(context.Request);
        if (address is not null && edition.Answers.Find(address) is { } ready) return ready.WriteTo(context);

        context.Features.Set(edition);
        return address is null ? next(context) : Make(context, address, edition);
    }

    /// <summary>Under which address the answer is kept; null where none is.</summary>
    private static string? AddressOf(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return null;
        var path = request.Path.Value ?? "";
        if (!CachedPaths.TryGetValue(path, out var conditions) && !path.StartsWith(AccountPages, StringComparison.Ordinal)) return null;
        if (conditions == Conditions.None || !request.QueryString.HasValue) return path;
        if (conditions == Conditions.Questions) return null;
        return ListQuery.Read(request) is { Succeeded: true, Value: var query } ? query.Address(path) : null;
    }

    private async Task Make(HttpContext context, string address, Edition edition)
    {
        ReadyAnswer? made = null;
        // Callbacks run last in, first out: this one sees the headers that all others have written.
        context.Response.OnStarting(() =>
        {
            if (made is null) return Task.CompletedTask;
            made.KeepHeaders(context.Response.Headers);
            if (context.Response.StatusCode == StatusCodes.Status200OK) edition.Answers.Keep(address, made);
            return Task.CompletedTask;
        });

        var (wire, method) = (context.Response.Body, context.Request.Method);
        using var memory = new MemoryStream();
        context.Response.Body = memory;
        // Made as for GET: an endpoint may leave the body of a HEAD out, and what is kept must be whole.
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            (context.Response.Body, context.Request.Method) = (wire, method);
        }

        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            made = new ReadyAnswer(memory.ToArray());
            await made.WriteBody(context);
        }
        else if (!HttpMethods.IsHead(context.Request.Method))
        {
            memory.Position = 0;
            await memory.CopyToAsync(wire, context.RequestAborted);
        }
    }
}
