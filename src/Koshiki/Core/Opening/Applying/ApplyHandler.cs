using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Opening.Lacking;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Applying;

/// <summary>Begins to think about an account.</summary>
/// <param name="Office">The code of the office that wants it; ignored where <paramref name="AccountKey"/> is given.</param>
/// <param name="AccountKey">An account that was opened without asking; null for a new one.</param>
public sealed record BeginConsultation(string Office, string Platform, string PlatformLabel, string Name, string Purpose, string? AccountKey);

public sealed record CheckNeed(ConsultationId Id, string Name, string Purpose, NeedCheck Need);

public sealed record FillInForm(ConsultationId Id, ConsultationForm Form);

/// <summary>The office head's act.</summary>
public sealed record SubmitConsultation(ConsultationId Id);

public sealed record TakeBackConsultation(ConsultationId Id);

public sealed record WithdrawConsultation(ConsultationId Id, string Reason);

public sealed class ApplyHandler(CoreDb db, TimeProvider clock)
{
    private const int LongestName = 100;
    private const int LongestPurpose = 400;

    /// <returns>The new consultation, or <see cref="NotAcceptable"/> with all faults, <see cref="MayNotApply"/>, <see cref="AccountNotFound"/>.</returns>
    public async Task<Result<Consultation>> Handle(BeginConsultation command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var account = command.AccountKey is { Length: > 0 } key ? await db.AccountsVisibleTo(me).SingleOrDefaultAsync(a => a.Key == key, ct) : null;
        if (command.AccountKey is { Length: > 0 } asked && account is null) return new AccountNotFound(asked);
        var code = InputText.Code(command.Office).Split(' ')[0];
        var office = account?.Office ?? await db.OfficesOn(now.DayInJapan).Where(o => o.Code == code).Select(o => (OfficeId?)o.Id).SingleOrDefaultAsync(ct);

        // Decide
        var faults = Described(command.Name, command.Purpose);
        if (office is null) faults.Add(new Fault("office", "所属が選ばれていません。所属を選んでください。"));
        var platform = account?.Platform ?? PlatformNames.FromKey(InputText.Code(command.Platform));
        if (platform is null) faults.Add(new Fault("platform", "媒体が選ばれていません。媒体を選んでください。"));
        if (platform is Platform.Other && account is null && string.IsNullOrWhiteSpace(command.PlatformLabel)) faults.Add(new Fault("platform_label", "媒体の名称を入力してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        if (!me.May(Act.ApplyForAccounts, office!.Value)) return new MayNotApply();
        var label = account is not null ? account.PlatformLabel : platform is Platform.Other or Platform.Blog && command.PlatformLabel.Trim().Length > 0 ? command.PlatformLabel.Trim() : null;
        var consultation = Consultation.Begin(office.Value, platform!.Value, label, InputText.Name(command.Name), command.Purpose.Trim(), account, me, now);

        // Write
        db.Add(consultation);
        await db.SaveChangesAsync(ct);
        return consultation;
    }

    /// <returns>The state, or <see cref="ConsultationNotFound"/>, <see cref="MayNotApply"/>, and as <see cref="Consultation.CheckNeed"/>.</returns>
    public Task<Result<ConsultationState>> Handle(CheckNeed command, Me me, CancellationToken ct) => Change(command.Id, me, consultation =>
    {
        var faults = Described(command.Name, command.Purpose);
        faults.AddRange(command.Need.Faults());
        if (faults.Count > 0) return new NotAcceptable(faults);
        var checkedNeed = consultation.CheckNeed(command.Need, me, clock.GetUtcNow());
        if (checkedNeed.Succeeded) (consultation.Name, consultation.Purpose) = (InputText.Name(command.Name), command.Purpose.Trim());
        return checkedNeed;
    }, ct);

    public Task<Result<ConsultationState>> Handle(FillInForm command, Me me, CancellationToken ct) =>
        Change(command.Id, me, consultation => consultation.FillIn(command.Form, me, clock.GetUtcNow()), ct);

    public Task<Result<ConsultationState>> Handle(TakeBackConsultation command, Me me, CancellationToken ct) =>
        Change(command.Id, me, consultation => consultation.TakeBack(me, clock.GetUtcNow()), ct);

    public Task<Result<ConsultationState>> Handle(WithdrawConsultation command, Me me, CancellationToken ct) =>
        Change(command.Id, me, consultation => consultation.Withdraw(command.Reason, me, clock.GetUtcNow()), ct);

    /// <summary>Files form 1. The head thereby approves the three documents, the usage policy's pre-approved scope included.</summary>
    /// <returns>The state, or <see cref="ConsultationNotFound"/>, <see cref="MayNotSubmit"/>, <see cref="NotComplete"/> with every place, <see cref="CannotApproveOwnDocument"/>, <see cref="ConsultationNotReady"/>.</returns>
    public async Task<Result<ConsultationState>> Handle(SubmitConsultation command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var consultation = await db.ConsultationsVisibleTo(me).Include(c => c.Words).SingleOrDefaultAsync(c => c.Id == command.Id, ct);
        if (consultation is null) return new ConsultationNotFound();
        var latest = await Latest(db, consultation, ct);
        var function = await db.OfficesOn(now.DayInJapan).Where(o => o.Id == consultation.Office).Select(o => o.Function).SingleOrDefaultAsync(ct);
        var isNew = await PlatformIsNew(db, consultation, ct);

        // Decide
        if (!me.May(Act.SubmitConsultations, consultation.Office)) return new MayNotSubmit();
        var faults = Incomplete(consultation, latest);
        if (faults.Count > 0) return new NotComplete(faults);
        var submitted = consultation.Submit(isNew, function, me, now);
        if (!submitted.Succeeded) return submitted;
        foreach (var document in latest.Values.Where(d => d.State is DocumentState.Draft))
        {
            if (document.Approve(me, now.DayInJapan).IsRefused(out var refusal)) return refusal;
        }

        // Write
        db.AnnounceMoves(consultation);
        if (consultation.Account is not null) db.RenewPublicList();
        await db.SaveChangesAsync(ct);
        return submitted;
    }

    /// <summary>What must still be written before the consultation can be submitted, each with its field.</summary>
    internal static IReadOnlyList<Fault> Incomplete(Consultation consultation, IReadOnlyDictionary<DocumentKind, DocumentVersion> latest)
    {
        var faults = new List<Fault>();
        if (consultation.Need is null) faults.Add(new Fault("need", "必要性の検討が終わっていません。先に検討してください。"));
        foreach (var kind in DocumentKinds.All)
        {
            if (latest.TryGetValue(kind, out var version)) faults.AddRange(Blanks.Of(kind, version.Sections));
            else faults.Add(new Fault(kind.Key, $"{kind.Word}がありません。作成して保存してください。"));
        }

        if (consultation.Form is null) faults.Add(new Fault("form", "事前協議書が入力されていません。入力してください。"));
        return faults;
    }

    /// <summary>The newest version of each document.</summary>
    internal static async Task<IReadOnlyDictionary<DocumentKind, DocumentVersion>> Latest(CoreDb db, Consultation consultation, CancellationToken ct)
    {
        var versions = await db.DocumentsOf(consultation).ToListAsync(ct);
        return versions.GroupBy(d => d.Kind).ToDictionary(group => group.Key, group => group.MaxBy(d => d.Number)!);
    }

    /// <summary>No other account of the platform stands in the register, whatever became of it.</summary>
    internal static async Task<bool> PlatformIsNew(CoreDb db, Consultation consultation, CancellationToken ct)
    {
        var (platform, label, own) = (consultation.Platform, consultation.PlatformLabel, consultation.Account);
        return !await db.Accounts.AnyAsync(a => a.Platform == platform && (platform != Platform.Other || a.PlatformLabel == label) && a.State != AccountState.InConsultation && (own == null || a.Id != own), ct);
    }

    private static List<Fault> Described(string name, string purpose)
    {
        var faults = new List<Fault>();
        if (string.IsNullOrWhiteSpace(name)) faults.Add(new Fault("name", "アカウントの名称（予定）を入力してください。"));
        else if (name.Length > LongestName) faults.Add(new Fault("name", $"{LongestName}文字までにしてください。"));
        if (string.IsNullOrWhiteSpace(purpose)) faults.Add(new Fault("purpose", "何を知らせるアカウントかを入力してください。"));
        else if (purpose.Length > LongestPurpose) faults.Add(new Fault("purpose", $"{LongestPurpose}文字までにしてください。"));
        return faults;
    }

    private async Task<Result<ConsultationState>> Change(ConsultationId id, Me me, Func<Consultation, Result<ConsultationState>> act, CancellationToken ct)
    {
        // Read
        var consultation = await db.ConsultationsVisibleTo(me).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (consultation is null) return new ConsultationNotFound();

        // Decide
        if (!me.May(Act.ApplyForAccounts, consultation.Office)) return new MayNotApply();
        var state = act(consultation);

        // Write
        if (state.Succeeded) await db.SaveChangesAsync(ct);
        return state;
    }
}
