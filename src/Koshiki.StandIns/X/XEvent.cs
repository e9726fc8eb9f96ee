using System.Text.Json.Serialization;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.X;

/// <summary>Everything that changes X's state.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "happened")]
[JsonDerivedType(typeof(UserOpened), "user")]
[JsonDerivedType(typeof(TokenChanged), "token")]
[JsonDerivedType(typeof(ProfileChanged), "profile")]
[JsonDerivedType(typeof(MediaStored), "media")]
[JsonDerivedType(typeof(AltTextSet), "alt")]
[JsonDerivedType(typeof(Posted), "posted")]
[JsonDerivedType(typeof(Deleted), "deleted")]
internal abstract record XEvent(string Account)
{
    public sealed record UserOpened(string Account, string Id, string Name, string Username, string Token) : XEvent(Account);

    public sealed record TokenChanged(string Account, string? Token) : XEvent(Account);

    public sealed record ProfileChanged(string Account, XProfile Profile) : XEvent(Account);

    public sealed record MediaStored(string Account, XMedia Media) : XEvent(Account);

    public sealed record AltTextSet(string Account, string MediaId, string Text) : XEvent(Account);

    public sealed record Posted(string Account, XPost Post) : XEvent(Account);

    public sealed record Deleted(string Account, string PostId, DateTimeOffset At) : XEvent(Account);
}

/// <summary>What people see at the top of a user's page.</summary>
/// <param name="Description">As written; addresses in it are served shortened, with an entity for each.</param>
/// <param name="Url">The page that the profile names as the user's own; null for none.</param>
public sealed record XProfile(string Name, string Username, string Description, string? Url);

/// <summary>A post.</summary>
/// <param name="Deleted">When it was deleted; null while it stands.</param>
public sealed record XPost(string Id, DateTimeOffset At, string Text, IReadOnlyList<string> MediaIds, string? ReplyTo, DateTimeOffset? Deleted);

/// <summary>An uploaded picture or film.</summary>
/// <param name="Ready">When X has finished working on it.</param>
public sealed record XMedia(string Id, StoredMedia Stored, string Category, DateTimeOffset Ready, string? AltText);
