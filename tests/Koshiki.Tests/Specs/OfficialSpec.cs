using Koshiki.StandIns.Control;

namespace Koshiki.Tests.Specs;

/// <summary>
/// The platforms' own machine-readable descriptions. A connector's test gives them each request that the stand-in recorded and
/// expects no violation. They lie outside the project, in a folder shared/specs beside or above it; without them such tests are skipped.
/// </summary>
public static class OfficialSpec
{
    private static readonly Lazy<string?> Folder = new(Find);
    private static readonly Lazy<OpenApiSpec> LineSpec = new(() => OpenApiSpec.Load(At("line", "messaging-api.yml"), At("line", "insight.yml")));
    private static readonly Lazy<OpenApiSpec> XSpec = new(() => OpenApiSpec.Load(At("x", "openapi.json")));
    private static readonly Lazy<MetaSpec> MetaPages = new(() => MetaSpec.Load(At("meta", "Page.json"), At("meta", "PagePost.json"), At("meta", "Photo.json")));

    public static bool IsHere => Folder.Value is not null;

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
        return At(platform, file);
    }

    private static void SkipWhenMissing() => Assert.SkipUnless(IsHere, "the official descriptions (shared/specs) are not on this machine");

    private static string At(string platform, string file) => Path.Combine(Folder.Value!, platform, file);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var specs = Path.Combine(folder.FullName, "shared", "specs");
            if (Directory.Exists(specs))
            {
                return specs;
            }
        }

        return null;
    }
}
