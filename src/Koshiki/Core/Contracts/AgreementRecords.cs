using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Contracts;

/// <summary>Whose a login is.</summary>
public enum LoginOwner
{
    /// <summary>県・市用</summary>
    Government,

    /// <summary>相手方用</summary>
    Partner,
}

/// <summary>What became of a login at the end. 終了後の取扱い.</summary>
public enum LoginFate
{
    /// <summary>返還した（相手方は使えない）</summary>
    Returned,

    /// <summary>削除した</summary>
    Deleted,

    /// <summary>パスワードを変更した</summary>
    PasswordChanged,
}

/// <summary>A login at a platform that the other side works with; its name, never its password. Guideline 2-3(2)エ.</summary>
public sealed class PartnerLogin
{
    public const int LongestName = 100;

    public required Guid Id { get; init; }

    public required AgreementId Agreement { get; init; }

    public required string AccountKey { get; init; }

    public required LoginOwner Owner { get; init; }

    /// <summary>The name of the login, or who holds it.</summary>
    public required string Name { get; init; }

    /// <summary>The day on which the other side confirmed that it is used for no other site; null until then, and for the government's own.</summary>
    public DateOnly? NoOtherSiteOn { get; init; }

    public LoginFate? Fate { get; private set; }

    public DateOnly? FateOn { get; private set; }

    public void End(LoginFate fate, DateOnly on) => (Fate, FateOn) = (fate, on);

    /// <summary>What was told of its end turned out wrong.</summary>
    public void Reopen() => (Fate, FateOn) = (null, null);
}

/// <summary>The document that the other side hands in after signing: who posts, and with which devices. Guideline 2-3(2)イ.</summary>
public sealed class StaffDocument
{
    public const int LongestText = 2000;
    public const int LongestReference = 200;

    private StaffDocument() { }

    public required Guid Id { get; init; }

    public required AgreementId Agreement { get; init; }

    /// <summary>The day on which it was received; the date of the document.</summary>
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>Who posts, one in a line.</summary>
    public required string Staff { get; init; }

    /// <summary>With which devices, one in a line.</summary>
    public required string Devices { get; init; }

    /// <summary>Where the document is kept, such as its number; null where nobody said.</summary>
    public string? Reference { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <returns><see cref="NotAcceptable"/> with all faults of <c>received</c>, <c>staff</c>, <c>devices</c> and <c>reference</c>.</returns>
    public static Result<StaffDocument> Of(Agreement agreement, DateOnly receivedOn, string? staff, string? devices, string? reference, string byName, DateOnly today, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        List<Fault> faults = [];
        if (receivedOn > today) faults.Add(new Fault("received", "先の日です。書類を受け取った日を入力してください。"));
        if (receivedOn < agreement.SignedOn) faults.Add(new Fault("received", "締結日より前です。締結した後に提出された書類の日付を入力してください。"));
        if (staff is null) faults.Add(new Fault("staff", "記事を投稿する担当者を入力してください。"));
        else FreeText.Look("staff", staff, LongestText, faults);
        if (devices is null) faults.Add(new Fault("devices", "操作する端末を入力してください。"));
        else FreeText.Look("devices", devices, LongestText, faults);
        if (reference is not null) FreeText.Look("reference", reference, LongestReference, faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        return new StaffDocument { Id = Guid.CreateVersion7(now), Agreement = agreement.Id, ReceivedOn = receivedOn, Staff = staff!, Devices = devices!, Reference = reference, ByName = byName, At = now };
    }
}

/// <summary>The office in charge looked at how the other side runs the accounts. 運用状況の点検. A7; audit report 3-1(5).</summary>
public sealed class AgreementCheck
{
    public const int LongestText = 1000;

    private AgreementCheck() { }

    public required Guid Id { get; init; }

    public required AgreementId Agreement { get; init; }

    public required DateOnly On { get; init; }

    /// <summary>Whether everything was in order.</summary>
    public required bool IsInOrder { get; init; }

    public required string Findings { get; init; }

    public required PersonId By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <returns><see cref="NotAcceptable"/> with all faults of <c>on</c>, <c>result</c> and <c>findings</c>.</returns>
    public static Result<AgreementCheck> Of(AgreementId agreement, DateOnly on, bool? isInOrder, string? findings, PersonId by, string byName, DateOnly today, DateTimeOffset now)
    {
        List<Fault> faults = [];
        if (on > today) faults.Add(new Fault("on", "先の日です。点検した日を入力してください。"));
        if (isInOrder is null) faults.Add(new Fault("result", "結果を選んでください。"));
        if (findings is null) faults.Add(new Fault("findings", "確かめた内容を入力してください（例：直近1か月の投稿と返信を確かめた）。"));
        else FreeText.Look("findings", findings, LongestText, faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        return new AgreementCheck { Id = Guid.CreateVersion7(now), Agreement = agreement, On = on, IsInOrder = isInOrder!.Value, Findings = findings!, By = by, ByName = byName, At = now };
    }
}
