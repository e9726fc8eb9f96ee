using System.Diagnostics.CodeAnalysis;

namespace Koshiki.Foundation;

/// <summary>What came of a request: a value, or the reason why it was refused. Never both, never neither.</summary>
/// <remarks>A refusal is an answer that the rules give; a bug or a broken machine is an exception instead.</remarks>
public readonly struct Result<T>
{
    private readonly T? value;
    private readonly Refusal? refusal;

    private Result(T value) => this.value = value;

    private Result(Refusal refusal) => this.refusal = refusal;

    public bool Succeeded => refusal is null;

    /// <summary>The value. Reading it of a refused result is a bug and throws.</summary>
    public T Value => refusal is null
        ? value!
        : throw new InvalidOperationException($"The result was refused: {refusal}");

    /// <summary>The reason. Reading it of a result that succeeded is a bug and throws.</summary>
    public Refusal Refusal => refusal ?? throw new InvalidOperationException("The result succeeded.");

    /// <summary>Gives both in one call, for an early return.</summary>
    public bool IsRefused([NotNullWhen(true)] out Refusal? reason)
    {
        reason = refusal;
        return reason is not null;
    }

    [SuppressMessage("Usage", "CA2225", Justification = "A handler returns its value or its refusal as they are; that is the point of the type.")]
    public static implicit operator Result<T>(T value) => new(value);

    [SuppressMessage("Usage", "CA2225", Justification = "As above.")]
    public static implicit operator Result<T>(Refusal refusal) => new(refusal);

    public Result<TOther> Then<TOther>(Func<T, Result<TOther>> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return refusal is null ? next(value!) : refusal;
    }
}

/// <summary>The value of a request that has nothing to give back.</summary>
public readonly record struct Done;
