using Koshiki.Core.Organizations;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Accounts;

/// <summary>What of an account changes over the years and is kept with its days.</summary>
/// <param name="Address">The one address that is shown and linked, as <see cref="AccountAddress"/> made it even.</param>
/// <param name="AddressKey">The text of the address's <see cref="AccountIdentity"/>.</param>
/// <param name="Handle">Without @; null where the platform has none.</param>
/// <param name="OperatorName">Null where the office runs it itself, or where nobody wrote it down.</param>
public sealed record AccountFacts(
    string Name,
    OfficeId Office,
    OperatorKind Operator,
    string Address,
    string AddressKey,
    string? Handle = null,
    string? OperatorName = null,
    AccountState State = AccountState.Active)
{
    /// <summary>With the address and, where the address says it, the handle.</summary>
    public static AccountFacts At(AccountAddress address, string name, OfficeId office, OperatorKind runBy)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new(name, office, runBy, address.Url, address.Identity.ToString(), HandleOf(address));
    }

    /// <summary>The handle that stands in an address; null where it names the account by anything else.</summary>
    public static string? HandleOf(AccountAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Identity.Kind == IdentityKind.Handle ? address.Name.TrimStart('@') : null;
    }
}

/// <summary>The days for which an account had one name, address, office, operator and state.</summary>
public sealed class AccountPeriod
{
    private AccountPeriod() { }

    public required Guid Id { get; init; }

    public required AccountId Account { get; init; }

    /// <summary><see cref="DateOnly.MinValue"/> where the opening day is not known.</summary>
    public DateOnly From { get; private set; }

    /// <summary>The last day, included; null while it goes on.</summary>
    public DateOnly? Last { get; private set; }

    public required string Name { get; set; }

    public required OfficeId Office { get; set; }

    public required OperatorKind Operator { get; set; }

    public string? OperatorName { get; set; }

    public required string Address { get; set; }

    public required string AddressKey { get; set; }

    public string? Handle { get; set; }

    public required AccountState State { get; set; }

    public AccountFacts Facts => new(Name, Office, Operator, Address, AddressKey, Handle, OperatorName, State);

    internal static AccountPeriod Of(AccountId account, AccountFacts facts, DateOnly from) => new()
    {
        Id = Guid.CreateVersion7(),
        Account = account,
        From = from,
        Name = facts.Name,
        Office = facts.Office,
        Operator = facts.Operator,
        OperatorName = facts.OperatorName,
        Address = facts.Address,
        AddressKey = facts.AddressKey,
        Handle = facts.Handle,
        State = facts.State,
    };

    internal void Begin(DateOnly first) => From = first;

    internal void End(DateOnly last) => Last = last;

    internal void Correct(AccountFacts facts)
    {
        (Name, Office, Operator, OperatorName) = (facts.Name, facts.Office, facts.Operator, facts.OperatorName);
        (Address, AddressKey, Handle, State) = (facts.Address, facts.AddressKey, facts.Handle, facts.State);
    }
}
