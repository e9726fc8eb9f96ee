using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Accounts;

public readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    public static AccountId From(Guid value) => new(value);

    public static AccountId New() => new(Guid.CreateVersion7());
}

/// <summary>An official account in the register. 公式アカウント. A6; guideline 2-4(5).</summary>
/// <remarks>The platform's permanent id is the account's identity on its platform; handle and address change over the years and are kept as dated history.</remarks>
public sealed class Account
{
    public required AccountId Id { get; init; }

    /// <summary>The register's own key, such as <c>A001</c>: letters, digits, hyphen; never reused. Used in files, addresses and orders.</summary>
    public required string Key { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>What a platform outside the known ones is called; null for the known ones.</summary>
    public string? PlatformLabel { get; set; }

    public required string Name { get; set; }

    /// <summary>The office that answers for it today. 運用所属.</summary>
    public required OfficeId Office { get; set; }

    /// <summary>Who runs it day by day. 運用主体.</summary>
    public required OperatorKind Operator { get; set; }

    /// <summary>The contractor's, association's or designated manager's name; null when the office runs it itself.</summary>
    public string? OperatorName { get; set; }

    /// <summary>The platform's own id that survives a change of handle; null until it is known.</summary>
    public string? PermanentId { get; set; }

    /// <summary>The handle in use today, without @; null where the platform has none.</summary>
    public string? Handle { get; set; }

    /// <summary>The canonical address in use today.</summary>
    public required string Address { get; set; }

    /// <summary>The address in the form in which addresses are compared (PlatformFacts).</summary>
    public required string AddressKey { get; set; }

    public DateOnly? OpenedOn { get; set; }

    public DateOnly? RetiredOn { get; set; }

    public required AccountState State { get; set; }

    /// <summary>What residents find there, one sentence for the public list.</summary>
    public string? Purpose { get; set; }

    public PersonId? ResponsibleHead { get; set; }

    /// <summary>Whether the edge can speak for it.</summary>
    public ConnectionState Connection { get; set; }

    /// <summary>Why the connection does not work, with what to do; null when it does.</summary>
    public string? ConnectionReason { get; set; }

    /// <summary>Normalised text for searching: name, handle, address, key.</summary>
    public string SearchText { get; set; } = "";

    public uint Version { get; init; }
}

/// <summary>Who runs an account day by day. Table 3's columns.</summary>
public enum OperatorKind
{
    /// <summary>直営</summary>
    Direct,

    /// <summary>業務委託</summary>
    Outsourced,

    /// <summary>県・市が事務局を務める団体（実行委員会等）</summary>
    Association,

    /// <summary>指定管理者</summary>
    DesignatedManager,
}

/// <summary>The fixed words of UI.md section 6.</summary>
public enum AccountState
{
    /// <summary>協議中</summary>
    InConsultation,

    /// <summary>運用中</summary>
    Active,

    /// <summary>休止</summary>
    Suspended,

    /// <summary>廃止手続中</summary>
    Retiring,

    /// <summary>廃止</summary>
    Retired,

    /// <summary>未承認</summary>
    Unapproved,
}

public enum ConnectionState
{
    /// <summary>No token was ever handed over.</summary>
    NotConnected,

    Works,

    /// <summary>It worked once; the reason says what to do.</summary>
    Broken,
}
