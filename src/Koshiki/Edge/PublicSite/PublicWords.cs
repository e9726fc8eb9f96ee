using System.Globalization;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Koshiki.Edge.PublicSite;

/// <summary>The words of the public pages in one language. Each language is one file in <c>Words</c>; a file that lacks a word does not load.</summary>
public sealed class PublicWords
{
    public static PublicWords Japanese { get; } = Load("ja");

    public required string ListTitle { get; init; }
    public required string ListIntroduction { get; init; }
    public required string NotListed { get; init; }
    public required string Updated { get; init; }
    public required string Filter { get; init; }
    public required string Search { get; init; }
    public required string SearchHint { get; init; }
    public required string Department { get; init; }
    public required string Platform { get; init; }
    public required string Purpose { get; init; }
    public required string All { get; init; }
    public required string Found { get; init; }
    public required string NothingFound { get; init; }
    public required string NothingFoundWhy { get; init; }
    public required string ClearConditions { get; init; }
    public required string NothingPublished { get; init; }
    public required string NothingPublishedWhy { get; init; }
    public required string ActiveCaption { get; init; }
    public required string RetiredCaption { get; init; }
    public required string RetiredNote { get; init; }
    public required string Name { get; init; }
    public required string Office { get; init; }
    public required string Address { get; init; }
    public required string RetiredOn { get; init; }
    public required string OpenedOn { get; init; }
    public required string Handle { get; init; }
    public required string Operator { get; init; }
    public required string Key { get; init; }
    public required string Retired { get; init; }
    public required string Ending { get; init; }
    public required string Data { get; init; }
    public required string Feed { get; init; }
    public required string AccountTitle { get; init; }
    public required string AccountOfficial { get; init; }
    public required string AccountRetired { get; init; }

    /// <summary>Off the list, not deleted yet.</summary>
    public required string AccountEnding { get; init; }
    public required string None { get; init; }
    public required string AccessibilityTitle { get; init; }
    public required string Contact { get; init; }
    public required string FeedOpened { get; init; }
    public required string FeedRetired { get; init; }
    public required string FeedEnding { get; init; }
    public required string FeedTitle { get; init; }
    public required string WarningHeading { get; init; }
    public required string WarningText { get; init; }
    public required string ToNotices { get; init; }
    public required string ToCheck { get; init; }
    public required string ToPolicy { get; init; }
    public required string PolicyTitle { get; init; }
    public required string PolicyPublished { get; init; }
    public required string NoticesTitle { get; init; }
    public required string NoticesIntroduction { get; init; }
    public required string ImpersonatorsHeading { get; init; }
    public required string ImpersonatorsIntroduction { get; init; }
    public required string ImpersonatorsNone { get; init; }
    public required string ImpersonatorsCaption { get; init; }
    public required string KnownSince { get; init; }
    public required string WhatToKnow { get; init; }
    public required string RetirementsHeading { get; init; }
    public required string RetirementsNone { get; init; }
    public required string NoticePublished { get; init; }
    public required string AuditsTitle { get; init; }
    public required string AuditsIntroduction { get; init; }
    public required string AuditsNone { get; init; }
    public required string AuditPublished { get; init; }
    public required string FormerHeading { get; init; }
    public required string FormerCaption { get; init; }
    public required string FormerPeriod { get; init; }
    public required string FormerUntil { get; init; }
    public required PreferenceWords Preferences { get; init; }

    /// <summary>Puts values into the places of a sentence.</summary>
    public static string Fill(string sentence, params object?[] values) => string.Format(CultureInfo.InvariantCulture, sentence, values);

    internal static PublicWords Load(string language) => Read<PublicWords>(language);

    /// <summary>Reads the words of one file of <c>Words</c>; every word must be there.</summary>
    internal static T Read<T>(string name)
    {
        using var file = typeof(PublicWords).Assembly.GetManifestResourceStream($"Koshiki.Edge.PublicSite.Words.{name}.yaml")
            ?? throw new InvalidOperationException($"The program was built without the public words of {name}.");
        using var reader = new StreamReader(file);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithEnforceRequiredMembers().Build().Deserialize<T>(reader);
    }
}
