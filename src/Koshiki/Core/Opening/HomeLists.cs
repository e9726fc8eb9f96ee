using Koshiki.Core.Accounts;
using Koshiki.Core.Opening.Applying;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening;

/// <summary>The consultations that wait for the word of the reviewer's office.</summary>
internal sealed class ConsultationsToReview(CoreDb db) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        if (!me.May(Act.ReviewConsultations)) return null;
        var open = await db.Consultations.AsNoTracking().Include(c => c.Words).Where(c => c.State == ConsultationState.Submitted || c.State == ConsultationState.InReview).OrderBy(c => c.SubmittedAt).ToListAsync(ct);
        var mine = open.Where(c => c.SidesOf(me).Any()).ToList();
        return new WaitingSection("開設の協議の審査", [.. mine.Take(WaitingSection.Shown).Select(c => new WaitingItem(c.Name, $"/accounts/apply/{c.Id.Value}", null, c.PlatformName))], mine.Count, ConsultationListPages.Path, "審査を待つ開設の協議はありません。", OthersWait: true);
    }
}

/// <summary>The consultations of a person's office in which the office has to act next.</summary>
internal sealed class ConsultationsOfOffice(CoreDb db) : IWaitingList
{
    private static readonly ConsultationState[] OurTurn = [ConsultationState.CheckingNeed, ConsultationState.Preparing, ConsultationState.Returned, ConsultationState.Approved, ConsultationState.Acquired];

    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        if (!me.May(Act.ApplyForAccounts)) return null;
        var offices = me.Roles.Select(role => role.Office).Distinct().ToArray();
        var ours = db.Consultations.AsNoTracking().Where(c => offices.Contains(c.Office))
            .Where(c => OurTurn.Contains(c.State) || (c.State == ConsultationState.InReview && c.Joint != null && c.PlatformIsNew));
        var rows = (await ours.OrderBy(c => c.ChangedAt).ToListAsync(ct)).Where(c => c.State is not ConsultationState.InReview || c.Joint is { IsConfirmed: false }).ToList();
        if (rows.Count == 0) return null;
        return new WaitingSection(
            "所属で進める開設の協議", [.. rows.Take(WaitingSection.Shown).Select(c => new WaitingItem(c.Name, $"/accounts/apply/{c.Id.Value}", null, c.State is ConsultationState.InReview ? "3者での検討の確認" : c.State.Word))],
            rows.Count, ConsultationListPages.Path, "所属で進める開設の協議はありません。");
    }
}

/// <summary>For the PR office: accounts in use about which nobody has been asked. C8.</summary>
internal sealed class UnapprovedAccounts(CoreDb db) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        if (me.Roles.All(role => role.Role is not Role.PrOffice)) return null;
        var (first, count) = await db.Accounts.AsNoTracking().Where(account => account.State == AccountState.Unapproved)
            .OrderBy(account => account.Since).ThenBy(account => account.Key).Select(account => new { account.Key, account.Name, account.Platform, account.PlatformLabel }).FirstAndCount(ct);
        if (count == 0) return null;
        return new WaitingSection(
            "未承認のアカウント", [.. first.Select(account => new WaitingItem(account.Name, $"/accounts/{account.Key}", null, account.PlatformLabel ?? account.Platform.DisplayName))], count, "/accounts?state=unapproved", "未承認のアカウントはありません。");
    }
}
