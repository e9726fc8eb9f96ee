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

    /// <summary>The refusal as RFC 9457 problem details; the faults of fields stand under <c>errors</c>.</summary>
    public static ProblemDetails ProblemOf(Refusal refusal)
    {
        var problem = new ProblemDetails
        {
            Type = $"urn:koshiki:refusal:{NameOf(refusal)}",
            Title = refusal.Sentence,
            Status = StatusOf(refusal),
        };
        if (refusal.Faults.Count > 0)
            problem.Extensions["errors"] = refusal.Faults.Select(fault => new { field = fault.Field, detail = fault.Sentence }).ToList();
        return problem;
    }

    /// <summary>True where a program asks: an address under /api, or a request that accepts JSON and not HTML.</summary>
    public static bool IsForProgram(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return true;
        var accept = request.Headers.Accept.ToString();
        return accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The record's name in kebab case: CannotApproveOwnPost becomes cannot-approve-own-post.</summary>
    private static string NameOf(Refusal refusal) => string.Concat(refusal.GetType().Name.Select((letter, at) =>
        char.IsUpper(letter) ? (at == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
}

/// <summary>Answers a refusal to whoever asked, in the form they can read.</summary>
internal sealed class RefusalResult(Refusal refusal) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (RefusalResults.IsForProgram(httpContext.Request))
            return TypedResults.Problem(RefusalResults.ProblemOf(refusal)).ExecuteAsync(httpContext);

        var status = RefusalResults.StatusOf(refusal);
        return Pages.Show<ProblemPage>(ProblemView.For(status, refusal.Sentence, refusal.Faults), status).ExecuteAsync(httpContext);
    }
}
