namespace Koshiki.Foundation.Web.Serving;

/// <summary>Answers HEAD wherever GET is answered, by the same endpoint; the server leaves the body out. RFC 9110 9.3.2.</summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    }
}
