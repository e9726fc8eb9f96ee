using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Editing;

/// <summary>Begins a draft: from the version in force, from the model, or from a file. 起草.</summary>
/// <param name="File">Name and content; null for none.</param>
/// <param name="FromModel">With no file: the model guideline instead of the version in force.</param>
internal sealed record BeginDraft(bool FromModel, (string Name, byte[] Content)? File = null);

/// <summary>Changes the draft's clauses or its title.</summary>
/// <param name="Seen">The row version that was on the screen.</param>
/// <param name="What">For the log: 「第2の7(1)アを変更」.</param>
internal sealed record EditDraft(uint Seen, string What, Func<GuidelineText, Result<GuidelineText>> Change);

/// <summary>Puts the draft in force from a day on. 公布・施行.</summary>
internal sealed record PublishDraft(uint Seen, DateOnly From, IReadOnlyList<ControlRemoval> Removals);

/// <summary>Throws the draft away. 下書きの取消し.</summary>
internal sealed record DiscardDraft(uint Seen);

/// <summary>Notes that the version in force needs no change. 見直し.</summary>
internal sealed record ReviewGuideline(string Note);

internal sealed class EditGuidelineHandler(CoreDb db, IEnumerable<IAutomaticControl> controls, TimeProvider clock)
{
    /// <returns><see cref="NotAllowed"/>, <see cref="DraftExists"/>, or what the file's reader says.</returns>
    public async Task<Result<GuidelineVersion>> Handle(BeginDraft command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        if (!me.May(Act.ChangeRules)) return new NotAllowed();
        var newest = await db.GuidelineVersions.AsNoTracking().OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);

        // Decide
        if (newest is { IsDraft: true }) return new DraftExists(newest.Number);
        Result<GuidelineText> text = command.File is { } file ? GuidelineFile.Read(file.Name, file.Content)
            : command.FromModel || newest is null ? ModelGuidelines.Text
            : newest.Text with { Note = "" };
        if (text.IsRefused(out var refusal)) return refusal;
        var draft = GuidelineVersion.Begin((newest?.Number ?? 0) + 1, text.Value, me.Name, clock.GetUtcNow());

        // Write
        db.GuidelineVersions.Add(draft);
        await db.SaveChangesAsync(ct);
        return draft;
    }

    /// <returns><see cref="NotAllowed"/>, <see cref="NoDraft"/>, <see cref="SomebodyElseSavedFirst"/>, or what the change and <see cref="GuidelineVersion.Edit"/> say.</returns>
    public async Task<Result<Done>> Handle(EditDraft command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var found = await Draft(command.Seen, me, ct);
        if (found.IsRefused(out var no)) return no;

        // Decide
        var text = command.Change(found.Value.Text);
        if (text.IsRefused(out no)) return no;
        if (found.Value.Edit(text.Value, command.What, me.Name, clock.GetUtcNow()).IsRefused(out no)) return no;

        // Write
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    /// <returns><see cref="NotAllowed"/>, <see cref="NoDraft"/>, <see cref="SomebodyElseSavedFirst"/>, or what <see cref="GuidelineVersion.Publish"/> says.</returns>
    public async Task<Result<GuidelinePublished>> Handle(PublishDraft command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var found = await Draft(command.Seen, me, ct);
        if (found.IsRefused(out var no)) return no;
        var before = await db.GuidelineVersions.SingleOrDefaultAsync(v => v.State == GuidelineState.Published && v.Last == null, ct);
        var inUse = await InUse(before, ct);

        // Decide
        var published = found.Value.Publish(command.From, before, inUse, command.Removals, me.Name, clock.GetUtcNow());
        if (published.IsRefused(out no)) return no;

        // Write
        db.Announce(published.Value, "guideline");
        await db.SaveChangesAsync(ct);
        return published;
    }

    /// <returns><see cref="NotAllowed"/>, <see cref="NoDraft"/>, <see cref="SomebodyElseSavedFirst"/>.</returns>
    public async Task<Result<Done>> Handle(DiscardDraft command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var found = await Draft(command.Seen, me, ct);
        if (found.IsRefused(out var no)) return no;
        db.GuidelineVersions.Remove(found.Value);
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    /// <returns><see cref="NotAllowed"/>, <see cref="NoGuidelineYet"/>, or what <see cref="GuidelineVersion.Review"/> says.</returns>
    public async Task<Result<Done>> Handle(ReviewGuideline command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        if (!me.May(Act.ChangeRules)) return new NotAllowed();
        var today = clock.GetUtcNow().DayInJapan;
        var inForce = await db.GuidelineVersions.SingleOrDefaultAsync(v => v.State == GuidelineState.Published && v.From <= today && (v.Last == null || v.Last >= today), ct);
        if (inForce is null) return new NoGuidelineYet();

        // Decide
        if (inForce.Review(InputText.Prose(command.Note).Trim(), today).IsRefused(out var no)) return no;

        // Write
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    /// <summary>The controls of a version that are judged by the program today, or that somebody has answered or verified.</summary>
    public async Task<IReadOnlySet<string>> InUse(GuidelineVersion? version, CancellationToken ct)
    {
        if (version is null) return new HashSet<string>();
        var judged = controls.Select(one => one.Key).ToHashSet();
        var answered = await db.ControlStatements.AsNoTracking().Select(s => s.Control).Distinct().ToListAsync(ct);
        judged.UnionWith(answered);
        return judged;
    }

    private async Task<Result<GuidelineVersion>> Draft(uint seen, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        if (!me.May(Act.ChangeRules)) return new NotAllowed();
        var draft = await db.GuidelineVersions.SingleOrDefaultAsync(v => v.State == GuidelineState.Draft, ct);
        if (draft is null) return new NoDraft();
        return draft.RowVersion == seen ? draft : new SomebodyElseSavedFirst();
    }
}
