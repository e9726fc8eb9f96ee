using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Core.Work.News;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Channels;

/// <param name="Past">Rules that were, and those of days to come, the newest first.</param>
public sealed record ChannelsView(FormState Form, ChannelSheet Sheet, IReadOnlyList<Platform> All, IReadOnlyList<ChannelRule> Past, bool MayChange, bool HasAny, DateOnly Today);

public sealed record ChannelRuleFormView(FormState Form, IReadOnlyList<string> Topics);

/// <summary>Sets a rule of a channel from a day on. きまりの変更. B4.</summary>
internal sealed record SetChannelRule(Platform? Platform, string Topic, string Text, DateOnly From);

/// <summary>Takes over the model sheet for the channels of which nothing is set yet. モデルの採用.</summary>
internal sealed record TakeModelRules;

internal sealed class ChannelRuleHandler(CoreDb db, TimeProvider clock)
{
    /// <summary>Days for which everybody sees that a channel is for something else now.</summary>
    public const int NoticeDays = 30;

    /// <returns><see cref="NotAllowed"/>, or what <see cref="ChannelRule.Set"/> says.</returns>
    public async Task<Result<ChannelRule>> Handle(SetChannelRule command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        if (!me.May(Act.ChangeRules)) return new NotAllowed();
        if (command.Platform is not { } platform) return new NotAcceptable([new Fault("platform", "媒体を選んでください。")]);
        var now = clock.GetUtcNow();
        var had = await db.ChannelRules.AnyAsync(rule => rule.Platform == platform && rule.Topic == command.Topic, ct);

        // Decide
        var rule = ChannelRule.Set(platform, command.Topic, command.Text, command.From, me.Name, now);
        if (rule.IsRefused(out var no)) return no;

        // Write: who used the channel for something else must hear of it
        db.ChannelRules.Add(rule.Value);
        if (command.Topic == ChannelRule.Purpose && had)
        {
            var last = command.From > now.DayInJapan ? command.From.AddDays(NoticeDays) : now.DayInJapan.AddDays(NoticeDays);
            var notice = StaffNews.Publish($"{platform.DisplayName}の使いみちが変わります（{command.From.InWordsWithoutWeekday}から）", command.Text, ChannelPages.Path, null, last, me.Name, now.DayInJapan, now);
            if (notice.Succeeded) db.News.Add(notice.Value);
        }

        await db.SaveChangesAsync(ct);
        return rule;
    }

    /// <returns>How many rules were taken over, or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<int>> Handle(TakeModelRules command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        if (!me.May(Act.ChangeRules)) return new NotAllowed();
        var now = clock.GetUtcNow();
        var set = await db.ChannelRules.Select(rule => rule.Platform).Distinct().ToListAsync(ct);
        // Each a little later than the one before, so that the matters keep the order of the file; all of them before now.
        var all = ModelChannelRules.All;
        var rules = all.Where(one => !set.Contains(one.Platform))
            .Select((one, at) => ChannelRule.Set(one.Platform, one.Topic, one.Text, now.DayInJapan, me.Name, now.AddMilliseconds(at - all.Count)).Value).ToList();
        db.ChannelRules.AddRange(rules);
        await db.SaveChangesAsync(ct);
        return rules.Count;
    }
}

/// <summary>One sheet of rules for the channels that a post goes to, with what each is for.</summary>
internal static class ChannelPages
{
    public const string Path = "/rules/channels";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadRules);
        app.MapGet(Path + "/change", Ask).Requires(Act.ChangeRules);
        app.MapPost(Path + "/change", Change).Requires(Act.ChangeRules);
        app.MapPost(Path + "/model", TakeModel).Requires(Act.ChangeRules);
    }

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var rules = await db.ChannelRules.AsNoTracking().ToListAsync(ct);
        var inUse = await db.Accounts.Where(a => a.State != AccountState.Retired && a.State != AccountState.InConsultation).Select(a => a.Platform).Distinct().ToListAsync(ct);
        List<Platform> all = [.. PlatformNames.All.Where(one => inUse.Contains(one) || rules.Exists(rule => rule.Platform == one))];
        var chosen = form.All("channel").Select(PlatformNames.FromKey).OfType<Platform>().ToList();
        var sheet = ChannelSheet.On(today, chosen.Count > 0 ? [.. all.Where(chosen.Contains)] : all, rules);
        var held = sheet.Rules.Values.Select(rule => rule.Id).ToHashSet();
        return Pages.Show<ChannelsPage>(new ChannelsView(
            chosen.Count > 0 ? form : form.With("channel", [.. all.Select(one => one.Key)]), sheet, all,
            [.. rules.Where(rule => !held.Contains(rule.Id) && sheet.Channels.Contains(rule.Platform)).OrderByDescending(rule => rule.From).ThenByDescending(rule => rule.At)],
            me.May(Act.ChangeRules), rules.Count > 0, today));
    }

    private static async Task<IResult> Ask(FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var platform = PlatformNames.FromKey(form["platform"]);
        var topic = form["topic"];
        var now = platform is { } one ? await db.ChannelRules.AsNoTracking().Where(r => r.Platform == one && r.Topic == topic && r.From <= today).OrderByDescending(r => r.From).ThenByDescending(r => r.At).Select(r => r.Text).FirstOrDefaultAsync(ct) : null;
        return Pages.Show<ChannelRulePage>(new ChannelRuleFormView(
            FormState.Of([("platform", platform?.Key), ("topic", topic), ("text", now), .. FormDays.Boxes("from", today)]), await Topics(db, ct)));
    }

    private static async Task<IResult> Change(FormState form, Me me, CoreDb db, ChannelRuleHandler handler, CancellationToken ct)
    {
        var from = form.DayIn("from");
        Result<ChannelRule> done = from.IsRefused(out var notADay)
            ? new NotAcceptable([new Fault("from", notADay.Sentence)])
            : await handler.Handle(new SetChannelRule(PlatformNames.FromKey(form["platform"]), InputText.Name(form["topic"]), InputText.Prose(form["text"]).Trim(), from.Value), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo(Path, Notice.Success("きまりを変更しました。", done.Value.Topic == ChannelRule.Purpose ? "使いみちの変更を、すべての職員のホームに知らせます。" : null));
        return no is Invalid ? Pages.ShowAgain<ChannelRulePage>(new ChannelRuleFormView(form.With(no), await Topics(db, ct)), no) : Pages.Refuse(no);
    }

    private static async Task<IResult> TakeModel(Me me, ChannelRuleHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(new TakeModelRules(), me, ct);
        return done.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo(Path, Notice.Success($"モデルのきまり{done.Value}件を取り入れました。", "自団体に合わせて直してください。"));
    }

    private static async Task<List<string>> Topics(CoreDb db, CancellationToken ct) => [.. (await db.ChannelRules.Select(r => r.Topic).Distinct().ToListAsync(ct)).Prepend(ChannelRule.Purpose).Distinct()];
}
