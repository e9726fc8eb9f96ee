using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Custody;

/// <summary>What of an account is looked through from time to time.</summary>
public enum ReviewKind
{
    /// <summary>連携しているアプリ</summary>
    ConnectedApplications,

    /// <summary>機能の設定. Guideline 2-7(2).</summary>
    FunctionSettings,
}

/// <summary>Somebody looked through the connected applications or the function settings of an account. 点検の記録. D1, D2.</summary>
public sealed class CustodyReview
{
    public const int LongestText = 1000;

    private CustodyReview() { }

    public required Guid Id { get; init; }

    public required AccountId Account { get; init; }

    public required ReviewKind Kind { get; init; }

    public required DateOnly On { get; init; }

    /// <summary>What was found, and what was set how.</summary>
    public required string Findings { get; init; }

    public required PersonId By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <returns><see cref="NotAcceptable"/> for <c>on</c> and <c>findings</c>.</returns>
    public static Result<CustodyReview> Of(AccountId account, ReviewKind kind, DateOnly on, string? findings, PersonId by, string byName, DateTimeOffset now)
    {
        List<Fault> faults = [];
        if (on > now.DayInJapan) faults.Add(new Fault("on", "先の日です。点検した日を入力してください。"));
        if (findings is null) faults.Add(new Fault("findings", "確かめた内容を入力してください（例：変更の必要なし）。"));
        else FreeText.Look("findings", findings, LongestText, faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        return new CustodyReview { Id = Guid.CreateVersion7(now), Account = account, Kind = kind, On = on, Findings = findings!, By = by, ByName = byName, At = now };
    }
}

/// <summary>A program that may act for an account at the platform, such as a posting tool. 連携アプリ.</summary>
public sealed class ConnectedApplication
{
    public const int LongestName = 100;
    public const int LongestPurpose = 200;

    private ConnectedApplication() { }

    public required Guid Id { get; init; }

    public required AccountId Account { get; init; }

    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Purpose { get; init; }

    public required DateOnly Since { get; init; }

    /// <summary>The day on which its rights were withdrawn; null while it has them.</summary>
    public DateOnly? WithdrawnOn { get; private set; }

    /// <returns><see cref="NotAcceptable"/> for <c>name</c> and <c>purpose</c>.</returns>
    public static Result<ConnectedApplication> Of(AccountId account, string name, string? purpose, DateOnly since)
    {
        List<Fault> faults = [];
        if (name.Length is 0 or > LongestName) faults.Add(new Fault("name", $"アプリの名称を{LongestName}文字までで入力してください。"));
        else FreeText.Look("name", name, LongestName, faults);
        if (purpose is null) faults.Add(new Fault("purpose", "何に使うかを入力してください（例：投稿の予約）。"));
        else FreeText.Look("purpose", purpose, LongestPurpose, faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        return new ConnectedApplication { Id = Guid.CreateVersion7(), Account = account, Name = name, Purpose = purpose!, Since = since };
    }

    /// <summary>Its rights were withdrawn at the platform. 連携の解除.</summary>
    public void Withdraw(DateOnly on) => WithdrawnOn ??= on;
}

/// <summary>A platform has added or changed a function, so that the settings of all accounts there must be looked at again. 媒体の機能の変更. Guideline 2-7(2), D2.</summary>
public sealed class PlatformChange
{
    public const int LongestText = 500;

    private PlatformChange() { }

    public required Guid Id { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>From which day the platform works in the new way.</summary>
    public required DateOnly On { get; init; }

    /// <summary>What changed, and what to look at.</summary>
    public required string What { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <returns><see cref="NotAcceptable"/> for <c>platform</c>, <c>on</c> and <c>what</c>.</returns>
    public static Result<PlatformChange> Of(Platform? platform, DateOnly on, string? what, string byName, DateTimeOffset now)
    {
        List<Fault> faults = [];
        if (platform is null) faults.Add(new Fault("platform", "媒体を選んでください。"));
        if (on > now.DayInJapan) faults.Add(new Fault("on", "先の日です。機能が変わってから登録してください。"));
        if (what is null) faults.Add(new Fault("what", "変わった機能と、確かめてほしい設定を入力してください。"));
        else FreeText.Look("what", what, LongestText, faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        return new PlatformChange { Id = Guid.CreateVersion7(now), Platform = platform!.Value, On = on, What = what!, ByName = byName, At = now };
    }
}
