using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Media;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>Reads what the composer needs around a form: accounts, neighbours in time, earlier posts.</summary>
internal sealed class ComposerDesk(CoreDb db, AudienceDesk audiences, IEnumerable<IKnownLinks> links, TimeProvider clock, IOptions<PublishingOptions> options)
{
    /// <summary>How many of other offices' accounts one search shows.</summary>
    private const int MostFound = 20;

    /// <summary>How many of the newest pictures are offered beside those chosen.</summary>
    private const int NewestPictures = 8;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The content that a form says, with the accounts that it names as they stand today.</summary>
    public async Task<ComposedPost> Read(FormState form, CancellationToken ct)
    {
        var keys = form.All(ComposerForm.Channels).Distinct().ToList();
        var accounts = await db.Accounts.AsNoTracking().Where(a => keys.Contains(a.Key)).ToDictionaryAsync(a => a.Key, ct);
        var ids = form.All(ComposerForm.Media).Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).ToList();
        var pictures = await Pictures(ids, ct);
        var questions = await audiences.QuestionsOf([.. accounts.Values.Where(a => a.Platform is Platform.Line).Select(a => a.Key)], ct);
        return ComposerForm.Read(form, accounts, account => [.. pictures.Select(p => p.For(account.Platform)).OfType<ChannelMedia>()], questions);
    }

    /// <summary>A content as the form that says it.</summary>
    public async Task<FormState> Fill(PostContent content, CancellationToken ct) =>
        ComposerForm.Fill(content, await audiences.QuestionsOf([.. content.Channels.Where(c => c.Account.Platform is Platform.Line).Select(c => c.Account.Key)], ct));

    /// <summary>The audiences of a content in one line of words.</summary>
    public async Task<string> AudienceWords(PostContent content, CancellationToken ct)
    {
        var lines = content.Channels.Where(c => c.Account.Platform is Platform.Line).ToList();
        var questions = await audiences.QuestionsOf([.. lines.Select(c => c.Account.Key)], ct);
        return lines.Count == 0 ? "なし" : string.Join("／", lines.Select(c => $"{c.Account.Name}：{SegmentWords.InWords(c.Segment?.For(content.Purpose), questions[c.Account.Key])}"));
    }

    /// <summary>The template's topics, ticked beforehand for every LINE account that has them.</summary>
    public async Task<FormState> Propose(FormState form, PostTemplate template, Me me, CancellationToken ct)
    {
        if (template.Topics.Count == 0) return form;
        var lines = (await Addressable(me, [], ct)).Where(a => a.Platform is Platform.Line).Select(a => a.Key).ToList();
        foreach (var (key, questions) in await audiences.QuestionsOf(lines, ct))
        {
            foreach (var question in questions)
            {
                var known = question.Options.Where(o => !o.IsRetired && template.Topics.Contains(o.Key)).Select(o => o.Key).ToArray();
                if (known.Length > 0) form = form.With(ComposerForm.Audience(key), ComposerForm.ToSegment).With(ComposerForm.Options(key, question.Key), known);
            }
        }

        return form;
    }

    /// <summary>What a stored post says, as a content.</summary>
    public async Task<PostContent> ContentOf(Post post, CancellationToken ct)
    {
        var ids = post.Channels.Select(c => c.Account).ToList();
        var accounts = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        return PostReading.ContentOf(post, accounts);
    }

    public async Task<PostReview> Review(PostContent content, CancellationToken ct) => await Review(content, await audiences.Of(content, ct), ct);

    public async Task<ComposerPreviewView> Preview(PostContent content, PostId? post, CancellationToken ct)
    {
        var goesAt = content.Window.NotBefore;
        var reached = await audiences.Of(content, ct);
        return new ComposerPreviewView(await Review(content, reached, ct), goesAt?.InWords ?? "承認後すぐ", await Advise(content, post, ct), reached);
    }

    /// <summary>What is to be known of a stored post's time now, as its author was told.</summary>
    public async Task<IReadOnlyList<string>> Advise(Post post, CancellationToken ct) => await Advise(await ContentOf(post, ct), post.Id, ct);

    private async Task<PostReview> Review(PostContent content, IReadOnlyDictionary<string, AudienceView> reached, CancellationToken ct) =>
        await ContentGate.Review(db, links, content, reached, options.Value, Now, ct);

    /// <summary>The whole page for a form as it stands.</summary>
    /// <param name="composed">The form, read.</param>
    /// <param name="post">The stored post; null while there is none.</param>
    public async Task<ComposerView> View(Me me, FormState form, ComposedPost composed, Post? post, string path, CancellationToken ct)
    {
        var content = composed.Content;
        var shown = form.All(ComposerForm.OtherShown).ToList();
        var found = form[ComposerForm.Do] == ComposerForm.Find ? await FindOthers(me, form[ComposerForm.Find], ct) : null;
        shown.AddRange(found ?? []);
        var accounts = await Addressable(me, [.. content.Channels.Select(c => c.Account.Key), .. shown], ct);
        var offices = post is null ? await WritingOffices(me, ct) : [];

        return new ComposerView(
            form,
            path,
            post?.Id,
            post is null ? null : $"下書きを保存しました（{post.SavedAt.TimeInJapan.InWords}）",
            post is not null && !post.Status.IsDraft,
            post?.Status is PostStatus.Returned ? await ReasonOfReturn(post.Id, ct) : null,
            offices.Count > 1 ? [.. offices.Select(o => new Choice(o.Id.Value.ToString(), o.Name))] : [],
            [.. accounts.Select(ChoiceOf)],
            me.ScopeOf(Act.WritePosts) is not Scope.Limited { Offices.Count: 0 },
            [.. shown.Distinct()],
            found is { Count: 0 } ? form[ComposerForm.Find] : null,
            [.. accounts.Where(a => a.CanBePostedTo().Succeeded).Select(a => TextOf(a, form, content))],
            await Audiences([.. accounts.Where(a => a.Platform is Platform.Line && a.CanBePostedTo().Succeeded)], form, content.Purpose, ct),
            await PicturesToChoose(me, form, ct),
            post is null ? [.. PostTemplates.All.Select(t => new Link($"{t.Name}（{t.Purpose.Word}）", $"/posts/new?template={t.Key}"))] : [],
            post is null ? await EarlierPosts(me, ct) : [],
            (await Preview(content, post?.Id, ct)).With(composed.Faults),
            content.Window.NotBefore?.InWords,
            content.Window.NotAfter?.InWords);
    }

    /// <summary>The offices for which the person may write today, the first posting's first.</summary>
    public async Task<List<OfficeOnDay>> WritingOffices(Me me, CancellationToken ct)
    {
        var own = me.Roles.Where(r => AuthorizationTable.For(Act.WritePosts, r.Role) is not null).Select(r => r.Office).Distinct().ToList();
        var offices = await db.OfficesOn(Now.DayInJapan).Where(o => own.Contains(o.Id)).ToListAsync(ct);
        return [.. offices.OrderBy(o => own.IndexOf(o.Id))];
    }

    /// <summary>The pictures named, in the order in which they are named.</summary>
    private async Task<List<MediaItem>> Pictures(List<Guid> ids, CancellationToken ct)
    {
        var named = ids.Select(id => new MediaItemId(id)).ToList();
        var items = await db.MediaItems.AsNoTracking().Include(m => m.Variants).Where(m => named.Contains(m.Id)).ToListAsync(ct);
        return [.. items.OrderBy(m => named.IndexOf(m.Id))];
    }

    private async Task<IReadOnlyList<PictureChoice>> PicturesToChoose(Me me, FormState form, CancellationToken ct)
    {
        var chosen = await Pictures([.. form.All(ComposerForm.Media).Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)], ct);
        var offices = me.Roles.Select(r => r.Office).Distinct().ToList();
        var newest = await db.MediaItems.AsNoTracking().VisibleTo(me).Include(m => m.Variants).Where(m => offices.Contains(m.Office)).OrderByDescending(m => m.AddedAt).Take(NewestPictures).ToListAsync(ct);
        var today = Now.DayInJapan;
        return [.. chosen.Concat(newest).DistinctBy(m => m.Id).Select(m => new PictureChoice(m.Id.Value, m.Name, m.AltText, MediaPages.PreviewOf(m), MediaPages.WhyNot(m, today)))];
    }

    private async Task<List<Account>> Addressable(Me me, List<string> chosen, CancellationToken ct)
    {
        var offices = me.Roles.Select(r => r.Office).Distinct().ToList();
        var limited = me.ScopeOf(Act.WritePosts) is Scope.Limited { Offices.Count: 0 };
        var named = me.NamedAccounts.ToList();
        var accounts = await db.Accounts.AsNoTracking()
            .Where(a => chosen.Contains(a.Key) || named.Contains(a.Key) || (!limited && offices.Contains(a.Office) && a.State != AccountState.Retired))
            .ToListAsync(ct);
        return [.. accounts.OrderBy(a => a.Platform).ThenBy(a => a.Key, StringComparer.Ordinal)];
    }

    private async Task<List<string>> FindOthers(Me me, string words, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(words) || me.ScopeOf(Act.WritePosts) is Scope.Limited { Offices.Count: 0 }) return [];
        var search = SearchKey.Of(words).Text;
        var key = InputText.Code(words);
        return await db.Accounts.AsNoTracking()
            .Where(a => a.State == AccountState.Active && (a.Key == key || a.SearchText.Contains(search) || a.Name.Contains(words)))
            .OrderBy(a => a.Key).Take(MostFound).Select(a => a.Key).ToListAsync(ct);
    }

    private ComposerChannel TextOf(Account account, FormState form, PostContent content)
    {
        var own = InputText.Prose(form[ComposerForm.OwnText(account.Key)]);
        var differs = !string.IsNullOrWhiteSpace(own) && own != content.CommonText;
        var limit = TextMeasure.For(account.Platform, "", options.Value.ChannelLimits).Limit;
        return new ComposerChannel(account.Key, account.Name, account.Platform, form.Has(ComposerForm.Channels, account.Key), differs, limit, account.Platform is Platform.X ? "x" : "line");
    }

    private async Task<IReadOnlyList<ComposerAudience>> Audiences(List<Account> lines, FormState form, Purpose purpose, CancellationToken ct)
    {
        var questions = await audiences.QuestionsOf([.. lines.Select(a => a.Key)], ct);
        var reached = await audiences.Of([.. lines.Select(a => (a, ComposerForm.ReadSegment(form, a.Key, questions[a.Key])))], purpose, ct);
        return [.. lines.Select(a => new ComposerAudience(form.Has(ComposerForm.Channels, a.Key), reached[a.Key]))];
    }

    private static Choice ChoiceOf(Account account)
    {
        var ready = account.CanBePostedTo();
        return new Choice(account.Key, $"{account.Platform.DisplayName}　{account.Name}", WhyNot: ready.Succeeded ? null : ready.Refusal.Sentence);
    }

    private async Task<string?> ReasonOfReturn(PostId post, CancellationToken ct) =>
        await db.PostEvents.AsNoTracking().Where(e => e.Post == post && e.Kind == PostEventKind.Returned).OrderByDescending(e => e.At).Select(e => e.ByName + "：" + e.Words).FirstOrDefaultAsync(ct);

    private async Task<IReadOnlyList<Link>> EarlierPosts(Me me, CancellationToken ct)
    {
        var posts = await db.Posts.AsNoTracking().VisibleTo(me).Where(p => p.Author == me.Id && p.Title != "").OrderByDescending(p => p.SavedAt).Take(5).Select(p => new { p.Id, p.Title, p.SavedAt }).ToListAsync(ct);
        return [.. posts.Select(p => new Link($"「{p.Title}」（{p.SavedAt.DayInJapan.InWords}）", $"/posts/new?copy={p.Id.Value}"))];
    }

    private async Task<IReadOnlyList<string>> Advise(PostContent content, PostId? post, CancellationToken ct)
    {
        if (content.Channels.Count == 0) return [];
        var now = Now;
        var goesAt = content.Window.NotBefore ?? now;
        var names = content.Channels.ToDictionary(c => c.Account.Key, c => c.Account.Name);
        var keys = names.Keys.ToArray();
        var (from, until) = (goesAt - options.Value.Collision, goesAt + options.Value.Collision);
        var hours = await db.PostingHours.AsNoTracking().Where(h => keys.Contains(h.AccountKey)).ToListAsync(ct);
        var near = await db.Posts.AsNoTracking()
            .Where(p => p.Id != post && p.ShownAt >= from && p.ShownAt <= until && p.AccountKeys.Any(k => keys.Contains(k)))
            .Where(p => p.Status == PostStatus.AwaitingApproval || p.Status == PostStatus.AwaitingCheck || p.Status == PostStatus.Approved || p.Status == PostStatus.Held || p.Status == PostStatus.Sending || p.Status == PostStatus.Sent)
            .OrderBy(p => p.ShownAt).Take(5).Select(p => new { p.Title, p.AccountKeys, p.ShownAt }).ToListAsync(ct);
        return TimeAdvice.For(
            goesAt,
            now,
            content.Channels.Any(c => c.Account.Platform is Platform.Line),
            content.Purpose is Purpose.Emergency ? [] : hours.Select(h => (names[h.AccountKey], h)),
            near.Select(p => new Neighbour(p.Title, names[p.AccountKeys.First(names.ContainsKey)], p.ShownAt)));
    }
}
