using System.Text.Json.Serialization;

namespace Koshiki.Edge.Segments;

/// <summary>What happened to a friend, on its way through the inbox into the register. It names a resident, so it is stored wrapped and emptied when applied.</summary>
/// <param name="At">When it happened, by the clock of whoever says so (LINE: the event's timestamp). An older one never undoes a newer one.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(Followed), "followed")]
[JsonDerivedType(typeof(Unfollowed), "unfollowed")]
[JsonDerivedType(typeof(Wrote), "wrote")]
[JsonDerivedType(typeof(PostedBack), "posted-back")]
[JsonDerivedType(typeof(LinkedAccount), "linked-account")]
[JsonDerivedType(typeof(Seen), "seen")]
[JsonDerivedType(typeof(Chose), "chose")]
[JsonDerivedType(typeof(CameBy), "came-by")]
[JsonDerivedType(typeof(Erase), "erase")]
internal abstract record FriendChange(DateTimeOffset At)
{
    /// <summary>Became a friend, or came back. 友だち追加・ブロック解除.</summary>
    public sealed record Followed(LineUserId Who, DateTimeOffset At, bool IsUnblocked) : FriendChange(At);

    /// <summary>Blocked the account or left it. ブロック.</summary>
    public sealed record Unfollowed(LineUserId Who, DateTimeOffset At) : FriendChange(At);

    /// <param name="Text">Null for a message that is not text.</param>
    /// <param name="ReplyToken">Good once, for a minute; null where another module of the account has the floor.</param>
    public sealed record Wrote(LineUserId Who, DateTimeOffset At, string? Text, string? ReplyToken) : FriendChange(At);

    /// <param name="Data">As the button or rich menu carries it.</param>
    public sealed record PostedBack(LineUserId Who, DateTimeOffset At, string Data, string? ReplyToken) : FriendChange(At);

    /// <summary>Linked his LINE to an account of another service. accountLink.</summary>
    public sealed record LinkedAccount(LineUserId Who, DateTimeOffset At, string Nonce, bool Succeeded) : FriendChange(At);

    /// <summary>Read from the platform's list of followers: who is in it follows at <paramref name="At"/>, the time when reading began.</summary>
    public sealed record Seen(IReadOnlyList<LineUserId> Followers, DateTimeOffset At) : FriendChange(At);

    /// <summary>Answered the questionnaire. He is named by his ordinal or by his id; an id nobody knows becomes a friend. 受信設定.</summary>
    /// <param name="Choices">Numbers of options; none is an answer too.</param>
    /// <param name="Edition">The edition that was answered; null takes an answer back, as if there had been none.</param>
    public sealed record Chose(int? Ordinal, LineUserId? Who, DateTimeOffset At, IReadOnlyList<short> Choices, bool EmergencyOnly, int? Edition) : FriendChange(At);

    /// <summary>Said by which registration code he came; only the first one counts. K4.</summary>
    public sealed record CameBy(int Ordinal, string Source, DateTimeOffset At) : FriendChange(At);

    /// <summary>Wants to be forgotten, at once. 登録の削除.</summary>
    public sealed record Erase(int Ordinal, DateTimeOffset At) : FriendChange(At);
}
