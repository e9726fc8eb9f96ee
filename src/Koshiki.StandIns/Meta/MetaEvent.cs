using System.Text.Json.Serialization;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Meta;

/// <summary>Everything that changes Meta's state.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "happened")]
[JsonDerivedType(typeof(PageOpened), "page")]
[JsonDerivedType(typeof(TokenChanged), "token")]
[JsonDerivedType(typeof(ProfileChanged), "profile")]
[JsonDerivedType(typeof(PhotoStored), "photo")]
[JsonDerivedType(typeof(Posted), "posted")]
[JsonDerivedType(typeof(Deleted), "deleted")]
internal abstract record MetaEvent(string Account)
{
    public sealed record PageOpened(string Account, string Id, string Name, string Token) : MetaEvent(Account);

    public sealed record TokenChanged(string Account, string? Token) : MetaEvent(Account);

    public sealed record ProfileChanged(string Account, FacebookProfile Profile) : MetaEvent(Account);

    public sealed record PhotoStored(string Account, FacebookPhoto Photo) : MetaEvent(Account);

    public sealed record Posted(string Account, FacebookPost Post) : MetaEvent(Account);

    public sealed record Deleted(string Account, string Id, DateTimeOffset At) : MetaEvent(Account);
}

/// <summary>What people see of a page itself.</summary>
/// <param name="About">The short text at the top.</param>
public sealed record FacebookProfile(string Name, string? Username, string? About, string? Website);

/// <summary>A post on a page.</summary>
/// <param name="Id">The page's id, an underline, a number.</param>
/// <param name="Published">False for a draft, which no reader sees.</param>
/// <param name="Deleted">When it was deleted; null while it stands.</param>
public sealed record FacebookPost(
    string Id, DateTimeOffset At, string Message, string? Link, IReadOnlyList<string> PhotoIds, bool Published, DateTimeOffset? Deleted);

/// <summary>A picture that was uploaded or fetched.</summary>
public sealed record FacebookPhoto(string Id, StoredMedia Stored, string Caption, string? AltText, DateTimeOffset? Deleted);
