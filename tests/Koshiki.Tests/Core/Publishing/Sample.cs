using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.Core.Publishing;

/// <summary>People, accounts and posts of a fictional city, valid unless a test says otherwise.</summary>
internal static class Sample
{
    /// <summary>令和8年11月23日（月）勤労感謝の日の前の週: Monday 16 November 2026, 09:00 in Japan.</summary>
    public static DateTimeOffset MondayNine { get; } = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);

    public static OfficeId DisasterOffice { get; } = new(Guid.Parse("01900000-0000-7000-8000-000000000001"));

    public static OfficeId PrOffice { get; } = new(Guid.Parse("01900000-0000-7000-8000-000000000002"));

    /// <summary>佐藤, who writes in the disaster office.</summary>
    public static Me Sato { get; } = Person(1, "佐藤 花子", Role.Author, DisasterOffice);

    /// <summary>鈴木, a colleague who writes too and looks at others' posts.</summary>
    public static Me Suzuki { get; } = Person(2, "鈴木 一郎", Role.Author, DisasterOffice);

    /// <summary>田中, head of the disaster office.</summary>
    public static Me Tanaka { get; } = Person(3, "田中 実", Role.OfficeHead, DisasterOffice);

    /// <summary>山本, head of the department above.</summary>
    public static Me Yamamoto { get; } = Person(4, "山本 久美子", Role.DepartmentHead, DisasterOffice);

    /// <summary>高橋 of the PR office.</summary>
    public static Me Takahashi { get; } = Person(5, "高橋 由紀", Role.PrOffice, PrOffice);

    /// <summary>伊藤, who decides for 田中 while he is away.</summary>
    public static Me Ito { get; } = new(Id(6), "伊藤 健", [new(Role.Author, DisasterOffice, []), new(Role.OfficeHead, DisasterOffice, [], "田中 実")], []);

    /// <summary>渡辺 of an office that has nothing to do with it.</summary>
    public static Me Watanabe { get; } = Person(7, "渡辺 翔", Role.OfficeHead, new OfficeId(Guid.Parse("01900000-0000-7000-8000-000000000009")));

    /// <summary>A contractor who writes for the account A001 only.</summary>
    public static Me Contractor { get; } = new(Id(8), "株式会社さくら 小林", [new(Role.Contractor, DisasterOffice, [])], ["A001"]);

    public static Me Auditor { get; } = Person(9, "監査 太郎", Role.Auditor, PrOffice);

    public static PublishingOptions Options { get; } = new();

    /// <summary>In use, and its connection works.</summary>
    public static Account Account(string key = "A001", Platform platform = Platform.Line, OfficeId? office = null)
    {
        var facts = new AccountFacts($"愛光市 {platform.DisplayName}", office ?? DisasterOffice, OperatorKind.Direct, $"https://social.example/{key}", $"social.example/{key}");
        var account = Koshiki.Core.Accounts.Account.Register(key, platform, facts, id: new AccountId(Guid.Parse($"01900000-0000-7000-8000-0000000{key[1..].PadLeft(5, '0')}")));
        account.Saw(works: true, reason: null);
        return account;
    }

    public static PostContent Content(
        string title = "防災訓練のお知らせ",
        string text = "11月20日（金）10時から防災訓練を行います。",
        Purpose purpose = Purpose.Notice,
        string? link = null,
        PostWindow? window = null,
        params Account[] accounts) =>
        new(title, purpose, text, link, [.. (accounts.Length > 0 ? accounts : [Account()]).Select(a => new ChannelContent(a, null, []))], null, window ?? PostWindow.AtOnce);

    public static Post Draft(Me? author = null, PostContent? content = null) =>
        Post.Begin((author ?? Sato).AsDecider, DisasterOffice, content ?? Content(), MondayNine);

    public static Post PostAwaitingApproval(Me? author = null, PostContent? content = null, params RouteStep[] steps)
    {
        var post = Draft(author, content);
        Submit(post, AuthorizationKind.Approved, steps.Length > 0 ? steps : [new RouteStep(RouteStepKind.OfficeHead, DisasterOffice)]);
        return post;
    }

    public static Post ApprovedPost()
    {
        var post = PostAwaitingApproval();
        post.Approve(Tanaka.AsDecider, post.Seal!.Value, post.SavedVersion, null, MondayNine);
        return post;
    }

    public static void Submit(Post post, AuthorizationKind kind, params RouteStep[] steps) =>
        post.Submit(new Submission(kind, new Decider(post.Author, post.AuthorName, null), null, null, [], null), SealHash.Of(Sealing.Of(post).ToBytes()), steps, MondayNine);

    public static PostingScope Scope(string[]? accounts = null, Purpose[]? purposes = null, PostingTimes? times = null, DateOnly? expires = null) => new()
    {
        Id = PostingScopeId.New(), Number = 1, Office = DisasterOffice, Name = "日々の防災の知らせ", Clause = "利用方針 第4条第2項",
        AccountKeys = accounts ?? ["A001"], Purposes = purposes ?? [Purpose.Notice], Times = times ?? new PostingTimes("月火水木金", new(8, 30), new(17, 15)),
        ValidFrom = new DateOnly(2026, 4, 1), ExpiresOn = expires ?? new DateOnly(2027, 3, 31),
        ProposedBy = Sato.Id, ProposedByName = Sato.Name, ProposedAt = MondayNine,
    };

    public static PostingScope ScopeInForce(string[]? accounts = null, Purpose[]? purposes = null, PostingTimes? times = null, DateOnly? expires = null)
    {
        var scope = Scope(accounts, purposes, times, expires);
        scope.Decide(Tanaka.AsDecider, approve: true, null, MondayNine);
        return scope;
    }

    public static DeliveryReported Report(ChannelDelivery line, DeliveryState state, long number, string? postId = null, string? reason = null) => new(
        GuidOf(line), line.Seal, line.Authorization, line.AccountKey, line.Attempt, number, state, MondayNine.AddMinutes(number), null, postId,
        postId is null ? null : $"https://social.example/p/{postId}", null, reason, null);

    private static Guid GuidOf(ChannelDelivery line) => line.DeliveryId ?? line.Id;

    private static Me Person(int number, string name, Role role, OfficeId office) =>
        new(Id(number), name, [new(role, office, role is Role.DepartmentHead ? [DisasterOffice, office] : [])], []);

    private static PersonId Id(int number) => new(Guid.Parse($"01900000-0000-7000-8000-0000000001{number:00}"));
}

/// <summary>A clock that stands where a test sets it.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
