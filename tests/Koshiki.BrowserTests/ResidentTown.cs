using Koshiki.CommandLine.Demonstration;
using Koshiki.Core;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.PublicSite.Preferences;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Koshiki.BrowserTests;

/// <summary>The town whose residents choose what they receive from A006, in two databases: the built-in questions with the prefecture's districts.</summary>
public sealed class ResidentTown() : Town(edgeApart: true)
{
    public const string Account = "A006";

    private protected override Task Prepare(Stage stage) => stage.Act(async services =>
    {
        var db = services.GetRequiredService<CoreDb>();
        db.Send(new PublishQuestionnaire(Asked()), Account);
        await db.SaveChangesAsync();
    });

    /// <summary>Puts the rich menu into the account's chat, as the command does, once the edge knows the account's connection.</summary>
    internal async Task PutRichMenu()
    {
        await using (var edge = OpenEdge())
        {
            for (var i = 0; i < 120 && !await edge.ConnectedAccounts.AnyAsync(account => account.AccountKey == Account); i++) await Task.Delay(250);
        }

        await using var db = OpenEdge();
        using var http = new PlatformHttp();
        var options = new PlatformOptions { Line = { ApiBaseUrl = new Uri(StandIns.LineApiBaseUrl), DataApiBaseUrl = new Uri(StandIns.LineDataApiBaseUrl) } };
        Assert.True((await new PreferenceMenu(db, Master, new LineRichMenu(http, options), Residents).Put(Account, default)).Succeeded);
    }

    private static Questionnaire Asked()
    {
        var districts = Read<OptionRow>("CommandLine.Demonstration.districts.yaml");
        return new Questionnaire(Account, 1, [.. Read<QuestionRow>("Core.Publishing.Segments.questionnaire.yaml")
            .Select(row => new Question(row.Key, row.Label, row.Hint, row.Single, [.. (row.Key == "district" ? districts : row.Options).Select(o => new Option(o.Number, o.Key, o.Label, o.Example, o.Frequency, IsRetired: false))]))]);
    }

    private static List<T> Read<T>(string name)
    {
        using var reader = new StreamReader(typeof(CoreDb).Assembly.GetManifestResourceStream("Koshiki." + name)!);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<List<T>>(reader);
    }

    private sealed class QuestionRow
    {
        public string Key { get; init; } = "";
        public string Label { get; init; } = "";
        public string? Hint { get; init; }
        public bool Single { get; init; }
        public List<OptionRow> Options { get; init; } = [];
    }

    private sealed class OptionRow
    {
        public short Number { get; init; }
        public string Key { get; init; } = "";
        public string Label { get; init; } = "";
        public string? Example { get; init; }
        public string? Frequency { get; init; }
    }
}
