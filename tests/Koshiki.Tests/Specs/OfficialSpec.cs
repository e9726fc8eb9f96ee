using Koshiki.StandIns.Control;

namespace Koshiki.Tests.Specs;

/// <summary>
/// The platforms' own machine-readable descriptions. A connector's test gives them each request that the stand-in recorded and
/// expects no violation. They lie outside the project, in a folder shared/specs beside or above it; without them such tests are skipped.
/// </summary>
public static class OfficialSpec
{
    private static readonly Lazy<OpenApiSpec> LineSpec = new(() => OpenApiSpec.Load(SpecFolder.At("line", "messaging-api.yml"), SpecFolder.At("line", "insight.yml")));
    private static readonly Lazy<OpenApiSpec> XSpec = new(() => OpenApiSpec.Load(SpecFolder.At("x", "openapi.json")));
    private static readonly Lazy<MetaSpec> MetaPages = new(() => MetaSpec.Load(SpecFolder.At("meta", "Page.json"), SpecFolder.At("meta", "PagePost.json"), SpecFolder.At("meta", "Photo.json")));

    public static bool IsHere => SpecFolder.IsHere;

    public static OpenApiSpec Line()
    {
        SkipWhenMissing();
        return LineSpec.Value;
    }

    public static OpenApiSpec X()
    {
        SkipWhenMissing();
        return XSpec.Value;
    }

    public static MetaSpec Meta()
    {
        SkipWhenMissing();
        return MetaPages.Value;
    }

    /// <summary>Every violation of every request in the journal, each with its request's number and kind.</summary>
    public static IReadOnlyList<string> CheckAll(IEnumerable<JournalEntry> entries) =>
    [
        .. entries.SelectMany(entry => Check(entry).Select(violation => $"{entry.Number} {entry.Kind}: {violation}")),
    ];

    private static IReadOnlyList<string> Check(JournalEntry entry) => entry.Platform switch
    {
        "line" => Line().Check(entry),
        "x" => X().Check(entry),
        _ => Meta().Check(entry),
    };

    /// <summary>Another of the official files, such as an example; the test is skipped without it.</summary>
    public static string FileOf(string platform, string file)
    {
        SkipWhenMissing();
        return SpecFolder.At(platform, file);
    }

    private static void SkipWhenMissing() => Assert.SkipUnless(IsHere, "the official descriptions (shared/specs) are not on this machine");
}
