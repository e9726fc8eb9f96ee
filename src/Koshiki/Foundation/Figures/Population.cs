namespace Koshiki.Foundation.Figures;

/// <summary>The records that figures are drawn from, with what is known of each: offices, accounts, answers. 母集団.</summary>
/// <remarks>Attributes are kept as numbers of their values, so that counting tens of thousands of records takes milliseconds.</remarks>
public sealed class Population
{
    private readonly Dictionary<string, FigureAttribute> attributes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Population, Guid[] Ids)> references = new(StringComparer.Ordinal);

    /// <param name="name">As recipes name it.</param>
    /// <param name="ids">In the order in which records and the rows made of them are shown.</param>
    public Population(string name, Guid[] ids)
    {
        Name = name;
        Ids = ids;
        All = [.. Enumerable.Range(0, ids.Length)];
    }

    public string Name { get; }

    public IReadOnlyList<Guid> Ids { get; }

    /// <summary>The places of all records.</summary>
    internal int[] All { get; }

    /// <summary>Adds an attribute with one value for each record; null where it is not known.</summary>
    public Population With(string attribute, IReadOnlyList<string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Add(attribute, [.. values.Select(value => value is null ? Array.Empty<string>() : [value])]);
    }

    /// <summary>Adds an attribute with any number of values for each record, as the answers to a question with several choices.</summary>
    public Population WithMany(string attribute, IReadOnlyList<IReadOnlyList<string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Add(attribute, values);
    }

    /// <summary>Adds an attribute that names a record of another population.</summary>
    public Population WithReference(string attribute, string population, Guid[] ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Length != Ids.Count) throw new ArgumentException("One id for each record.", nameof(ids));
        references.Add(attribute, (population, ids));
        return this;
    }

    internal FigureAttribute Attribute(string name) =>
        attributes.GetValueOrDefault(name) ?? throw new InvalidDataException($"The population {Name} has no attribute {name}; it has {string.Join(", ", attributes.Keys)}.");

    internal (string Population, Guid[] Ids) Reference(string name) =>
        references.TryGetValue(name, out var reference) ? reference : throw new InvalidDataException($"The population {Name} refers to nothing by {name}.");

    /// <summary>The places, among those given, of the records for which all conditions hold.</summary>
    internal int[] Where(int[] among, Conditions conditions)
    {
        foreach (var (name, allowed) in conditions.Where) among = Attribute(name).Having(among, allowed, wanted: true);
        foreach (var (name, refused) in conditions.Unless) among = Attribute(name).Having(among, refused, wanted: false);
        return among;
    }

    private Population Add(string attribute, IReadOnlyList<IReadOnlyList<string>> values)
    {
        if (values.Count != Ids.Count) throw new ArgumentException("One value for each record.", nameof(values));
        attributes.Add(attribute, new FigureAttribute(values));
        return this;
    }
}

/// <summary>One attribute of all records: each value has a number, given in the order of first appearance.</summary>
internal sealed class FigureAttribute
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly int[][] valuesOf;

    public FigureAttribute(IReadOnlyList<IReadOnlyList<string>> values)
    {
        var kept = new Dictionary<int, int[]>();
        valuesOf = new int[values.Count][];
        for (var i = 0; i < valuesOf.Length; i++)
        {
            // Most records have one value: those share one array for each value.
            valuesOf[i] = values[i].Count switch
            {
                0 => [],
                1 when NumberOf(values[i][0]) is var number => kept.TryGetValue(number, out var same) ? same : kept[number] = [number],
                _ => [.. values[i].Select(NumberOf).Distinct()],
            };
        }
    }

    /// <summary>The values that occur, in the order of first appearance.</summary>
    public IEnumerable<string> Values => numbers.Keys;

    public int[] Having(int[] among, IReadOnlyList<string> values, bool wanted)
    {
        var chosen = new bool[numbers.Count];
        foreach (var value in values)
        {
            if (numbers.TryGetValue(value, out var number)) chosen[number] = true;
        }

        return Array.FindAll(among, i => Array.Exists(valuesOf[i], number => chosen[number]) == wanted);
    }

    /// <summary>The places of the records of each value; a record with several values stands under each of them.</summary>
    public Dictionary<string, int[]> Divide(int[] among)
    {
        var places = new List<int>[numbers.Count];
        for (var n = 0; n < places.Length; n++) places[n] = [];
        foreach (var i in among)
        {
            foreach (var number in valuesOf[i]) places[number].Add(i);
        }

        return numbers.ToDictionary(pair => pair.Key, pair => places[pair.Value].ToArray(), StringComparer.Ordinal);
    }

    private int NumberOf(string value)
    {
        if (!numbers.TryGetValue(value, out var number)) numbers.Add(value, number = numbers.Count);
        return number;
    }
}

/// <summary>Everything that a run of recipes sees: the populations as they were on one day. 基準日.</summary>
public sealed class Snapshot(DateOnly asOf, params IEnumerable<Population> populations)
{
    private readonly Dictionary<string, Population> byName = populations.ToDictionary(population => population.Name, StringComparer.Ordinal);

    public DateOnly AsOf { get; } = asOf;

    public Population this[string name] =>
        byName.GetValueOrDefault(name) ?? throw new InvalidDataException($"There is no population {name}; there are {string.Join(", ", byName.Keys)}.");
}
