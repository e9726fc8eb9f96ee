using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Contracts;

public readonly record struct AssociationId(Guid Value) : IId<AssociationId>
{
    public static AssociationId From(Guid value) => new(value);

    public static AssociationId New() => new(Guid.CreateVersion7());
}

/// <summary>A body whose secretariat is the government, such as a campaign committee, and that runs accounts of its own. 実行委員会等の団体. A6; table 3.</summary>
public sealed class Association
{
    public const int LongestName = 100;

    private Association() { }

    public required AssociationId Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The office that is its secretariat. 事務局.</summary>
    public required OfficeId Secretariat { get; set; }

    /// <summary>The accounts that it runs, by their keys.</summary>
    public required string[] AccountKeys { get; set; }

    public uint Version { get; init; }

    public static Association Of(string name, OfficeId secretariat, string[] accountKeys) => new() { Id = AssociationId.New(), Name = name, Secretariat = secretariat, AccountKeys = accountKeys };
}

/// <summary>A body or person that belongs to an association for some time. 構成員.</summary>
public sealed class AssociationMember
{
    public required Guid Id { get; init; }

    public required AssociationId Association { get; init; }

    public required string Name { get; init; }

    /// <summary>Such as 会長; empty for a plain member.</summary>
    public string Duty { get; init; } = "";

    public required DateOnly From { get; init; }

    /// <summary>The last day, included; null while it belongs.</summary>
    public DateOnly? Last { get; private set; }

    public void Leave(DateOnly last) => Last ??= last;
}
