using Koshiki.Foundation;

namespace Koshiki.Core.Organizations;

/// <summary>An office through all its names and reorganisations. 所属・機関.</summary>
public readonly record struct OfficeId(Guid Value) : IId<OfficeId>
{
    public static OfficeId From(Guid value) => new(value);

    public static OfficeId New() => new(Guid.CreateVersion7());
}

/// <summary>A person who uses or once used the system. 職員・委託先の担当者.</summary>
public readonly record struct PersonId(Guid Value) : IId<PersonId>
{
    public static PersonId From(Guid value) => new(value);

    public static PersonId New() => new(Guid.CreateVersion7());
}
