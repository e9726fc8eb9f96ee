namespace Koshiki.Tests.Fixtures;

/// <summary>The files beside this one.</summary>
internal static class Fixture
{
    public static string PathOf(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Koshiki.slnx"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "tests", "Koshiki.Tests", "Fixtures", name);
    }

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));
}
