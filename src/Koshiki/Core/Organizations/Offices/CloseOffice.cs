using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.Offices;

/// <summary>Ends an office, alone or as part of a merger or split. 廃止・統合・分割.</summary>
/// <param name="Successors">The offices that take over its work from the next day; none for an end without successor.</param>
internal sealed record CloseOffice(OfficeId Office, DateOnly LastDay, IReadOnlyList<OfficeId> Successors);

internal sealed class CloseOfficeHandler(CoreDb db)
{
    /// <summary>With one successor the people go over with the work, a posting that is still to come from its own first day; otherwise nobody may be left.</summary>
    /// <returns><see cref="OfficeNotFound"/>, <see cref="CannotSucceedItself"/>, <see cref="OfficeHasPeople"/>, or what <see cref="Office.Close"/> says.</returns>
    public async Task<Result<Done>> Handle(CloseOffice command, CancellationToken ct)
    {
        // Read
        var office = await db.Offices.SingleOrDefaultAsync(o => o.Id == command.Office, ct);
        if (office is null) return new OfficeNotFound();
        var successors = await db.Offices.Where(o => command.Successors.Contains(o.Id)).ToListAsync(ct);
        var next = command.LastDay.AddDays(1);
        var left = await db.PostingsFrom(next).Where(p => p.Office == command.Office).ToListAsync(ct);

        // Decide
        if (command.Successors.Contains(command.Office)) return new CannotSucceedItself();
        if (successors.Count != command.Successors.Count || successors.Any(one => one.On(next) is null)) return new OfficeNotFound();
        if (left.Count > 0 && successors.Count != 1) return new OfficeHasPeople(left.Select(p => p.Person).Distinct().Count());
        if (office.Close(command.LastDay).IsRefused(out var refusal)) return refusal;

        // Write
        foreach (var posting in left)
        {
            if (posting.From > command.LastDay)
            {
                posting.GoOverTo(successors[0].Id);
                continue;
            }

            var last = posting.Last;
            posting.End(command.LastDay);
            db.Postings.Add(Posting.Of(posting.Person, successors[0].Id, posting.Duty, next, last, posting.Title, posting.Accounts).Value);
        }

        db.OfficeSuccessions.AddRange(successors.Select(one => new OfficeSuccession { Predecessor = office.Id, Successor = one.Id, From = next }));
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
