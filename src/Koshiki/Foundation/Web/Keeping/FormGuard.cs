using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;

namespace Koshiki.Foundation.Web.Keeping;

/// <summary>Endpoint metadata: requests are not forms of a page and prove themselves otherwise, by a personal token or a signature.</summary>
public sealed class WithoutFormToken;

/// <summary>
/// Stands between sign-in and the pages: lets a posted form through once, if it is ours and not too large.
/// What was typed into a form whose sign-in has expired is kept and comes back after the next sign-in.
/// </summary>
internal sealed class FormGuard(RequestDelegate next, IAntiforgery antiforgery, IDataProtectionProvider protection, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var kept = context.RequestServices.GetService<IKeptForms>();
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method))
        {
            if (kept is not null && context.Request.Query.ContainsKey(Restoring.Key)) await Restoring.Find(context, kept, clock.GetUtcNow());
            await next(context);
            return;
        }

        if (context.GetEndpoint() is not { } endpoint || endpoint.IsRefusalOfRouting || endpoint.Metadata.GetMetadata<WithoutFormToken>() is not null)
        {
            await next(context);
            return;
        }

        var form = context.Request.HasFormContentType ? await FormLimits.Of(context).Read(context) : FormCollection.Empty;
        var origin = FormOrigin.Open(protection, form[FormKeys.Once]);
        context.Features.Set(origin);
        if (await antiforgery.IsRequestValidAsync(context))
            await LetThroughOnce(context, origin);
        else
            await KeepAndGoBack(context, form, origin, kept);
    }

    private async Task LetThroughOnce(HttpContext context, FormOrigin? origin)
    {
        if (origin is null || context.RequestServices.GetService<ISeenForms>() is not { } seen)
        {
            await next(context);
            return;
        }

        switch (await seen.Begin(origin.Id, context.RequestAborted))
        {
            case SeenForm.Done done:
                context.Response.StatusCode = StatusCodes.Status303SeeOther;
                context.Response.Headers.Location = done.Location;
                return;
            case SeenForm.InWork:
                await Pages.Refuse(new AlreadyBeingDone()).ExecuteAsync(context);
                return;
        }

        string? location = null;
        try
        {
            await next(context);
            if (context.Response.StatusCode == StatusCodes.Status303SeeOther) location = context.Response.Headers.Location;
        }
        finally
        {
            // What has been done must be remembered even if the browser has gone away meanwhile.
            await seen.End(origin.Id, location, CancellationToken.None);
        }
    }

    private async Task KeepAndGoBack(HttpContext context, IFormCollection form, FormOrigin? origin, IKeptForms? store)
    {
        if (RefusalResults.IsForProgram(context.Request) || origin is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (origin.Owner is null || store is null)
        {
            await Pages.GoTo(origin.Page, Notice.Problem("画面を開いてから時間がたったため、送信できませんでした。", "もう一度入力して送信してください。")).ExecuteAsync(context);
            return;
        }

        if (form.Keys.All(FormKeys.IsMechanical))
        {
            await Pages.GoTo(origin.Page).ExecuteAsync(context);
            return;
        }

        var kept = Restoring.Pack(protection, origin, origin.Owner, form, clock.GetUtcNow());
        await store.Keep(kept, context.RequestAborted);
        await Pages.GoTo(Restoring.AddressOf(kept)).ExecuteAsync(context);
    }
}

/// <summary>The same form arrived twice at the same moment.</summary>
public sealed record AlreadyBeingDone() : Conflict("同じ内容をすでに受け付けて、処理しています。少し待ってから、一覧で結果を確かめてください。");
