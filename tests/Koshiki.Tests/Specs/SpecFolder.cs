namespace Koshiki.Tests.Specs;

/// <summary>Where the official descriptions lie: in a folder shared/specs beside or above the program, if they are on this machine at all.</summary>
public static class SpecFolder
{
    private static readonly Lazy<string?> Found = new(Find);

    public static bool IsHere => Found.Value is not null;

    public static string At(string platform, string file) => Path.Combine(Found.Value!, platform, file);

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
