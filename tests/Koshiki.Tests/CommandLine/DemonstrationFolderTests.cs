using Koshiki.CommandLine;
using Koshiki.CommandLine.Demonstration;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Activity;
using Koshiki.Tests.Foundation.PrivateDatabase;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.CommandLine;

/// <summary>In which folders <c>demo</c> works: a new one and its own, and never that of a real installation.</summary>
[Collection(CommandRun.Name)]
public sealed class DemonstrationFolderTests
{
    [Fact]
    public async Task Z1_a_real_installation_is_not_turned_into_a_demonstration_and_stays_as_it_is()
    {
        using var folder = new TemporaryDataFolder();
        await using var real = (await Installation.Open(folder.Path, new Dictionary<string, string?>(), default)).Value;
        await AddOffice(real);

        var refused = await Demonstration.Open(folder.Path, Demonstration.Defaults(5080), default);

        await using var after = (await Installation.Open(folder.Path, new Dictionary<string, string?>(), default)).Value;
        await using var db = after.OpenCore(Actor.CommandLine);
        Assert.Equal(new NotADemonstration(folder.Path), refused.Refusal);
        Assert.DoesNotContain("削除", refused.Refusal.Sentence, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "settings.json")));
        Assert.Equal(("公式市（設定前）", false, 1), (after.Settings.Government, after.Settings.Practice, await db.Offices.CountAsync()));
    }

    [Fact]
    public async Task Z1_a_new_folder_is_marked_and_a_demonstration_opened_again()
    {
        using var folder = new TemporaryDataFolder();
        await using var first = (await Demonstration.Open(folder.Path, Demonstration.Defaults(5080), default)).Value;
        await AddOffice(first);

        await using var later = (await Demonstration.Open(folder.Path, Demonstration.Defaults(7000), default)).Value;

        Assert.Equal((DemonstrationData.Government, true, new Uri("http://localhost:7000")), (later.Settings.Government, later.Settings.Practice, later.Settings.StaffUrl));
    }

    private static async Task AddOffice(Installation installation)
    {
        await using var db = installation.OpenCore(Actor.CommandLine);
        db.Add(Office.Open("01001", new OfficeFacts("広報課", "市長部局", "総務部", OfficeKind.Municipal, OfficeFunction.PublicRelations), new DateOnly(2020, 4, 1)));
        await db.SaveChangesAsync();
    }
}
