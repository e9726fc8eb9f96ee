using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Koshiki.Foundation;

/// <summary>An identifier that cannot be mixed up with another kind's: <c>readonly record struct PostId(Guid Value) : IId&lt;PostId&gt;</c>.</summary>
/// <remarks>New ones are made with <see cref="Guid.CreateVersion7()"/>, so that they sort by their time.</remarks>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

/// <summary>Stores an <see cref="IId{TSelf}"/> as a uuid; both contexts apply it to every such type by convention.</summary>
public sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Make(value)) where TId : struct, IId<TId>
{
    private static TId Make(Guid value) => TId.From(value);
}
