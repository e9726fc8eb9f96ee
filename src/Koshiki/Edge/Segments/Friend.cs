namespace Koshiki.Edge.Segments;

/// <summary>The register of one LINE account's friends: its row is the lock under which they change. 友だち名簿.</summary>
internal sealed class FriendRegister
{
    public required string AccountKey { get; init; }

    /// <summary>Rises by one with each committed batch of changes, without gaps. ARCHITECTURE 3.3.</summary>
    public long ChangeNumber { get; set; }

    /// <summary>The highest ordinal ever given; -1 while there is nobody.</summary>
    public int LastOrdinal { get; set; } = -1;
}

/// <summary>One friend of one account, without anything that names him: that stands apart in <see cref="FriendKey"/> and <see cref="FriendIdBlock"/>. 友だち.</summary>
internal sealed class Friend
{
    public required string AccountKey { get; init; }

    /// <summary>0 and rising, given once, never reused.</summary>
    public required int Ordinal { get; init; }

    public FriendState State { get; set; }

    /// <summary>The numbers of the options he chose, ascending. <see cref="Koshiki.Exchange.Option"/>.</summary>
    public short[] Choices { get; set; } = [];

    /// <summary>He wants emergencies alone; then <see cref="Choices"/> may still hold his district.</summary>
    public bool EmergencyOnly { get; set; }

    /// <summary>When he last answered; null while he never did.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>The edition of the questionnaire that he answered.</summary>
    public int? Edition { get; set; }

    public DateTimeOffset FollowedAt { get; set; }

    /// <summary>When he blocked the account or left; null while he follows.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>The registration code he came with; null when he came without. K4.</summary>
    public string? Source { get; set; }

    /// <summary>The batch that changed him last: a node reads the friends above its own number.</summary>
    public long ChangeNumber { get; set; }
}

internal enum FriendState : short
{
    /// <summary>Can be sent to.</summary>
    Following = 0,

    /// <summary>Has blocked the account or left it, and may come back under the same ordinal.</summary>
    Left = 1,

    /// <summary>Nothing is known of him any more but that his ordinal is used up.</summary>
    Erased = 2,
}

/// <summary>Finds a friend by his LINE user id without storing it: a keyed hash.</summary>
internal sealed class FriendKey
{
    public required string AccountKey { get; init; }

    /// <summary>HMAC-SHA-256 of the 16 bytes of the user id, under a key of this account. ARCHITECTURE 3.13.</summary>
    public required byte[] Hash { get; init; }

    public required int Ordinal { get; init; }
}

/// <summary>The LINE user ids of 1,024 neighbouring ordinals, wrapped together: opening one block serves two multicasts.</summary>
internal sealed class FriendIdBlock
{
    /// <summary>Friends in one block.</summary>
    public const int Size = 1024;

    public required string AccountKey { get; init; }

    /// <summary>The ordinal divided by <see cref="Size"/>.</summary>
    public required int Number { get; init; }

    /// <summary>Size × 16 bytes, wrapped under the master key; a friend who is erased or was never there is sixteen zeros.</summary>
    public required byte[] Wrapped { get; set; }
}

/// <summary>A webhook event, an imported row or a choice on its way into the register. It is stored before anybody is told "received".</summary>
internal sealed class InboxItem
{
    /// <summary>The order of arrival.</summary>
    public long Id { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>LINE's webhookEventId: the same event delivered again is not stored again; null where the item is our own.</summary>
    public string? EventId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The event as JSON, wrapped under the master key: it names a resident. Emptied once it is applied.</summary>
    public required byte[] Wrapped { get; set; }

    public DateTimeOffset? AppliedAt { get; set; }
}

/// <summary>The questionnaire of one account as core published it last.</summary>
internal sealed class QuestionnaireRow
{
    public required string AccountKey { get; init; }

    public required int Edition { get; init; }

    /// <summary>A <see cref="Koshiki.Exchange.Questionnaire"/> as JSON.</summary>
    public required byte[] Body { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }
}

/// <summary>Leave to open the preference form: a one-time link, or a sign-in by LINE that is under way. No LINE id is in the address.</summary>
internal sealed class PreferenceTicket
{
    /// <summary>SHA-256 of what the address carries.</summary>
    public required byte[] Hash { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>Null until LINE has said who he is.</summary>
    public int? Ordinal { get; set; }

    /// <summary>What has to be kept until LINE sends the visitor back, wrapped; null for a link.</summary>
    public byte[]? Wrapped { get; set; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Looking does not use it up, the confirming act does.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
