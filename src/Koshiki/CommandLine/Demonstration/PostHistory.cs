using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Saving;
using Koshiki.Core.Publishing.Scheduling;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using static Koshiki.CommandLine.Demonstration.GovernmentSeeding;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>A year of posts, each through the handlers that people use, at the story's time: sent, returned and mended, withdrawn, failed in part, sent as emergencies.</summary>
/// <remarks>What the platforms said is told by the story itself; none of these orders ever reaches the edge.</remarks>
internal sealed class PostHistory(Stage stage, IReadOnlyDictionary<string, PersonId> people, StoryCounts? counts = null)
{
    private readonly IReadOnlyList<PostSketch> sketches = DemonstrationData.Posts;
    private const string NoteField = "note.";
    private Dictionary<string, OfficeId> offices = [];
    private Dictionary<string, Account> accounts = [];

    /// <summary>Posts with a whole story, and those that wait for somebody now.</summary>
    public const int Told = 288, Waiting = 12;

    /// <summary>Tells the past, from a year ago until yesterday.</summary>
    public async Task TellThePast(DateTimeOffset now, Action<int> told)
    {
        await Load();
        var step = TimeSpan.FromDays(360) / Told;
        for (var i = 0; i < Told; i++)
        {
            var day = (now - TimeSpan.FromDays(362) + step * i).DayInJapan;
            stage.Clock.Now = new DateTimeOffset(day, new TimeOnly(9 + i % 7, i * 7 % 60), JapanTime.Offset).ToUniversalTime();
            await Tell(sketches[i * 5 % sketches.Count], i);
            told(i + 1);
        }

        await stage.Act(async services => await services.GetRequiredService<CoreDb>().OutgoingOrders.Where(o => o.Kind == "DeliverPost" || o.Kind == "WithdrawDelivery").ExecuteDeleteAsync());
    }

    /// <summary>Leaves some posts on people's desks, as of now.</summary>
    public async Task LeaveWork(DateTimeOffset now)
    {
        await Load();
        stage.Clock.Now = now;
        for (var i = 0; i < Waiting; i++)
        {
            var sketch = sketches.Where(s => s.Purpose is not Purpose.Emergency).ElementAt(i * 3);
            var tomorrow = new DateTimeOffset(now.DayInJapan.AddDays(1 + i % 3), new TimeOnly(10, 0), JapanTime.Offset).ToUniversalTime();
            var id = await Save(sketch, Told + i, i % 3 == 0 ? tomorrow : null);
            if (i < 3) continue;
            var seal = await Submit(sketch, id, AuthorizationKind.Approved);
            if (i < 8) continue;
            if (i < 10) await Return(sketch, id, seal);
            else await Approve(sketch, id, seal);
        }
    }

    /// <summary>Leaves the same number of drafts and nothing else.</summary>
    public async Task LeaveDrafts(DateTimeOffset now)
    {
        await Load();
        stage.Clock.Now = now;
        for (var i = 0; i < Waiting; i++) await Save(sketches[i * 3], i, null);
    }

    private async Task Load()
    {
        await stage.Act(async services =>
        {
            var db = services.GetRequiredService<CoreDb>();
            offices = await db.OfficesOn(stage.Clock.Now.DayInJapan).ToDictionaryAsync(o => o.Code, o => o.Id);
            accounts = await db.Accounts.AsNoTracking().ToDictionaryAsync(a => a.Key);
        });
    }

    private async Task Tell(PostSketch sketch, int number)
    {
        var id = await Save(sketch, number, null);
        Pass(20);
        if (sketch.Purpose is Purpose.Emergency)
        {
            await Submit(sketch, id, AuthorizationKind.Emergency);
            Pass(1);
            await ReportAll(id, number);
            Pass(180);
            await Do<ReviewEmergencyHandler, EmergencyReviewed>(Head(sketch), async (handler, me) => Must(await handler.Handle(new ReviewEmergency(id, Approve: true, "経過を確認しました。"), me, default)));
            return;
        }

        var seal = await Submit(sketch, id, AuthorizationKind.Approved);
        Pass(35);
        if (number % 31 == 9)
        {
            await Do<SteerPostHandler, PostStatus>(Author(sketch), async (handler, me) => Must(await handler.Handle(new SteerPost(id, PostAction.Withdraw, "催しの延期が決まったため。"), me, default)));
            return;
        }

        if (number % 12 == 5)
        {
            await Return(sketch, id, seal);
            Pass(50);
            await Mend(sketch, id, number);
            Pass(10);
            seal = await Submit(sketch, id, AuthorizationKind.Approved);
            Pass(25);
        }

        await Approve(sketch, id, seal);
        Pass(2);
        await ReportAll(id, number);
    }

    private async Task<PostId> Save(PostSketch sketch, int number, DateTimeOffset? at)
    {
        var command = new SavePost(null, 0, offices[sketch.Office], Content(sketch, number, at));
        return (await Do<SavePostHandler, PostSaved>(Author(sketch), async (handler, me) => Must(await handler.Handle(command, me, default)))).Post;
    }

    private Task<PostSaved> Mend(PostSketch sketch, PostId id, int number) => stage.Act(Author(sketch), async (services, me) =>
    {
        var version = await services.GetRequiredService<CoreDb>().Posts.Where(p => p.Id == id).Select(p => p.SavedVersion).SingleAsync();
        var content = Content(sketch, number, null);
        content = content with { CommonText = content.CommonText + "\n問合せは、担当の窓口で受け付けます。" };
        return Must(await services.Handler<SavePostHandler>().Handle(new SavePost(id, version, offices[sketch.Office], content), me, default));
    });

    private async Task<SealHash> Submit(PostSketch sketch, PostId id, AuthorizationKind kind)
    {
        var emergency = kind is AuthorizationKind.Emergency;
        var command = new SubmitPost(id, null, kind, EmergencyReason: emergency ? "警報が発表され、承認を待つと避難が遅れるため。" : null, HoursReason: "通常の時間外ですが、早く知らせる必要があるため。");
        var submitter = emergency ? people["d1002"] : Author(sketch);
        var submitted = await Do<SubmitPostHandler, Result<PostSubmitted>>(submitter, (handler, me) => handler.Handle(command, me, default));
        if (submitted.IsRefused(out var refusal) && refusal.Faults.All(f => f.Field.StartsWith(NoteField, StringComparison.Ordinal)))
        {
            // The checks asked for reasons, as they ask people.
            var notes = refusal.Faults.DistinctBy(f => f.Field).Select(f => new KeptNote(f.Field[NoteField.Length..], null, f.Sentence, "内容を確かめ、このままで差し支えないと判断したため。"));
            submitted = await Do<SubmitPostHandler, Result<PostSubmitted>>(submitter, (handler, me) => handler.Handle(command with { Notes = [.. notes] }, me, default));
        }

        return Must(submitted).Seal;
    }

    private Task<PostReturned> Return(PostSketch sketch, PostId id, SealHash seal) => Do<ReturnPostHandler, PostReturned>(Head(sketch), async (handler, me) =>
        Must(await handler.Handle(new ReturnPost(id, seal, "問合せ先が書かれていません。追記してください。"), me, default)));

    private Task<PostDecided> Approve(PostSketch sketch, PostId id, SealHash seal) => Do<ApprovePostHandler, PostDecided>(Head(sketch), async (handler, me) =>
        Must(await handler.Handle(new ApprovePost(id, seal), me, default)));

    private Task<T> Do<THandler, T>(PersonId person, Func<THandler, Me, Task<T>> deed) where THandler : class =>
        stage.Act(person, (services, me) => deed(services.Handler<THandler>(), me));

    /// <summary>What the platforms answered, channel by channel.</summary>
    private async Task ReportAll(PostId id, int number)
    {
        var lines = new List<ChannelDelivery>();
        await stage.Act(async services => lines = await services.GetRequiredService<CoreDb>().ChannelDeliveries.AsNoTracking().Where(d => d.Post == id).OrderBy(d => d.AccountKey).ToListAsync());
        foreach (var (line, place) in lines.Select((line, place) => (line, place)))
        {
            var fails = number % 37 == 11 ? place == lines.Count - 1 : number % 83 == 40;
            var report = new DeliveryReported(
                Guid.CreateVersion7(stage.Clock.Now), line.Seal, line.Authorization, line.AccountKey, line.Attempt, 1, fails ? DeliveryState.NotSent : DeliveryState.Sent, stage.Clock.Now,
                !fails && line.Platform is Platform.Line ? PeopleOf(line) : null, fails ? null : PlatformPostId(line.Platform, number), null, null,
                fails ? "媒体がアクセストークンを受け付けませんでした。広報広聴課で接続をやり直し、「再試行」を選んでください。" : null, null, line.Segment is null ? null : PeopleOf(line));
            await Tell(report);
            if (!fails && PeopleOf(line) is { } reached) await Tell(EffectOf(report, reached, number));
        }
    }

    private long? PeopleOf(ChannelDelivery line) => line.Platform is not Platform.Line ? null : line.Segment is { } rule ? counts?.People(line.AccountKey, rule) : counts?.Of(line.AccountKey)?.Friends;

    /// <summary>What LINE's statistics and the webhooks told days later; figures below 20 are kept back.</summary>
    private static EffectReported EffectOf(DeliveryReported sent, long reached, int number)
    {
        var (shown, clicked) = (reached * (45 + number % 20) / 100, reached * (2 + number % 5) / 100);
        return new EffectReported(
            sent.DeliveryId, sent.At.AddDays(14), reached * (1 + number % 3) / 1_500, new LineStatistics($"koshiki-{number}", shown < 20 ? null : shown, clicked < 20 ? null : clicked, sent.At.AddDays(13).DayInJapan));
    }

    private Task Tell(Report report) => stage.Act(async services =>
    {
        foreach (var listener in services.GetServices<IReportListener>().Where(l => l.Takes(report))) await listener.Handle(report, Guid.CreateVersion7(stage.Clock.Now), default);
    });

    private PostContent Content(PostSketch sketch, int number, DateTimeOffset? at)
    {
        var today = stage.Clock.Now.DayInJapan;
        var day = today.AddDays(8 + number % 9);
        var text = sketch.Text
            .Replace("{day}", $"{day.Month}月{day.Day}日（{day.Weekday}）", StringComparison.Ordinal)
            .Replace("{today}", $"{today.Month}月{today.Day}日", StringComparison.Ordinal)
            .Replace("{n}", $"{20 + number % 40}", StringComparison.Ordinal);
        var facts = sketch.Event is { } meeting ? new EventFacts($"{day.Month}月{day.Day}日（{day.Weekday}）", meeting.Where, meeting.Who) : null;
        return new PostContent(sketch.Title, sketch.Purpose, text, sketch.Link, [.. sketch.Accounts.Select(key => new ChannelContent(accounts[key], null, [], SegmentOf(sketch, key)))], facts, new PostWindow(at, null));
    }

    private SegmentRule? SegmentOf(PostSketch sketch, string account) =>
        sketch.Topics.Count > 0 && counts?.Offers(account, "topic", sketch.Topics) == true ? SegmentRule.Of([new SegmentQuestion("topic", sketch.Topics)]) : null;

    private PersonId Author(PostSketch sketch) => PersonOf(sketch.Office, "staff");

    private PersonId Head(PostSketch sketch) => PersonOf(sketch.Office, "head");

    private PersonId PersonOf(string office, string duty) =>
        people[DemonstrationData.People.Rows.First(row => row["office_code"] == office && row["duty"] == duty)["number"]];

    private void Pass(int minutes) => stage.Clock.Now += TimeSpan.FromMinutes(minutes);

    private static string PlatformPostId(Platform platform, int number) => platform switch
    {
        Platform.X => $"19{number:00000}4820317{number:0000}",
        Platform.Facebook => $"1221000000000{number:000}_{number * 977:00000000}",
        _ => $"story-{number:000}",
    };
}
