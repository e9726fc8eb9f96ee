using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Sharing;

/// <summary>Keeps a case as it was typed, and asks the PR office for its word where wanted. D7.</summary>
/// <param name="Case">The one to go on with; null begins a new one.</param>
public sealed record SaveCase(SharedCaseId? Case, OfficeId Office, CaseKind Kind, string Title, string Text, string? Link, bool Submit);

/// <summary>The PR office shares it with all offices, or sends it back.</summary>
public sealed record DecideCase(SharedCaseId Case, bool Share, string? Opinion);

/// <summary>The PR office takes it off the list.</summary>
public sealed record EndCase(SharedCaseId Case, string? Reason);

public sealed class CaseHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The case, or <see cref="ReviewNotFound"/>, <see cref="MayNotReview"/>, <see cref="NotAcceptable"/>, <see cref="CaseNotPossibleNow"/>.</returns>
    public async Task<Result<SharedCaseId>> Handle(SaveCase command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);

        // Read
        var stored = command.Case is { } id ? await db.SharedCases.SingleOrDefaultAsync(c => c.Id == id, ct) : null;

        // Decide
        if (command.Case is not null && stored is null) return new ReviewNotFound();
        var shared = stored ?? SharedCase.Begin(command.Office);
        if (!me.May(Act.WriteCases, shared.Office)) return new MayNotReview();
        if (shared.Write(command.Kind, command.Title, command.Text, command.Link, me, clock.GetUtcNow()).IsRefused(out var no)) return no;
        if (command.Submit && shared.Submit().IsRefused(out no)) return no;

        // Write
        if (stored is null) db.SharedCases.Add(shared);
        await db.SaveChangesAsync(ct);
        return shared.Id;
    }

    /// <returns>The case, or <see cref="ReviewNotFound"/>, <see cref="OnlyThePrOffice"/>, <see cref="SayWhyReturned"/>, <see cref="CaseNotPossibleNow"/>.</returns>
    public Task<Result<SharedCase>> Handle(DecideCase command, Me me, CancellationToken ct) =>
        Change(command.Case, me, shared => shared.Decide(command.Share, command.Opinion, me, clock.GetUtcNow()), ct);

    /// <returns>As <see cref="Handle(DecideCase, Me, CancellationToken)"/>.</returns>
    public Task<Result<SharedCase>> Handle(EndCase command, Me me, CancellationToken ct) =>
        Change(command.Case, me, shared => shared.End(command.Reason, me, clock.GetUtcNow()), ct);

    private async Task<Result<SharedCase>> Change(SharedCaseId id, Me me, Func<SharedCase, Result<CaseState>> act, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        // Read
        var shared = await db.SharedCases.SingleOrDefaultAsync(c => c.Id == id, ct);
        if (shared is null) return new ReviewNotFound();

        // Decide
        if (!me.May(Act.AdviseOffices)) return new OnlyThePrOffice();
        if (act(shared).IsRefused(out var no)) return no;

        // Write
        await db.SaveChangesAsync(ct);
        return shared;
    }
}
