using Koshiki.Foundation.Japanese;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Koshiki.Core.Opening;

/// <summary>A law that a policy may name, and when. Days are inclusive; null is without end.</summary>
/// <param name="Instead">What took its place; null where nothing did.</param>
public sealed record LegalReference(string Name, string Topic, DateOnly? From, DateOnly? Until, string? Instead, string Why)
{
    public bool Holds(DateOnly day) => (From is not { } from || from <= day) && (Until is not { } until || day <= until);
}

/// <summary>The laws as data with their dates of validity, so that no policy goes on naming one that was replaced. C4.</summary>
public static class LegalReferences
{
    private static readonly Lazy<IReadOnlyList<LegalReference>> Once = new(Read);

    public static IReadOnlyList<LegalReference> All => Once.Value;

    /// <returns>The law to name on this day for a topic; null where there is none.</returns>
    public static LegalReference? For(string topic, DateOnly day) => All.FirstOrDefault(law => law.Topic == topic && law.Holds(day));

    /// <summary>What a text names that may no longer, or not yet, be named on this day, each in a sentence.</summary>
    public static IReadOnlyList<string> Outdated(string text, DateOnly day) =>
    [
        .. from law in All
           where text.Contains(law.Name, StringComparison.Ordinal) && !law.Holds(day)
           select law.Until is { } until && until < day
               ? $"「{law.Name}」は{until.InWordsWithoutWeekday}までの根拠です。{(law.Instead is { } other ? $"「{other}」に書き換えてください。" : "")}{law.Why}"
               : $"「{law.Name}」は{law.From!.Value.InWordsWithoutWeekday}からの根拠です。{law.Why}",
    ];

    private static IReadOnlyList<LegalReference> Read()
    {
        using var reader = new StreamReader(typeof(LegalReferences).Assembly.GetManifestResourceStream("Koshiki.Core.Opening.LegalReferences.yaml")!);
        return
        [
            .. new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<List<Entry>>(reader)
                .Select(entry => new LegalReference(entry.Name, entry.Topic, Day(entry.From), Day(entry.Until), entry.Instead, entry.Why)),
        ];
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Entry
    {
        public string Name { get; init; } = "";

        public string Topic { get; init; } = "";

        public string? From { get; init; }

        public string? Until { get; init; }

        public string? Instead { get; init; }

        public string Why { get; init; } = "";
    }
}
