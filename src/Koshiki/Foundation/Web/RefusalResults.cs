using System.Diagnostics;
using Koshiki.Foundation.Web.Frames;
using Microsoft.AspNetCore.Mvc;

namespace Koshiki.Foundation.Web;

/// <summary>The one place where a refusal becomes a status code and an answer.</summary>
public static class RefusalResults
{
    public static int StatusOf(Refusal refusal) => refusal switch
    {
        Invalid => StatusCodes.Status422UnprocessableEntity,
        Forbidden => StatusCodes.Status403Forbidden,
        NotFound => StatusCodes.Status404NotFound,
        Conflict => StatusCodes.Status409Conflict,
        _ => throw new UnreachableException($"{refusal.GetType().Name} is none of the four kinds of refusal."),
    };

    /// <summary>Answers in the form that whoever asked can read: a page, or RFC 9457 problem details.</summary>
    internal static Task Write(HttpContext context, ProblemView problem, string? type = null)
    {
        if (!IsForProgram(context.Request)) return Pages.Show<ProblemPage>(problem, problem.Status).ExecuteAsync(context);

        var details = new ProblemDetails { Type = type, Title = problem.Sentence, Status = problem.Status };
        if (problem.Reference is not null) details.Extensions["reference"] = problem.Reference;
        if (problem.Faults.Count > 0)
            details.Extensions["errors"] = problem.Faults.Select(fault => new { field = fault.Field, detail = fault.Sentence }).ToList();
        return TypedResults.Problem(details).ExecuteAsync(context);
    }

    /// <summary>True where a program asks: an address under /api, or a request that accepts JSON and not HTML.</summary>
    public static bool IsForProgram(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return true;
        var accept = request.Headers.Accept.ToString();
        return accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The record's name in kebab case: CannotApproveOwnPost becomes cannot-approve-own-post.</summary>
    internal static string NameOf(Refusal refusal) => string.Concat(refusal.GetType().Name.Select((letter, at) =>
        char.IsUpper(letter) ? (at == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
}

/// <summary>Answers a refusal to whoever asked, in the form they can read.</summary>
internal sealed class RefusalResult(Refusal refusal, WayOn? way) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = ProblemView.For(RefusalResults.StatusOf(refusal), refusal.Sentence, refusal.Faults, way: way);
        return RefusalResults.Write(httpContext, problem, $"urn:koshiki:refusal:{RefusalResults.NameOf(refusal)}");
    }
}
