using Koshiki.Exchange;

namespace Koshiki.Edge.PublicSite.Checking;

/// <summary>What can be said of an address, a handle or a name that somebody asks about. K2.</summary>
public abstract record CheckAnswer
{
    private CheckAnswer() { }

    /// <summary>公式です。</summary>
    public sealed record Official(PublicAccount Account) : CheckAnswer;

    /// <summary>以前の公式です。</summary>
    /// <param name="Until">The last day on which it was official.</param>
    /// <param name="Retired">True where the account has ended; false where it goes on under another name or address.</param>
    public sealed record Formerly(PublicAccount Account, DateOnly Until, bool Retired) : CheckAnswer;

    /// <summary>注意喚起中のなりすましです。</summary>
    public sealed record Impersonation(KnownImpersonator Impersonator) : CheckAnswer;

    /// <summary>一覧にありません。Not necessarily fake.</summary>
    /// <param name="Similar">Official accounts of the same name elsewhere.</param>
    public sealed record NotRegistered(IReadOnlyList<PublicAccount> Similar) : CheckAnswer;

    /// <summary>判断できません。</summary>
    /// <param name="Similar">The official accounts that may be meant; at most <see cref="OfficialCheck.MostSimilar"/>.</param>
    public sealed record CannotTell(WhyUnclear Why, IReadOnlyList<PublicAccount> Similar) : CheckAnswer;

    /// <summary>The answer's word for programs. ARCHITECTURE 4.</summary>
    public string Word => this switch
    {
        Official => "official",
        Formerly => "formerly-official",
        Impersonation => "impersonation",
        NotRegistered => "not-registered",
        _ => "cannot-tell",
    };

    /// <summary>The account that is or was official; null in every other answer.</summary>
    public PublicAccount? About => this switch
    {
        Official official => official.Account,
        Formerly formerly => formerly.Account,
        _ => null,
    };
}

/// <summary>Why nothing certain can be said.</summary>
public enum WhyUnclear
{
    /// <summary>Nothing was asked.</summary>
    Nothing,

    TooLong,

    /// <summary>Signs that nobody sees stand inside: they change where an address leads.</summary>
    HiddenSigns,

    SeveralAddresses,

    /// <summary>A short or forwarding address; nobody here follows it.</summary>
    ShortLink,

    /// <summary>A post: the name in its address proves nothing.</summary>
    Post,

    /// <summary>A search, a group, the platform's own page.</summary>
    OtherPage,

    /// <summary>It stands where a name stands, and no account can have such a name.</summary>
    ImpossibleName,

    /// <summary>Made to be taken for a platform's address.</summary>
    LooksLikeAPlatform,

    /// <summary>It can be taken for one of ours and is not the same.</summary>
    LooksLikeOurs,

    /// <summary>Anybody can use a name.</summary>
    NameOnly,

    /// <summary>A page below an official address.</summary>
    PageBelow,

    MailAddress,

    Unreadable,
}
