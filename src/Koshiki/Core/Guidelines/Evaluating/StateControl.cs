using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Guidelines.Evaluating;

/// <summary>An office answers for itself how it keeps a clause; the program's verdict stays beside it. 所属の確認. J3.</summary>
internal sealed record StateControl(string Control, OfficeId? Office, ControlVerdict? Outcome, string Note);

internal sealed class StateControlHandler(CoreDb db, TimeProvider clock)
{
    /// <returns><see cref="NoGuidelineYet"/>, <see cref="ControlNotFound"/>, <see cref="NotAcceptable"/>, <see cref="NotAllowed"/>.</returns>
    public async Task<Result<Done>> Handle(StateControl command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();
        if (await db.GuidelineOn(now.DayInJapan, ct) is not { } version) return new NoGuidelineYet();

        // Decide
        if (version.Clauses.Controls.All(one => one.Control.Key != command.Control || one.Control.Kind is ControlKind.Verified)) return new ControlNotFound();
        var faults = new List<Fault>();
        if (command.Office is null) faults.Add(new Fault("office", "所属を選んでください。"));
        if (command.Outcome is null) faults.Add(new Fault("outcome", "どれかを選んでください。"));
        if (command.Note.Length is 0 or > ControlStatement.LongestText) faults.Add(new Fault("note", $"どのように確かめたかを{ControlStatement.LongestText}文字までで入力してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        if (!me.May(Act.StateControls, command.Office!.Value)) return new NotAllowed();

        // Write
        db.ControlStatements.Add(new ControlStatement
        {
            Id = Guid.CreateVersion7(now), Control = command.Control, Office = command.Office.Value, By = ControlKind.Attested, Outcome = command.Outcome!.Value, Note = command.Note, ByName = me.Name, Day = now.DayInJapan, At = now,
        });
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
