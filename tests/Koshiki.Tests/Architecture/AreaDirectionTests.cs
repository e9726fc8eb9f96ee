using System.Text.RegularExpressions;

namespace Koshiki.Tests.Architecture;

/// <summary>Holds the table of areas: an area names lower rows of its own side and the shared folders, and never the other side.</summary>
/// <remarks>Reads the source, because a name inside a method body is a dependency too. A side's root files (its database, its hosts) may name all its areas; the command line may name both sides.</remarks>
public sealed partial class AreaDirectionTests
{
    /// <summary>To change the table, change it here and write a decision record.</summary>
    private static readonly Dictionary<string, int> Rows = new()
    {
        ["Foundation"] = 0, ["PlatformFacts"] = 0, ["Exchange"] = 0,
        ["Core/Organizations"] = 1, ["Core/Work"] = 2, ["Core/Accounts"] = 3,
        ["Core/Guidelines"] = 4, ["Core/Contracts"] = 4, ["Core/Training"] = 4,
        ["Core/Opening"] = 5, ["Core/Custody"] = 5, ["Core/Publishing"] = 5,
        ["Core/Monitoring"] = 6, ["Core/Incidents"] = 6, ["Core/Surveys"] = 6,
        ["Core/Insights"] = 7, ["Core/Reviews"] = 7, ["Core/Audits"] = 8, ["Core/Api"] = 9,
        ["Edge/Platforms"] = 1, ["Edge/Segments"] = 2, ["Edge/Delivery"] = 3, ["Edge/PublicSite"] = 4, ["Edge/Monitoring"] = 4,
    };

    [Fact]
    public void Z2_every_area_names_only_what_lies_below_it()
    {
        var wrong = Sources()
            .SelectMany(file => Names(file.Text).Select(name => Judge(file.Area, name)))
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Empty(wrong);
    }

    [Fact]
    public void Z2_every_folder_of_a_side_stands_in_the_table()
    {
        var folders = new[] { "Core", "Edge" }
            .SelectMany(side => Directory.GetDirectories(Path.Combine(Root, side)).Select(folder => $"{side}/{Path.GetFileName(folder)}"))
            .Where(area => Path.GetFileName(area) is not ("Migrations" or "CompiledModel"));

        Assert.All(folders, area => Assert.Contains(area, Rows.Keys));
    }

    [Theory]
    [InlineData("Core/Accounts", "Koshiki.Core.Publishing.Post", "Core/Accounts (row 3) names Core/Publishing (row 5)")]
    [InlineData("Core/Accounts", "Koshiki.Edge.Delivery.Lease", "Core/Accounts names Edge/Delivery, the other side")]
    [InlineData("Foundation", "Koshiki.Core.CoreDb", "Foundation names Core, a side")]
    [InlineData("Core/Audits", "Koshiki.Core.Accounts.Account", null)]
    [InlineData("Core/Accounts", "Koshiki.Core.CoreDb", null)]
    [InlineData("Edge/Delivery", "Koshiki.Exchange.SealedPost", null)]
    public void Z2_the_judge_knows_the_table(string area, string name, string? verdict) => Assert.Equal(verdict, Judge(area, name));

    private static string Root { get; } = FindRoot();

    private static string? Judge(string area, string name)
    {
        var words = name.Split('.');
        var named = words.Length > 2 && words[1] is "Core" or "Edge" ? $"{words[1]}/{words[2]}" : words[1];
        if (named == area) return null;
        if (Rows[area] == 0) return words[1] is "Core" or "Edge" ? $"{area} names {words[1]}, a side" : null;
        var side = area.Split('/')[0];
        if (words[1] is "Core" or "Edge" && words[1] != side) return $"{area} names {named}, the other side";
        return Rows.TryGetValue(named, out var row) && row > 0 && row >= Rows[area] ? $"{area} (row {Rows[area]}) names {named} (row {row})" : null;
    }

    private static IEnumerable<(string Area, string Text)> Sources()
    {
        foreach (var area in Rows.Keys)
        {
            var folder = Path.Combine(Root, area);
            if (!Directory.Exists(folder)) continue;
            foreach (var file in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".cs" or ".razor"))
            {
                yield return (area, File.ReadAllText(file));
            }
        }
    }

    /// <summary>Every full name of our own that the text uses, in a using line or in the code.</summary>
    private static IEnumerable<string> Names(string text) =>
        OurName().Matches(text).Select(match => match.Value).Where(name => !name.StartsWith("Koshiki.Tests", StringComparison.Ordinal));

    [GeneratedRegex(@"\bKoshiki\.(Foundation|PlatformFacts|Exchange|Core|Edge)(\.[A-Z][A-Za-z0-9]*)*")]
    private static partial Regex OurName();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Koshiki.slnx"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "src", "Koshiki");
    }
}
