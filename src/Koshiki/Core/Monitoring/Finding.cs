using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using static Koshiki.Core.Monitoring.FindingState;

namespace Koshiki.Core.Monitoring;

public readonly record struct FindingId(Guid Value) : IId<FindingId>
{
    public static FindingId From(Guid value) => new(value);

    public static FindingId New() => new(Guid.CreateVersion7());
}

/// <summary>Something about an account that is not as it should be, found by a person or by the program. 気づき. D3.</summary>
public sealed class Finding
{
    private readonly List<FindingEvent> events = [];

    private Finding() { }

    public required FindingId Id { get; init; }

    public required AccountId Account { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>The office that has to do something.</summary>
    public required OfficeId Office { get; init; }

    public required FindingKind Kind { get; init; }

    /// <summary>Tells two findings of a kind apart: the platform's post id, what was seen. The same thing is not raised twice.</summary>
    public required string About { get; init; }

    /// <summary>What is not as it should be, in Japanese.</summary>
    public required string What { get; init; }

    /// <summary>Where it can be seen; null where there is no address.</summary>
    public string? Url { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>A person's name, or Koshiki.</summary>
    public required string FoundBy { get; init; }

    public FindingState State { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public uint Version { get; init; }

    public IReadOnlyList<FindingEvent> Events => [.. events.OrderBy(e => e.At).ThenBy(e => e.Number)];

    public static Finding Raise(Account account, FindingKind kind, string about, string what, string? url, string by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(about);
        return new Finding
        {
            Id = FindingId.New(), Account = account.Id, AccountKey = account.Key, Office = account.Office, Kind = kind,
            About = about.Length > MostAbout ? about[..MostAbout] : about, What = what, Url = url, FoundAt = now, FoundBy = by,
        };
    }

    /// <summary>The length of <see cref="About"/>; more of what was seen does not tell two findings apart.</summary>
    public const int MostAbout = 400;

    /// <summary>Moves on, with what was done or why nothing has to be.</summary>
    /// <returns><see cref="FindingIsSettled"/> or <see cref="SayWhatWasDone"/>.</returns>
    public Result<Done> Move(FindingState to, string byName, string? words, DateTimeOffset now)
    {
        if (FindingFlow.Next(State, to).IsRefused(out var no)) return no;
        if (to is not InHand && string.IsNullOrWhiteSpace(words)) return new SayWhatWasDone();
        events.Add(new FindingEvent { Finding = Id, Number = events.Count + 1, At = now, ByName = byName, From = State, To = to, Words = string.IsNullOrWhiteSpace(words) ? null : InputText.Prose(words.Trim()) });
        (State, ClosedAt) = (to, to is InHand ? null : now);
        return new Done();
    }
}

/// <summary>One move of a finding: who, when, from what to what, with which words.</summary>
public sealed class FindingEvent
{
    public required FindingId Finding { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ByName { get; init; }

    public required FindingState From { get; init; }

    public required FindingState To { get; init; }

    public string? Words { get; init; }
}

/// <summary>Where a finding stands, in the words of UI.md section 6.</summary>
public enum FindingState
{
    /// <summary>未対応</summary>
    Open,

    /// <summary>対応中</summary>
    InHand,

    /// <summary>不要と判断</summary>
    NotNeeded,

    /// <summary>完了</summary>
    Done,
}

public enum FindingKind
{
    /// <summary>A person saw it in a round.</summary>
    SeenByAPerson,

    /// <summary>The platform shows another name than the register.</summary>
    ProfileName,

    /// <summary>The platform shows another handle than the register.</summary>
    ProfileHandle,

    /// <summary>The profile says something else than what is registered.</summary>
    ProfileText,

    /// <summary>The profile does not lead to the official list.</summary>
    LinkBack,

    /// <summary>A post stands on the account that Koshiki did not make.</summary>
    ForeignPost,

    /// <summary>The platform does not take the token.</summary>
    Token,
}

/// <summary>Every move a finding can make. What is not written here cannot happen; what turns up again is a new finding.</summary>
public static class FindingFlow
{
    public static Result<FindingState> Next(FindingState from, FindingState to) => (from, to) switch
    {
        (Open, InHand) => InHand,
        (Open or InHand, NotNeeded) => NotNeeded,
        (Open or InHand, FindingState.Done) => FindingState.Done,
        _ => new FindingIsSettled(from, to),
    };

    /// <summary>What can be said of it now, for the choices of the page.</summary>
    public static IEnumerable<FindingState> PossibleFrom(FindingState from) => Enum.GetValues<FindingState>().Where(to => Next(from, to).Succeeded);
}
