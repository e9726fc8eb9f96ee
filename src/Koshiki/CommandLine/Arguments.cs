using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Koshiki.CommandLine;

/// <summary>The words of a call: <c>import offices FILE --account A001 --dry-run</c>.</summary>
/// <remarks>A word that begins with two hyphens is an option; its value follows it or stands behind an equals sign, unless it is one of the known switches.</remarks>
internal sealed class Arguments
{
    private static readonly HashSet<string> Switches = ["dry-run", "help", "live", "quiet"];

    private readonly Dictionary<string, string> options = [];

    /// <summary>The words that are not options, in order.</summary>
    public IReadOnlyList<string> Words { get; }

    public Arguments(IEnumerable<string> args)
    {
        var words = new List<string>();
        using var each = args.GetEnumerator();
        while (each.MoveNext())
        {
            var word = each.Current;
            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(word);
                continue;
            }

            var (name, value) = word.IndexOf('=') is var equals and > 0 ? (word[2..equals], word[(equals + 1)..]) : (word[2..], null);
            if (value is null && !Switches.Contains(name)) value = each.MoveNext() ? each.Current : throw new WrongUsageException($"--{name} needs a value.");
            if (!options.TryAdd(name, value ?? "")) throw new WrongUsageException($"--{name} is given twice.");
        }

        Words = words;
    }

    public bool Has(string option) => options.ContainsKey(option);

    public string? this[string option] => options.GetValueOrDefault(option);

    /// <summary>The option's value; without it the call is wrong.</summary>
    public string Required(string option) => this[option] ?? throw new WrongUsageException($"--{option} is required.");

    /// <summary>The word at a place; without it the call is wrong.</summary>
    public string Word(int index, string what) => index < Words.Count ? Words[index] : throw new WrongUsageException($"{what} is missing.");

    /// <summary>A TCP port, or the given default.</summary>
    public int Port(string option, int otherwise) => this[option] is not { } text
        ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw new WrongUsageException($"--{option} must be a port from 1 to 65535.");

    /// <summary>A mistyped option must not be passed over in silence.</summary>
    public void AllowOnly(params string[] known)
    {
        if (options.Keys.FirstOrDefault(name => name is not ("data" or "help") && !known.Contains(name)) is { } unknown)
        {
            throw new WrongUsageException($"--{unknown} is not an option of this command.");
        }
    }
}

/// <summary>The call's own words are wrong: exit code 2.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown in one place with a sentence, caught in one place.")]
internal sealed class WrongUsageException(string message) : Exception(message);
