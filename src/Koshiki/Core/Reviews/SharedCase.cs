using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using static Koshiki.Core.Reviews.CaseAction;
using static Koshiki.Core.Reviews.CaseState;

namespace Koshiki.Core.Reviews;

/// <summary>What one office lets the others learn from: a good case, or a standard of what is posted. 好事例・活用の基準. D7; Q22.</summary>
public sealed class SharedCase
{
    public const int LongestTitle = 100;
    public const int LongestText = 4000;

    private SharedCase() { }

    public required SharedCaseId Id { get; init; }

    public required OfficeId Office { get; init; }

    public CaseKind Kind { get; private set; }

    public string Title { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>Where it can be seen: a post, a page; null for none.</summary>
    public string? Link { get; private set; }

    public PersonId Author { get; private set; }

    public string AuthorName { get; private set; } = "";

    public DateTimeOffset WrittenAt { get; private set; }

    public CaseState State { get; private set; }

    public string? DecidedByName { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? Opinion { get; private set; }

    public string SearchText { get; private set; } = "";

    public uint Version { get; init; }

    public static SharedCase Begin(OfficeId office) => new() { Id = SharedCaseId.New(), Office = office };

    /// <returns><see cref="NotAcceptable"/>, <see cref="CaseNotPossibleNow"/>.</returns>
    public Result<CaseState> Write(CaseKind kind, string title, string text, string? link, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var faults = new List<Fault>();
        if (title.Length is 0 or > LongestTitle) faults.Add(new("title", $"件名を{LongestTitle}文字までで入力してください。"));
        if (text.Length is 0 or > LongestText) faults.Add(new("text", $"内容を{LongestText:N0}文字までで入力してください。"));
        if (link is not null && !IsLink(link)) faults.Add(new("link", "リンク先は、このシステムの画面（例：/posts）か https:// で始まるURLにしてください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        var next = Move(CaseAction.Edit);
        if (!next.Succeeded) return next;
        (Kind, Title, Text, Link, Author, AuthorName, WrittenAt) = (kind, title, text, link, by.Id, by.Name, now);
        SearchText = SearchKey.Of($"{title} {text} {kind.Word}").Text;
        return next;
    }

    public Result<CaseState> Submit() => Move(CaseAction.Submit);

    /// <summary>The PR office's word.</summary>
    public Result<CaseState> Decide(bool share, string? opinion, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!share && string.IsNullOrWhiteSpace(opinion)) return new SayWhyReturned();
        return Note(share ? Share : Return, opinion, by, now);
    }

    /// <summary>Takes it off the shared list; the record stays.</summary>
    public Result<CaseState> End(string? reason, Me by, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(reason) ? new SayWhyNot() : Note(CaseAction.End, reason, by, now);

    private Result<CaseState> Note(CaseAction action, string? opinion, Me by, DateTimeOffset now)
    {
        var next = Move(action);
        if (next.Succeeded) (DecidedByName, DecidedAt, Opinion) = (by.Name, now, string.IsNullOrWhiteSpace(opinion) ? null : opinion.Trim());
        return next;
    }

    private Result<CaseState> Move(CaseAction action)
    {
        var next = CaseFlow.Next(State, action);
        if (next.Succeeded) State = next.Value;
        return next;
    }

    private static bool IsLink(string link) =>
        (link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal)) || (Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps);
}

public enum CaseKind
{
    /// <summary>好事例</summary>
    GoodCase,

    /// <summary>掲載しなければならないもの</summary>
    Must,

    /// <summary>掲載することが望ましいもの</summary>
    Should,

    /// <summary>掲載してよいもの</summary>
    May,
}

public enum CaseState
{
    /// <summary>下書き</summary>
    Draft,

    /// <summary>承認待ち</summary>
    AwaitingPrOffice,

    /// <summary>差戻し</summary>
    Returned,

    /// <summary>共有中</summary>
    Shared,

    /// <summary>共有終了</summary>
    Ended,
}

public enum CaseAction
{
    Edit,
    Submit,
    Share,
    Return,
    End,
}

public static class CaseFlow
{
    public static Result<CaseState> Next(CaseState from, CaseAction action) => (from, action) switch
    {
        (Draft or Returned, CaseAction.Edit) => from,
        (Draft or Returned, CaseAction.Submit) => AwaitingPrOffice,
        (AwaitingPrOffice, Share) => Shared,
        (AwaitingPrOffice, Return) => Returned,
        (Shared, CaseAction.End) => Ended,
        _ => new CaseNotPossibleNow(from),
    };

    extension(CaseState state)
    {
        public string Word => state switch { Draft => "下書き", AwaitingPrOffice => "承認待ち", Returned => "差戻し", Shared => "共有中", _ => "共有終了" };

        public Foundation.Web.Elements.Tone Tone => state switch
        {
            AwaitingPrOffice => Foundation.Web.Elements.Tone.Blue,
            Returned => Foundation.Web.Elements.Tone.Orange,
            Shared => Foundation.Web.Elements.Tone.Green,
            _ => Foundation.Web.Elements.Tone.Gray,
        };
    }
}

public static class CaseKindWords
{
    extension(CaseKind kind)
    {
        public string Word => kind switch
        {
            CaseKind.GoodCase => "好事例",
            CaseKind.Must => "基準：掲載しなければならないもの",
            CaseKind.Should => "基準：掲載することが望ましいもの",
            _ => "基準：掲載してよいもの",
        };
    }
}
