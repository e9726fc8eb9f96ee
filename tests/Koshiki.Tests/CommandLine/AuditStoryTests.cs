using Koshiki.CommandLine.Demonstration;
using Koshiki.Core.Audits;
using Koshiki.Foundation;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Koshiki.Tests.CommandLine;

/// <summary>The demonstration's two audits, told by the real handlers.</summary>
public sealed class AuditStoryTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("koshiki-story-").FullName;
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.Create();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task J7_the_demonstration_shows_one_audit_reported_and_one_on_the_spot_with_findings_and_measures_in_every_state()
    {
        var now = DateTimeOffset.UtcNow;
        await using (var stage = Set(now))
        {
            await GovernmentSeeding.Offices(stage);
            var people = await GovernmentSeeding.People(stage);
            await GovernmentSeeding.Accounts(stage);
            await new AuditStory(stage, people).Tell(now);
        }

        await using var db = database.OpenCore();
        Assert.Equal([("R7-2", AuditStage.Reported), ("R8-1", AuditStage.OnTheSpot)], (await db.Set<Audit>().OrderBy(audit => audit.Number).ToListAsync()).Select(audit => (audit.Number, audit.Stage)));
        Assert.Equal([FindingState.Draft, FindingState.Asked, FindingState.Answered, FindingState.Settled], (await db.Set<AuditFinding>().Select(finding => finding.State).Distinct().ToListAsync()).Order());
        Assert.Equal([MeasureState.Asked, MeasureState.AskedAgain, MeasureState.Published], (await db.Set<Measure>().Select(measure => measure.State).Distinct().ToListAsync()).Order());
    }

    private Stage Set(DateTimeOffset now)
    {
        var master = Path.Combine(folder, "master.key");
        MasterKey.Create(master);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Koshiki:Database"] = database.As(DatabaseRole.Core), ["Koshiki:MasterKeyFile"] = master, ["Koshiki:StaffUrl"] = "http://127.0.0.1:0", ["Koshiki:Government"] = DemonstrationData.Government,
        }).Build();
        return Stage.Set(Settings.Read(configuration), configuration, now - TimeSpan.FromDays(364));
    }
}
