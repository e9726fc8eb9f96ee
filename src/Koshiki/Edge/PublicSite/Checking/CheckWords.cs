using System.Text.Json;

namespace Koshiki.Edge.PublicSite.Checking;

/// <summary>The words of "is this official?" in one language, from <c>Words/check-….yaml</c>.</summary>
public sealed class CheckWords
{
    public static CheckWords Japanese { get; } = Load("ja");

    private static readonly CheckWords Easy = Load("easy");
    private static readonly CheckWords English = Load("en");

    /// <summary>Every language with the value of <c>lang</c> in the address; Japanese needs none.</summary>
    public static IReadOnlyList<(string Key, CheckWords Words)> All { get; } = [("", Japanese), ("easy", Easy), ("en", English)];

    /// <summary>The language's code, as in the <c>lang</c> attribute.</summary>
    public required string Code { get; init; }
    public required string Language { get; init; }
    public required string Title { get; init; }
    public required string Introduction { get; init; }
    public required string Privacy { get; init; }
    public required string Label { get; init; }
    public required string Hint { get; init; }
    public required string Ask { get; init; }
    public required string Asked { get; init; }
    public required string Official { get; init; }
    public required string OfficialText { get; init; }
    public required string OfficialCare { get; init; }
    public required string Formerly { get; init; }
    public required string RetiredText { get; init; }
    public required string RetiredCare { get; init; }
    public required string MovedText { get; init; }
    public required string MovedCare { get; init; }
    public required string Impersonation { get; init; }
    public required string ImpersonationText { get; init; }
    public required string ImpersonationCare { get; init; }
    public required string NotRegistered { get; init; }
    public required string NotRegisteredText { get; init; }
    public required string NotRegisteredCare { get; init; }
    public required string CannotTell { get; init; }
    public required Dictionary<string, string> Reasons { get; init; }
    public required string Similar { get; init; }
    public required string Contact { get; init; }
    public required string ContactNone { get; init; }
    public required string ToList { get; init; }
    public required string AccountPage { get; init; }
    public required string Name { get; init; }
    public required string Platform { get; init; }
    public required string Handle { get; init; }
    public required string Address { get; init; }
    public required string Office { get; init; }
    public required string Outside { get; init; }

    /// <summary>The words of the language that an address asks for; Japanese for any other.</summary>
    public static (string Key, CheckWords Words) Of(string? key) => All.FirstOrDefault(language => language.Key == key) is { Words: not null } known ? known : All[0];

    /// <summary>Why nothing can be said, and what to do, in one text.</summary>
    public string Why(WhyUnclear why) => Reasons[JsonNamingPolicy.CamelCase.ConvertName(why.ToString())];

    private static CheckWords Load(string language)
    {
        var words = PublicWords.Read<CheckWords>("check-" + language);
        foreach (var why in Enum.GetValues<WhyUnclear>())
        {
            if (!words.Reasons.ContainsKey(JsonNamingPolicy.CamelCase.ConvertName(why.ToString()))) throw new InvalidOperationException($"The words of {language} lack the reason {why}.");
        }

        return words;
    }
}
