using System.Text.Json;

namespace Koshiki.Core.Api.Calling;

/// <summary>An answer of the API: JSON and its status.</summary>
internal sealed class ApiAnswer : IResult
{
    private ApiAnswer(int status, byte[] body, string? location, bool repeated) => (Status, Body, Location, Repeated) = (status, body, location, repeated);

    public int Status { get; }

    public byte[] Body { get; }

    public string? Location { get; }

    /// <summary>True where it is the answer that the same request got before.</summary>
    public bool Repeated { get; }

    public static ApiAnswer Of(object body, int status = StatusCodes.Status200OK, string? location = null) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(body, ApiBody.Json), location, false);

    public static ApiAnswer Again(AnsweredRequest earlier) => new(earlier.Status, earlier.Body, earlier.Location, true);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = Body.Length;
        if (Location is not null) response.Headers.Location = Location;
        if (Repeated) response.Headers["Idempotency-Replayed"] = "true";
        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
