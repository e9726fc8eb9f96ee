using System.Text.Json;
using Koshiki.Core;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Keys;
using Npgsql;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>The fictional friends of two LINE accounts: whom the stand-in knows, with plausible choices, taken over as a government would take over its own. F1, F2, E11.</summary>
internal sealed class StoryFriends(Settings settings, Uri standIns)
{
    /// <summary>The government's main account and the disaster office's, each with its own questionnaire.</summary>
    public static readonly IReadOnlyDictionary<string, int> HowMany = new Dictionary<string, int> { ["A001"] = 30_000, ["A006"] = 3_000 };

    private const int DaysRecorded = 90;
    private static readonly Decider Program = new(default, "Koshiki", null);

    /// <summary>Publishes the questionnaires and takes the friends over.</summary>
    /// <param name="counts">Learns them, for the story.</param>
    public async Task Take(Stage stage, StoryCounts counts, DateTimeOffset now, CancellationToken ct)
    {
        await using var edge = NpgsqlDataSource.Create(settings.EdgeDatabase);
        var master = MasterKey.Load(settings.MasterKeyFile);
        var import = new FriendImport(new FriendHash(master), new FriendIds(master));
        foreach (var (account, _) in HowMany)
        {
            var questions = DemonstrationData.Questions(account);
            var friends = Choose(await Followers(account, ct), questions, now);
            await using var connection = await edge.OpenConnectionAsync(ct);
            var written = await import.Write(connection, account, friends, ct);
            counts.Add(account, questions, friends, written.ChangeNumber);
            await stage.Act(services => Publish(services.GetRequiredService<CoreDb>(), account, questions, counts.Of(account)!, now));
        }
    }

    /// <summary>Who follows the account, as LINE lists them page by page.</summary>
    private async Task<List<LineUserId>> Followers(string account, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = standIns };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Connections.TokenOf(account));
        var ids = new List<LineUserId>();
        for (var next = ""; next is not null;)
        {
            using var page = JsonDocument.Parse(await http.GetStringAsync(new Uri("line/v2/bot/followers/ids?limit=1000" + (next.Length == 0 ? "" : "&start=" + Uri.EscapeDataString(next)), UriKind.Relative), ct));
            foreach (var id in page.RootElement.GetProperty("userIds").EnumerateArray())
            {
                if (LineUserId.TryParse(id.GetString(), out var read)) ids.Add(read);
            }

            next = page.RootElement.TryGetProperty("next", out var more) ? more.GetString() : null;
        }

        return ids;
    }

    /// <summary>Five of six have answered; towns and topics are liked unequally. The same at every start.</summary>
    private static List<FriendToImport> Choose(List<LineUserId> ids, IReadOnlyList<Question> questions, DateTimeOffset now)
    {
#pragma warning disable CA5394 // A story, not a secret: it must come out the same each time.
        var dice = new Random(20_261_121);
        return ids.ConvertAll(id =>
        {
            var followed = now - TimeSpan.FromDays(30 + dice.Next(900));
            if (dice.Next(6) == 0) return new FriendToImport(id, followed, [], EmergencyOnly: false, AnsweredAt: null);
            var only = dice.Next(30) == 0;
            var choices = new SortedSet<short>();
            foreach (var question in questions)
            {
                for (var i = question.IsSingle ? 1 : only ? 0 : 1 + dice.Next(4); i > 0; i--)
                {
                    // The least of two throws: the first options are the most liked.
                    choices.Add(question.Options[Math.Min(dice.Next(question.Options.Count), dice.Next(question.Options.Count))].Number);
                }
            }

            return new FriendToImport(id, followed, [.. choices], only, followed + TimeSpan.FromMinutes(dice.Next(10_000)));
        });
#pragma warning restore CA5394
    }

    private static async Task Publish(CoreDb db, string account, IReadOnlyList<Question> questions, SegmentOverview overview, DateTimeOffset now)
    {
        var edition = QuestionnaireEdition.First(account, questions);
        edition.Publish(Program, now);
        db.Questionnaires.Add(edition);
        db.Send(new PublishQuestionnaire(edition.ForEdge), account);
        var counter = RegistrationCode.New(account, "県庁の窓口", Program, now);
        var paper = RegistrationCode.New(account, "広報紙", Program, now);
        db.RegistrationCodes.AddRange(counter, paper);
        for (var ago = DaysRecorded; ago > 0; ago--)
        {
            var (came, left) = (6 + ago % 5, ago % 3);
            var friends = overview.Friends - ago * (overview.Friends / 2_000);
            var day = new FriendsDay { AccountKey = account, Day = now.DayInJapan.AddDays(-ago) };
            day.Take(new FriendsReported(account, day.Day, overview with { Friends = friends }, came, left, new Dictionary<string, int> { [counter.Code] = came / 3, [paper.Code] = came / 4, [""] = came - came / 3 - came / 4 }));
            db.FriendsDays.Add(day);
        }

        await db.SaveChangesAsync();
    }
}
