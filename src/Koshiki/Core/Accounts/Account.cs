using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Accounts;

public readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    public static AccountId From(Guid value) => new(value);

    public static AccountId New() => new(Guid.CreateVersion7());
}

/// <summary>An official account in the register. 公式アカウント. A6; guideline 2-4(5).</summary>
/// <remarks>The platform's permanent id is the account's identity on its platform; name, handle, address, office and operator change over the years and are kept in dated <see cref="Periods"/>.</remarks>
public sealed class Account
{
    private readonly List<AccountPeriod> periods = [];

    private Account() { }

    public required AccountId Id { get; init; }

    /// <summary>The register's own key, such as <c>A001</c>: letters, digits, hyphen; never reused. Used in files, addresses and orders.</summary>
    public required string Key { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>What a platform outside the known ones is called; null for the known ones.</summary>
    public string? PlatformLabel { get; set; }

    public string Name { get; private set; } = "";

    /// <summary>The office that answers for it today. 運用所属.</summary>
    public OfficeId Office { get; private set; }

    /// <summary>Who runs it day by day. 運用主体.</summary>
    public OperatorKind Operator { get; private set; }

    /// <summary>The contractor's, association's or designated manager's name; null when the office runs it itself.</summary>
    public string? OperatorName { get; private set; }

    /// <summary>The platform's own id that survives a change of handle; null until it is known.</summary>
    public string? PermanentId { get; set; }

    /// <summary>The handle in use today, without @; null where the platform has none.</summary>
    public string? Handle { get; private set; }

    /// <summary>The canonical address in use today.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The address in the form in which addresses are compared (<see cref="AccountIdentity"/>).</summary>
    public string AddressKey { get; private set; } = "";

    /// <summary>The first day of what it is today; <see cref="DateOnly.MinValue"/> where the opening day is not known and nothing changed since.</summary>
    public DateOnly Since { get; private set; }

    /// <summary>Null where the day is not known any more.</summary>
    public DateOnly? OpenedOn { get; private set; }

    /// <summary>The first day on which it was no longer in use. 廃止日.</summary>
    public DateOnly? RetiredOn { get; private set; }

    public AccountState State { get; private set; }

    /// <summary>What residents find there, one sentence for the public list.</summary>
    public string? Purpose { get; set; }

    public PersonId? ResponsibleHead { get; set; }

    /// <summary>Whether the edge can speak for it.</summary>
    public ConnectionState Connection { get; private set; }

    /// <summary>Why the connection does not work, with what to do; null when it does.</summary>
    public string? ConnectionReason { get; private set; }

    /// <summary>What is searched: key, name, handle, address, operator, purpose, made equal in width and kana.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>The two-letter pieces of <see cref="SearchText"/> for the index.</summary>
    public string[] SearchBigrams { get; private set; } = [];

    public uint Version { get; init; }

    /// <summary>What it was from when to when, without gaps; the last one is today's. Loaded only by who changes or shows history.</summary>
    public IReadOnlyList<AccountPeriod> Periods => [.. periods.OrderBy(period => period.From)];

    /// <summary>A new entry in the register.</summary>
    /// <param name="openedOn">Its first period begins on this day, or has always been where the day is not known.</param>
    /// <param name="id">Only where the id is fixed beforehand; otherwise a new one is made.</param>
    public static Account Register(string key, Platform platform, AccountFacts facts, DateOnly? openedOn = null, AccountId? id = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var account = new Account { Id = id ?? AccountId.New(), Key = key, Platform = platform, OpenedOn = openedOn };
        account.periods.Add(AccountPeriod.Of(account.Id, facts, openedOn ?? DateOnly.MinValue));
        account.RetiredOn = facts.State == AccountState.Retired ? openedOn : null;
        account.Follow(facts);
        return account;
    }

    /// <summary>What it is today.</summary>
    public AccountFacts Facts => new(Name, Office, Operator, Address, AddressKey, Handle, OperatorName, State);

    /// <summary>Changes what is dated from a day on; the days before keep what they had. On the first day of the last period it corrects that period.</summary>
    /// <returns><see cref="ChangeBeforeTheLast"/>, <see cref="DayInTheFuture"/> or <see cref="NothingChanged"/>.</returns>
    public Result<Done> Change(AccountFacts facts, DateOnly from, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (periods.Count == 0) throw new InvalidOperationException("The account was loaded without its periods.");
        var last = Periods[^1];
        if (facts == Facts) return new NothingChanged();
        if (from > today) return new DayInTheFuture(from);
        if (from < last.From) return new ChangeBeforeTheLast(last.From);

        if (from == last.From)
        {
            last.Correct(facts);
        }
        else
        {
            last.End(from.AddDays(-1));
            periods.Add(AccountPeriod.Of(Id, facts, from));
        }

        RetiredOn = facts.State == AccountState.Retired ? (State == AccountState.Retired ? RetiredOn : from) : null;
        Follow(facts);
        return new Done();
    }

    /// <summary>Corrects the day of opening; the first period begins on it.</summary>
    /// <returns><see cref="OpeningAfterChange"/> when something changed before or on that day.</returns>
    public Result<Done> CorrectOpening(DateOnly? day)
    {
        var first = Periods[0];
        if (first.Last is { } last && day > last) return new OpeningAfterChange(last);
        first.Begin(day ?? DateOnly.MinValue);
        (OpenedOn, Since) = (day, Periods[^1].From);
        return new Done();
    }

    /// <summary>Corrects the day of retirement of a retired account.</summary>
    /// <returns><see cref="ChangeBeforeTheLast"/> when the period before it would vanish.</returns>
    public Result<Done> CorrectRetirement(DateOnly day)
    {
        var all = Periods;
        if (all.Count > 1)
        {
            if (day <= all[^2].From) return new ChangeBeforeTheLast(all[^2].From.AddDays(1));
            all[^2].End(day.AddDays(-1));
        }

        all[^1].Begin(day);
        (RetiredOn, Since) = (day, day);
        return new Done();
    }

    /// <summary>Moves the account to another state from a day on.</summary>
    /// <returns>As <see cref="Change"/>, or <see cref="StateDoesNotAllow"/>.</returns>
    public Result<Done> Do(AccountAction action, DateOnly from, DateOnly today)
    {
        var next = AccountFlow.Next(State, action);
        return next.Succeeded ? Change(Facts with { State = next.Value }, from, today) : next.Refusal;
    }

    /// <summary>A token was handed over; whether it works is known when the edge has spoken to the platform.</summary>
    public void Connect(string platformAccountId)
    {
        PermanentId = platformAccountId;
        (Connection, ConnectionReason) = (ConnectionState.HandedOver, null);
    }

    public void Disconnect() => (Connection, ConnectionReason) = (ConnectionState.NotConnected, null);

    /// <summary>What the edge says of the connection.</summary>
    public void Saw(bool works, string? reason) =>
        (Connection, ConnectionReason) = works ? (ConnectionState.Works, null) : (ConnectionState.Broken, reason);

    /// <summary>Must follow every change of what is searched.</summary>
    public void BeFound()
    {
        string?[] parts = [Key, Name, Handle, Address, Platform.DisplayName, PlatformLabel, OperatorName, Purpose];
        var key = SearchKey.Of(string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part))));
        (SearchText, SearchBigrams) = (key.Text, key.Bigrams);
    }

    private void Follow(AccountFacts facts)
    {
        (Name, Office, Operator, OperatorName) = (facts.Name, facts.Office, facts.Operator, facts.OperatorName);
        (Address, AddressKey, Handle, State) = (facts.Address, facts.AddressKey, facts.Handle, facts.State);
        Since = Periods[^1].From;
        BeFound();
    }
}
