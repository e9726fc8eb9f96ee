using Koshiki.Foundation.Web.Frames;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Koshiki.Foundation.Web;

/// <summary>The answers of a page endpoint: show a page, show it again with its faults, refuse, or go elsewhere with a notice.</summary>
public static class Pages
{
    /// <summary>Renders a component, whose <c>[Parameter] Model</c> takes <paramref name="model"/>, as a whole HTML page.</summary>
    public static IResult Show<TPage>(object model, int status = StatusCodes.Status200OK) where TPage : Microsoft.AspNetCore.Components.IComponent =>
        new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["Model"] = model })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    /// <summary>Renders the same form page once more, with the status code that belongs to the refusal (422 for a form with faults).</summary>
    /// <param name="model">The page's model; its form state holds what was typed and, by <see cref="Forms.FormState.With(Refusal)"/>, what is wrong.</param>
    public static IResult ShowAgain<TPage>(object model, Refusal refusal) where TPage : Microsoft.AspNetCore.Components.IComponent =>
        Show<TPage>(model, RefusalResults.StatusOf(refusal));

    /// <summary>A problem page for people, RFC 9457 problem details for programs, with the status code of the refusal.</summary>
    /// <param name="way">Where people go on from here; null leaves them the home page.</param>
    public static IResult Refuse(Refusal refusal, WayOn? way = null) => new RefusalResult(refusal, way);

    /// <summary>After a successful post: sends the browser to <paramref name="path"/> (303), where the notice is shown until the next page.</summary>
    /// <param name="path">An address on this host, beginning with a slash.</param>
    public static IResult GoTo(string path, Notice? notice = null) => new SeeOther(path, notice);
}
