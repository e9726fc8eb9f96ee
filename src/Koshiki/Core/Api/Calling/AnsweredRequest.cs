using Koshiki.Core.Api.Tokens;

namespace Koshiki.Core.Api.Calling;

/// <summary>What a request with an <c>Idempotency-Key</c> was answered, written in the transaction that did what it asked.</summary>
internal sealed class AnsweredRequest
{
    /// <summary>So long the same request gets the same answer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public required ApiTokenId Token { get; init; }

    /// <summary>Method and path, however the request spelt it: <c>POST /api/v1/posts</c>.</summary>
    public required string Route { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of the body as it was sent.</summary>
    public required byte[] RequestHash { get; init; }

    public required int Status { get; init; }

    public required string? Location { get; init; }

    /// <summary>The answer's JSON.</summary>
    public required byte[] Body { get; init; }

    public required DateTimeOffset AnsweredAt { get; init; }
}
