using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Foundation.Web.Serving;

/// <summary>Turns what went wrong into a page with a sentence and a reference number; the log has the rest. Nothing of the cause is shown.</summary>
internal sealed class ProblemHandling(RequestDelegate next, TimeProvider clock, ILogger<ProblemHandling> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (DbUpdateConcurrencyException) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await Pages.Refuse(new SomebodyElseSavedFirst()).ExecuteAsync(context);
            return;
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await Answer(context, bad.StatusCode, bad);
            return;
        }
#pragma warning disable CA1031 // The outermost place of a request: whatever went wrong is logged and answered here.
        catch (Exception accident) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            await Answer(context, StatusCodes.Status500InternalServerError, accident);
            return;
        }

        var response = context.Response;
        if (response is { StatusCode: >= 400, HasStarted: false, ContentLength: null or 0, ContentType: null })
            await Answer(context, response.StatusCode, null);
    }

    private async Task Answer(HttpContext context, int status, Exception? cause)
    {
        var reference = Reference.New(clock.GetUtcNow());
        log.Log(status >= 500 ? LogLevel.Error : LogLevel.Information, cause, "{Method} {Path} answered {Status}, reference {Reference}",
            context.Request.Method, context.Request.Path, status, reference);

        if (cause is not null) context.Response.Clear();
        await RefusalResults.Write(context, ProblemView.For(status, SentenceOf(status, context), reference: reference));
    }

    /// <summary>What the endpoint would have taken; null where the status says all.</summary>
    private static string? SentenceOf(int status, HttpContext context) => (status, context.GetEndpoint()?.Metadata.GetMetadata<JsonBody>()) switch
    {
        (StatusCodes.Status413PayloadTooLarge, { } body) => body.TooLarge,
        (StatusCodes.Status413PayloadTooLarge, null) => FormLimits.Of(context).Sentence,
        (StatusCodes.Status415UnsupportedMediaType, not null) => JsonBody.OtherFormat,
        _ => null,
    };
}
