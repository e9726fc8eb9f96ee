using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Koshiki.Core.Organizations.SigningIn;

/// <summary>One signed-in browser. The cookie carries a random text, of which only the hash is stored; ending the row ends the session on every node at once. A4.</summary>
internal sealed class Session
{
    /// <summary>Without a request for so long it ends.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(60);

    /// <summary>However busy, it ends after this.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(12);

    /// <summary>The last use is written at most so often, so that reading a page does not always write.</summary>
    public static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    /// <summary>SHA-256 of the cookie's text.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Names the session on the list of sessions; knowing it opens nothing.</summary>
    public required Guid Id { get; init; }

    public required PersonId Person { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The browser's own description, cut to 200 characters.</summary>
    public required string Browser { get; init; }

    /// <summary>The address from which it was started.</summary>
    public required string Address { get; init; }

    public static DateTimeOffset EndOf(DateTimeOffset startedAt, DateTimeOffset seenAt) =>
        seenAt + IdleLimit < startedAt + LongestLife ? seenAt + IdleLimit : startedAt + LongestLife;

    public static (Session Session, string Token) Start(PersonId person, string browser, string address, DateTimeOffset now)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (new Session
        {
            TokenHash = HashOf(token),
            Id = Guid.NewGuid(),
            Person = person,
            StartedAt = now,
            SeenAt = now,
            Browser = browser.Length > 200 ? browser[..200] : browser,
            Address = address,
        }, token);
    }

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
