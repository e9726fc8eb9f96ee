namespace Koshiki.Core.Accounts.Controls;

/// <summary>What several controls of one area look at alike: read by the first that asks, and let go with the run.</summary>
/// <remarks>Found by its type, so that each area shares a type of its own. A reading that failed is tried again by the next control.</remarks>
public sealed class SharedFacts
{
    private readonly Dictionary<Type, object> read = [];

    /// <param name="reading">Reads all accounts of the run in a fixed number of queries.</param>
    public async Task<TFacts> Of<TFacts>(Func<Task<TFacts>> reading)
        where TFacts : class
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (read.TryGetValue(typeof(TFacts), out var known)) return (TFacts)known;
        var facts = await reading();
        read[typeof(TFacts)] = facts;
        return facts;
    }
}
