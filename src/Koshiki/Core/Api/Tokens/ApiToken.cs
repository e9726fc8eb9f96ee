using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Api.Tokens;

public readonly record struct ApiTokenId(Guid Value) : IId<ApiTokenId>
{
    public static ApiTokenId From(Guid value) => new(value);

    public static ApiTokenId New() => new(Guid.CreateVersion7());
}

/// <summary>With this a program of a person uses the REST API in his name: never more than he may, and within the token's scopes. Z4.</summary>
internal sealed class ApiToken
{
    /// <summary>Every token begins so, so that a lost one is recognised where it should not be.</summary>
    public const string Prefix = "koshiki_";

    /// <summary>Longest validity in days.</summary>
    public const int MostDays = 366;

    public const int UsualDays = 90;

    /// <summary>The last use is written at most so often.</summary>
    public static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    private ApiToken() { }

    public required ApiTokenId Id { get; init; }

    public required PersonId Person { get; init; }

    /// <summary>What the person calls it; the activity log says <c>api:name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token's text; the text itself is shown once and kept nowhere.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Keys of <see cref="TokenScopes"/>.</summary>
    public required string[] Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Accurate to a minute; null while it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public bool Works(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    /// <param name="days">From 1 to <see cref="MostDays"/>.</param>
    /// <returns>The token with its text, or every fault of the form at once.</returns>
    public static Result<IssuedToken> Issue(PersonId person, string name, IReadOnlyCollection<string> scopes, int days, DateTimeOffset now)
    {
        var faults = new List<Fault>();
        name = name.Trim();
        if (name.Length is 0 or > 60) faults.Add(new Fault("name", "名前を60字以内で入力してください（例：広報ページ連携）。"));
        if (scopes.Count == 0) faults.Add(new Fault("scopes", "できることを1つ以上選んでください。"));
        if (scopes.FirstOrDefault(scope => !TokenScopes.IsKnown(scope)) is { } unknown) faults.Add(new Fault("scopes", $"「{unknown}」という範囲はありません。選べるのは{string.Join("、", TokenScopes.All.Select(s => s.Key))}です。"));
        if (days is < 1 or > MostDays) faults.Add(new Fault("days", $"有効な日数は1から{MostDays}までで入力してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);

        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new IssuedToken(
            new ApiToken { Id = ApiTokenId.New(), Person = person, Name = name, Hash = HashOf(text), Scopes = [.. scopes.Distinct()], CreatedAt = now, ExpiresAt = now.AddDays(days) },
            text);
    }

    /// <returns>False where it had been revoked already.</returns>
    public bool Revoke(DateTimeOffset now)
    {
        if (RevokedAt is not null) return false;
        RevokedAt = now;
        return true;
    }

    /// <summary>The text holds 256 bits of chance, so a plain hash is enough.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

/// <param name="Text">To be shown once.</param>
internal sealed record IssuedToken(ApiToken Token, string Text);
