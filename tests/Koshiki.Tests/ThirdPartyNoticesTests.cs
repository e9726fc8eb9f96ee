using System.Text.Json;

namespace Koshiki.Tests;

/// <summary>The notices name every package that is restored, so that nothing of others' work is used without its terms.</summary>
public sealed class ThirdPartyNoticesTests
{
    private static readonly string[] Projects = ["src", "tests", "bench"];

    [Fact]
    public void Z1_every_locked_package_stands_in_the_notices_with_its_version()
    {
        var root = Repository();
        var notices = File.ReadAllText(Path.Combine(root, "THIRD-PARTY-NOTICES.md"));
        var locked = Projects
            .SelectMany(part => Directory.EnumerateFiles(Path.Combine(root, part), "packages.lock.json", SearchOption.AllDirectories))
            .SelectMany(Packages)
            .Distinct()
            .ToList();

        var missing = locked.Where(package => !notices.Contains($"| {package.Name} | {package.Version} |", StringComparison.Ordinal));

        Assert.NotEmpty(locked);
        Assert.Empty(missing);
    }

    private static IEnumerable<(string Name, string Version)> Packages(string lockFile)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(lockFile));
        return
        [
            .. from framework in document.RootElement.GetProperty("dependencies").EnumerateObject()
               from package in framework.Value.EnumerateObject()
               where package.Value.GetProperty("type").GetString() != "Project"
               select (package.Name, package.Value.GetProperty("resolved").GetString()!),
        ];
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Koshiki.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
