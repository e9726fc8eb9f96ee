using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Publishing;

/// <summary>One message for one or more accounts, from its draft to what became of it. 投稿.</summary>
/// <remarks>Its content changes only by <see cref="Edit"/>, its status only by <see cref="PostFlow"/>. What was submitted is sealed: <see cref="Sealing"/>.</remarks>
public sealed class Post
{
    private Post()
    {
    }

    public PostId Id { get; private init; }

    /// <summary>The number to type in where a link cannot be opened. 受付番号.</summary>
    public string Receipt { get; private init; } = "";

    /// <summary>The office that issues it; its head answers for it. 起案所属.</summary>
    public OfficeId Office { get; private init; }

    public PersonId Author { get; private init; }

    /// <summary>The name on the day of writing.</summary>
    public string AuthorName { get; private init; } = "";

    public DateTimeOffset BegunAt { get; private init; }

    /// <summary>The post that this one corrects or takes back; null for a new one. E12.</summary>
    public PostId? Corrects { get; private init; }

    /// <summary>The longest title, in UTF-16 units: lists show it in a line or two.</summary>
    public const int LongestTitle = 200;

    public string Title { get; private set; } = "";

    public Purpose Purpose { get; private set; }

    public string CommonText { get; private set; } = "";

    public string? Link { get; private set; }

    public EventFacts? Event { get; private set; }

    public DateTimeOffset? NotBefore { get; private set; }

    public DateTimeOffset? NotAfter { get; private set; }

    /// <summary>When it goes as ordered now: within what was approved, and moved within it by people. Null until it is authorised.</summary>
    public DateTimeOffset? GoesAt { get; private set; }

    public PersonId LastEditor { get; private set; }

    public string LastEditorName { get; private set; } = "";

    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Rises by one with each change of content or time; an editor and an approver say which one they saw.</summary>
    public int SavedVersion { get; private set; }

    public PostStatus Status { get; private set; }

    /// <summary>What was submitted; null for a draft.</summary>
    public SealHash? Seal { get; private set; }

    /// <summary>Under what it was submitted; null for a draft.</summary>
    public AuthorizationKind? SubmittedAs { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Counts the submissions; the steps of earlier rounds stay as history.</summary>
    public int Round { get; private set; }

    public PostingScopeId? Scope { get; private set; }

    public int? ScopeVersion { get; private set; }

    public IReadOnlyList<KeptNote> Notes { get; private set; } = [];

    /// <summary>Why it goes outside the account's posting hours; null where it does not.</summary>
    public string? HoursReason { get; private set; }

    public List<PostChannel> Channels { get; private init; } = [];

    public List<ApprovalStep> Steps { get; private init; } = [];

    public List<PostEvent> Events { get; private init; } = [];

    /// <summary>Where lists and the calendar put it: its time, or the time it was begun.</summary>
    public DateTimeOffset ShownAt { get; private set; }

    /// <summary>The offices that may see it: its own and those of its accounts.</summary>
    public Guid[] ConcernedOffices { get; private set; } = [];

    public string[] AccountKeys { get; private set; } = [];

    public string SearchText { get; private set; } = "";

    public string[] SearchBigrams { get; private set; } = [];

    public uint Version { get; private init; }

    /// <summary>The open or last steps of approval, of the present submission.</summary>
    public IEnumerable<ApprovalStep> PresentSteps => Steps.Where(s => s.Round == Round).OrderBy(s => s.Number);

    /// <summary>The step that somebody has to decide now; null when none is open.</summary>
    public ApprovalStep? OpenStep => Status == PostStatus.AwaitingApproval ? PresentSteps.FirstOrDefault(s => s.DecidedAt is null) : null;

    public static Post Begin(Decider author, OfficeId office, PostContent content, DateTimeOffset now, PostId? corrects = null)
    {
        var id = PostId.New();
        var post = new Post { Id = id, Receipt = Publishing.Receipt.Of(id), Office = office, Author = author.Person, AuthorName = author.Name, BegunAt = now, Corrects = corrects };
        post.Take(content, author, now);
        post.Note(PostEventKind.Begun, author, now);
        return post;
    }

    /// <summary>Saves another content. What was submitted or approved becomes a draft again, and its approval is void.</summary>
    /// <param name="seenVersion">The <see cref="SavedVersion"/> on the editor's screen.</param>
    /// <returns>What stood before, or <see cref="SomebodyElseEdited"/>, <see cref="NotPossibleNow"/>.</returns>
    public Result<PostStatus> Edit(PostContent content, Decider editor, int seenVersion, DateTimeOffset now)
    {
        if (seenVersion != SavedVersion) return new SomebodyElseEdited(LastEditorName, SavedAt);
        if (PostFlow.Next(Status, PostAction.Edit).IsRefused(out var no)) return no;

        var before = Status;
        if (!before.IsDraft) Unseal(editor, now);
        Take(content, editor, now);
        return before;
    }

    /// <summary>Takes a submitted or approved post back to the desk. 引戻し.</summary>
    public Result<PostStatus> TakeBack(Decider by, DateTimeOffset now)
    {
        if (PostFlow.Next(Status, PostAction.TakeBack).IsRefused(out var no)) return no;
        var before = Status;
        Unseal(by, now);
        SavedVersion++;
        return before;
    }

    /// <summary>Seals and submits. What the rules ask of the content has been checked before.</summary>
    /// <param name="steps">Who has to decide, in their order; empty for a post within a scope and for an emergency.</param>
    internal Result<PostStatus> Submit(Submission submission, SealHash seal, IReadOnlyList<RouteStep> steps, DateTimeOffset now)
    {
        var next = PostFlow.Next(Status, submission.Action);
        if (!next.Succeeded) return next;

        Status = next.Value;
        Seal = seal;
        SubmittedAs = submission.Kind;
        SubmittedAt = now;
        (Scope, ScopeVersion) = (submission.Scope?.Id, submission.Scope?.Number);
        Notes = submission.Notes;
        HoursReason = submission.HoursReason;
        Round++;
        for (var i = 0; i < steps.Count; i++) Steps.Add(new ApprovalStep { Post = Id, Round = Round, Number = i + 1, Kind = steps[i].Kind, Office = steps[i].Office });
        Note(submission.Event, submission.By, now, submission.Reason, seal, new PostWindow(NotBefore, NotAfter));
        return next;
    }

    /// <summary>Gives the open step its approval. 承認.</summary>
    /// <param name="seen">The seal of what was on the approver's screen.</param>
    /// <param name="seenVersion">The version on his screen, which covers the time too; null where only the seal is told (API).</param>
    /// <returns>The new status: <see cref="PostStatus.Approved"/> after the last step; or why not.</returns>
    public Result<PostStatus> Approve(Decider approver, SealHash seen, int? seenVersion, string? opinion, DateTimeOffset now)
    {
        if (approver.Person == Author || approver.Person == LastEditor) return new CannotApproveOwnPost();
        if (HasChanged(seen, seenVersion)) return new ChangedSinceYouLooked();

        var open = OpenStep;
        var last = PresentSteps.All(s => s.DecidedAt is not null || s == open);
        var next = PostFlow.Next(Status, last ? PostAction.Approve : PostAction.PassStep);
        if (!next.Succeeded) return next;
        if (NotAfter <= now) return new WindowPassed(NotAfter.Value);

        open!.Decide(approver, seen, now);
        Status = next.Value;
        Note(last ? PostEventKind.Approved : PostEventKind.StepApproved, approver, now, opinion, seen);
        return next;
    }

    /// <summary>Asks another holder of the same authority to decide the open step; the others may still decide.</summary>
    internal Result<Done> HandOn(Decider by, Me to, SealHash seen, string? note, DateTimeOffset now)
    {
        if (OpenStep is not { } step) return new NotPossibleNow(Status, PostAction.Approve);
        if (HasChanged(seen, null)) return new ChangedSinceYouLooked();
        if (to.Id == Author || to.Id == LastEditor) return new CannotDecideInstead();

        step.HandTo(to, by.Name);
        Note(PostEventKind.HandedOn, by, now, string.IsNullOrWhiteSpace(note) ? $"{to.Name}さんへ" : $"{to.Name}さんへ：{note.Trim()}", seen);
        return new Done();
    }

    /// <summary>The second person's look at a post within a scope. 複数人での確認. G2-7(3)ウ.</summary>
    public Result<PostStatus> Check(Decider checker, SealHash seen, int? seenVersion, DateTimeOffset now)
    {
        if (checker.Person == Author || checker.Person == LastEditor) return new CannotCheckOwnPost();
        if (HasChanged(seen, seenVersion)) return new ChangedSinceYouLooked();
        var next = PostFlow.Next(Status, PostAction.Check);
        if (!next.Succeeded) return next;
        if (NotAfter <= now) return new WindowPassed(NotAfter.Value);

        Status = next.Value;
        Note(PostEventKind.Checked, checker, now, null, seen);
        return next;
    }

    /// <summary>Sends it back to its author. 差戻し.</summary>
    public Result<PostStatus> Return(Decider by, SealHash seen, string reason, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(reason)) return new ReasonMissing("reason");
        if (HasChanged(seen, null)) return new ChangedSinceYouLooked();
        return Move(PostAction.Return, PostEventKind.Returned, by, now, reason);
    }

    public Result<PostStatus> Withdraw(Decider by, string reason, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(reason) ? new ReasonMissing("reason") : Move(PostAction.Withdraw, PostEventKind.Withdrawn, by, now, reason);

    public Result<PostStatus> Hold(Decider by, string reason, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(reason) ? new ReasonMissing("reason") : Move(PostAction.Hold, PostEventKind.Held, by, now, reason);

    public Result<PostStatus> Release(Decider by, DateTimeOffset now) => Move(PostAction.Release, PostEventKind.Released, by, now, null);

    public Result<PostStatus> Retry(Decider by, DateTimeOffset now) => Move(PostAction.Retry, PostEventKind.Retried, by, now, null);

    public Result<PostStatus> RecordDeletion(Decider by, string reason, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(reason) ? new ReasonMissing("reason") : Move(PostAction.RecordDeletion, PostEventKind.DeletionRecorded, by, now, reason);

    internal Result<PostStatus> MarkCorrected(Decider by, DateTimeOffset now) => Move(PostAction.Correct, PostEventKind.Corrected, by, now, null);

    /// <summary>Gives it another time. Inside the approved window the approval stays, outside it is void and the route begins anew.</summary>
    /// <param name="notAfter">The latest time; null keeps the one that the author gave before.</param>
    /// <param name="hoursReason">Why it goes outside the accounts' posting hours; null keeps the one given before.</param>
    /// <param name="approved">The window that was approved; null when nothing is, or when the new time is outside the scope under which it was.</param>
    /// <param name="steps">The route to begin anew where the approval is void.</param>
    /// <returns>Whether the approval stays.</returns>
    internal Result<bool> Reschedule(Decider by, DateTimeOffset goesAt, DateTimeOffset? notAfter, string? hoursReason, PostWindow? approved, IReadOnlyList<RouteStep> steps, DateTimeOffset now)
    {
        var next = PostFlow.Next(Status, PostAction.Reschedule);
        if (!next.Succeeded) return next.Refusal;
        if (goesAt < now) return new WindowInThePast();
        var until = notAfter ?? NotAfter;
        if (until <= goesAt) return new WindowTurnedRound();

        var stays = next.Value is PostStatus.Approved or PostStatus.Held && approved is not null && goesAt >= approved.NotBefore && goesAt < approved.NotAfter && !(until > approved.NotAfter);
        SavedVersion++;
        ShownAt = goesAt;
        NotAfter = until;
        HoursReason = hoursReason ?? HoursReason;
        if (stays)
        {
            GoesAt = goesAt;
        }
        else
        {
            (NotBefore, GoesAt) = (goesAt, null);
            Status = next.Value is PostStatus.AwaitingCheck ? PostStatus.AwaitingCheck : PostStatus.AwaitingApproval;
            Round++;
            if (Status is PostStatus.AwaitingApproval)
            {
                SubmittedAs = AuthorizationKind.Approved;
                (Scope, ScopeVersion) = (null, null);
                for (var i = 0; i < steps.Count; i++) Steps.Add(new ApprovalStep { Post = Id, Round = Round, Number = i + 1, Kind = steps[i].Kind, Office = steps[i].Office });
            }
        }

        Note(stays ? PostEventKind.Moved : PostEventKind.MovedOutside, by, now, asked: new PostWindow(goesAt, until));
        return stays;
    }

    /// <summary>Takes note of the window in which it goes, once it is authorised.</summary>
    internal void GoesWithin(DateTimeOffset goesAt) => (GoesAt, ShownAt) = (goesAt, goesAt);

    /// <summary>Derives the status from what its deliveries report. Reports may be late: what a post has become since (deleted, corrected, a draft again) stays.</summary>
    /// <param name="turned">The delivery that stands otherwise than before; null where a report said nothing new.</param>
    internal bool FollowDeliveries(IReadOnlyCollection<DeliveryState> newest, ChannelDelivery? turned)
    {
        if (newest.Count == 0 || Status is PostStatus.Corrected or PostStatus.Deleted) return false;
        var next = PostFlow.After(newest);
        var isAtTheDesk = Status is PostStatus.Draft or PostStatus.Returned or PostStatus.AwaitingApproval or PostStatus.AwaitingCheck;

        // What was called off says so some time later. Only what went out in spite of it takes a post from the desk, as it was sealed.
        if (isAtTheDesk && turned?.State is not (DeliveryState.Sent or DeliveryState.Sending or DeliveryState.Unknown or DeliveryState.AskingAPerson)) return false;
        if ((isAtTheDesk || Status is PostStatus.Withdrawn) && next is not (PostStatus.Sent or PostStatus.PartlyFailed or PostStatus.Sending)) return false;
        if (Status is PostStatus.Held && next is PostStatus.Approved) return false;
        if (Status == next) return false;
        if (isAtTheDesk) (Seal, SubmittedAs) = (turned!.Seal, turned.Kind);
        Status = next;
        return true;
    }

    internal void Note(PostEventKind kind, Decider by, DateTimeOffset at, string? words = null, SealHash? seal = null, PostWindow? asked = null) =>
        Events.Add(new PostEvent
        {
            Id = Guid.CreateVersion7(at), Post = Id, Kind = kind, At = at, By = by.Person, ByName = by.Name, InPlaceOf = by.InPlaceOf, Words = words, Seal = seal,
            NotBefore = asked?.NotBefore, NotAfter = asked?.NotAfter,
        });

    private bool HasChanged(SealHash seen, int? seenVersion) => Seal != seen || (seenVersion is { } version && version != SavedVersion);

    private Result<PostStatus> Move(PostAction action, PostEventKind kind, Decider by, DateTimeOffset now, string? words)
    {
        var next = PostFlow.Next(Status, action);
        if (!next.Succeeded) return next;
        Status = next.Value;
        Note(kind, by, now, words);
        return next;
    }

    private void Unseal(Decider by, DateTimeOffset now)
    {
        Note(Status is PostStatus.Approved or PostStatus.Held ? PostEventKind.ApprovalVoided : PostEventKind.TakenBack, by, now, null, Seal);
        Status = PostStatus.Draft;
        (Seal, SubmittedAs, SubmittedAt, GoesAt, Scope, ScopeVersion) = (null, null, null, null, null, null);
    }

    private void Take(PostContent content, Decider editor, DateTimeOffset now)
    {
        Title = InputText.Name(content.Title);
        Purpose = content.Purpose;
        CommonText = InputText.Prose(content.CommonText);
        Link = string.IsNullOrWhiteSpace(content.Link) ? null : InputText.Url(content.Link);
        Event = content.Event;
        (NotBefore, NotAfter) = (content.Window.NotBefore, content.Window.NotAfter);
        (LastEditor, LastEditorName, SavedAt) = (editor.Person, editor.Name, now);
        SavedVersion++;
        ShownAt = NotBefore ?? BegunAt;

        Channels.RemoveAll(kept => content.Channels.All(c => c.Account.Key != kept.AccountKey));
        for (var i = 0; i < content.Channels.Count; i++)
        {
            var given = content.Channels[i];
            var channel = Channels.Find(c => c.AccountKey == given.Account.Key);
            if (channel is null) Channels.Add(channel = new PostChannel { Post = Id, AccountKey = given.Account.Key, Account = given.Account.Id, Platform = given.Account.Platform });
            channel.Take(i + 1, given);
        }

        ConcernedOffices = [.. content.Channels.Select(c => c.Account.Office.Value).Append(Office.Value).Distinct()];
        AccountKeys = [.. content.Channels.Select(c => c.Account.Key)];
        var search = SearchKey.Of(string.Join(' ', [Title, CommonText, AuthorName, .. Channels.Select(c => c.OwnText)]));
        (SearchText, SearchBigrams) = (search.Text, search.Bigrams);
    }
}
