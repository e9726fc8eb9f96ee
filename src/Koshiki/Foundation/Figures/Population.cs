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
        return Add(attribute, values.Count, FigureAttribute.OfOne(values));
    }

    /// <summary>Adds an attribute with any number of values for each record, as the answers to a question with several choices.</summary>
    public Population WithMany(string attribute, IReadOnlyList<IReadOnlyList<string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Add(attribute, values.Count, FigureAttribute.OfMany(values));
    }

    /// <summary>Adds an attribute that names a record of another population.</summary>
    public Population WithReference(string attribute, string population, Guid[] ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Length != Ids.Count) throw new ArgumentException("One id for each record.", nameof(ids));
        references.Add(attribute, (population, ids));
        return this;
    }

    /// <summary>The names of what is known of the records, in the order in which it was added.</summary>
    public IEnumerable<string> AttributeNames => attributes.Keys;

    /// <summary>What is known of one record: the values of one attribute, none where nothing is known.</summary>
    public IReadOnlyList<string> ValuesOf(string attribute, Guid id) => Array.IndexOf((Guid[])Ids, id) is >= 0 and var place ? Attribute(attribute).At(place) : [];

    internal IReadOnlyDictionary<string, (string Population, Guid[] Ids)> References => references;

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

    /// <summary>The places, among those given, of the records for which not all conditions hold.</summary>
    internal int[] Without(int[] among, Conditions conditions)
    {
        var left = new bool[Ids.Count];
        foreach (var place in Where(among, conditions)) left[place] = true;
        return Array.FindAll(among, place => !left[place]);
    }

    private Population Add(string attribute, int count, FigureAttribute values)
    {
        if (count != Ids.Count) throw new ArgumentException("One entry for each record.", nameof(count));
        attributes.Add(attribute, values);
        return this;
    }
}

/// <summary>One attribute of all records: each value has a number, given in the order of first appearance.</summary>
internal sealed class FigureAttribute
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> names = [];
    private readonly int[][] valuesOf;

    private FigureAttribute(int count) => valuesOf = new int[count][];

    /// <summary>Records of one value share one array for each value.</summary>
    public static FigureAttribute OfOne(IReadOnlyList<string?> values)
    {
        var attribute = new FigureAttribute(values.Count);
        var shared = new List<int[]>();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                attribute.valuesOf[i] = [];
                continue;
            }

            var number = attribute.NumberOf(value);
            if (number == shared.Count) shared.Add([number]);
            attribute.valuesOf[i] = shared[number];
        }

        return attribute;
    }

    public static FigureAttribute OfMany(IReadOnlyList<IReadOnlyList<string>> values)
    {
        var attribute = new FigureAttribute(values.Count);
        for (var i = 0; i < values.Count; i++) attribute.valuesOf[i] = [.. values[i].Select(attribute.NumberOf).Distinct()];
        return attribute;
    }

    /// <summary>The values of the record at one place.</summary>
    public IReadOnlyList<string> At(int place) => [.. valuesOf[place].Select(number => names[number])];

    /// <summary>The values that occur, in the order of first appearance.</summary>
    public IEnumerable<string> Values => numbers.Keys;

    public int[] Having(int[] among, IReadOnlyList<string> values, bool wanted)
    {
        var chosen = new bool[numbers.Count];
        foreach (var value in values)
        {
            if (numbers.TryGetValue(value, out var number)) chosen[number] = true;
        }

        var found = new List<int>(among.Length);
        foreach (var i in among)
        {
            if (HasOne(valuesOf[i], chosen) == wanted) found.Add(i);
        }

        return [.. found];
    }

    private static bool HasOne(int[] numbers, bool[] chosen)
    {
        foreach (var number in numbers)
        {
            if (chosen[number]) return true;
        }

        return false;
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
        if (numbers.TryGetValue(value, out var number)) return number;
        numbers.Add(value, number = numbers.Count);
        names.Add(value);
        return number;
    }
}

/// <summary>Everything that a run of recipes sees: the populations as they were on one day. 基準日.</summary>
public sealed class Snapshot(DateOnly asOf, params IEnumerable<Population> populations)
{
    private readonly Dictionary<string, Population> byName = populations.ToDictionary(population => population.Name, StringComparer.Ordinal);

    public DateOnly AsOf { get; } = asOf;

    public IEnumerable<Population> Populations => byName.Values;

    public Population this[string name] =>
        byName.GetValueOrDefault(name) ?? throw new InvalidDataException($"There is no population {name}; there are {string.Join(", ", byName.Keys)}.");
}
