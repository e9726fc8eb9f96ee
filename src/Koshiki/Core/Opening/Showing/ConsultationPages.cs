using Koshiki.Core.Accounts;
using Koshiki.Core.Opening.Applying;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Showing;

/// <summary>What whoever looks may do now; the buttons are shown for these alone.</summary>
public sealed record ConsultationActs(
    bool CheckNeed, bool Edit, bool Submit, bool MustWaitForHead, bool TakeBack, bool Withdraw, bool Say, IReadOnlyList<ReviewSide> Sides, bool RecordJoint, bool ConfirmJoint, bool Acquire, bool Publish);

/// <param name="Documents">The newest version of each document.</param>
/// <param name="Incomplete">What must still be written before it can be submitted.</param>
/// <param name="AccountKey">Of the account in the register, when there is one.</param>
public sealed record ConsultationView(
    Consultation Consultation, string Office, string? AccountKey, IReadOnlyDictionary<DocumentKind, DocumentVersion> Documents, IReadOnlyList<Fault> Incomplete, IReadOnlyList<Step> Steps, int CurrentStep,
    IReadOnlyList<TimelineEvent> Events, ConsultationActs Acts, FormState Form, string? NotYours);

/// <summary>One consultation: where it stands, what comes next, its documents, what was said.</summary>
internal static class ConsultationPages
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/accounts/apply/{id:guid}", Show).Requires(Act.ReadConsultations);

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await View(new ConsultationId(id), FormState.Empty, me, db, clock, ct) is { } view ? Pages.Show<ConsultationPage>(view) : Pages.Refuse(new ConsultationNotFound());

    /// <summary>Also where a remark was refused: the page with what was typed.</summary>
    public static async Task<ConsultationView?> View(ConsultationId id, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var consultation = await db.ConsultationsVisibleTo(me).AsNoTracking().Include(c => c.Words).Include(c => c.Events).AsSplitQuery().SingleOrDefaultAsync(c => c.Id == id, ct);
        if (consultation is null) return null;
        var documents = await ApplyHandler.Latest(db, consultation, ct);
        var incomplete = ApplyHandler.Incomplete(consultation, documents);
        var office = await OfficeName(consultation.Office, db, clock, ct);
        var key = consultation.Account is { } account ? await db.Accounts.Where(a => a.Id == account).Select(a => a.Key).SingleAsync(ct) : null;
        var (steps, current) = Steps(consultation, documents, incomplete);
        var mayReview = me.May(Act.ReviewConsultations) && ConsultationFlow.Allows(consultation.State, ConsultationAction.Comment);
        return new ConsultationView(
            consultation, office, key, documents, incomplete, steps, current,
            [.. consultation.Events.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => new TimelineEvent(e.At, e.At.InWords, $"{e.ByName}（{e.Desk}）", e.Action.Deed, Comment: e.Text))],
            ActsOf(consultation, incomplete, me), form,
            mayReview && consultation.IsOfOffice(me) ? new CannotReviewOwnOffice().Sentence : null);
    }

    private static ConsultationActs ActsOf(Consultation consultation, IReadOnlyList<Fault> incomplete, Me me)
    {
        bool Now(ConsultationAction action) => ConsultationFlow.Allows(consultation.State, action);
        var applies = me.May(Act.ApplyForAccounts, consultation.Office);
        var submits = me.May(Act.SubmitConsultations, consultation.Office);
        var reviews = me.May(Act.ReviewConsultations, consultation.Office) && !consultation.IsOfOffice(me);
        return new ConsultationActs(
            applies && Now(ConsultationAction.CheckNeed),
            applies && Now(ConsultationAction.Edit),
            submits && Now(ConsultationAction.Submit),
            applies && !submits && Now(ConsultationAction.Submit) && incomplete.Count == 0,
            applies && Now(ConsultationAction.TakeBack),
            applies && Now(ConsultationAction.Withdraw),
            consultation.IsOfOffice(me) ? applies && Now(ConsultationAction.Reply) : reviews && Now(ConsultationAction.Comment),
            reviews && Now(ConsultationAction.Pass) ? [.. consultation.SidesOf(me)] : [],
            reviews && consultation.PlatformIsNew && Now(ConsultationAction.RecordJointReview),
            submits && consultation.Joint is { IsConfirmed: false } && Now(ConsultationAction.ConfirmJointReview),
            applies && Now(ConsultationAction.Acquire),
            applies && Now(ConsultationAction.Publish));
    }

    private static (IReadOnlyList<Step> Steps, int Current) Steps(Consultation consultation, IReadOnlyDictionary<DocumentKind, DocumentVersion> documents, IReadOnlyList<Fault> incomplete)
    {
        var path = $"/accounts/apply/{consultation.Id.Value}";
        var writing = ConsultationFlow.Allows(consultation.State, ConsultationAction.Edit);
        string StateOf(DocumentKind kind) => !documents.TryGetValue(kind, out _) ? "未着手" : incomplete.Any(f => f.Field.StartsWith(kind.Key, StringComparison.Ordinal)) ? "作成中" : "完了";
        var passed = consultation.State is ConsultationState.Approved or ConsultationState.Acquired or ConsultationState.Listed;
        List<Step> steps =
        [
            new("必要性の検討", consultation.Need is null ? "未着手" : "完了", ConsultationFlow.Allows(consultation.State, ConsultationAction.CheckNeed) ? path + "/need" : null),
            .. DocumentKinds.All.Select(kind => new Step(kind.Word, StateOf(kind), writing ? $"{path}/documents/{kind.Key}" : documents.ContainsKey(kind) ? $"{path}/documents/{kind.Key}/read" : null)),
            new("事前協議書", consultation.Form is null ? "未着手" : "完了", writing ? path + "/form" : null),
            new("提出と審査", consultation.State switch { ConsultationState.Returned => "差戻し", ConsultationState.Submitted or ConsultationState.InReview => "対応中", _ => passed ? "完了" : "未着手" }),
            new("アカウントの取得", consultation.State is ConsultationState.Acquired or ConsultationState.Listed ? "完了" : "未着手"),
            new("公開", consultation.State is ConsultationState.Listed ? "完了" : "未着手"),
        ];
        var current = consultation.State is ConsultationState.Withdrawn ? -1 : steps.FindIndex(step => step.State is not "完了");
        return (steps, current);
    }

    internal static async Task<string> OfficeName(OfficeId id, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        return await db.OfficesOn(today).Where(o => o.Id == id).Select(o => o.Name).SingleOrDefaultAsync(ct) ?? "（廃止された所属）";
    }
}
