using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations;

/// <summary>Lets somebody decide for an absent head. 代決.</summary>
/// <param name="DeputyNumber">Staff number or mail address of the deputy.</param>
public sealed record AppointDeputy(PersonId Absent, string DeputyNumber, DateOnly From, DateOnly Last, string Reason);

public sealed class AppointDeputyHandler(CoreDb db)
{
    /// <returns><see cref="PersonNotFound"/>, <see cref="NotAHead"/>, <see cref="DeputyIsNotStaff"/>, <see cref="DeputyCannotSignIn"/>, <see cref="DeputyshipOverlaps"/>, or what <see cref="Deputyship.Of"/> says.</returns>
    public async Task<Result<Done>> Handle(AppointDeputy command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var number = InputText.Mail(command.DeputyNumber).ToLowerInvariant();
        var deputy = await db.People.AsNoTracking().Where(p => p.StaffNumber == number || p.Mail == number).Select(p => (PersonId?)p.Id).FirstOrDefaultAsync(ct);
        var isHead = await db.PostingsOn(command.From).AnyAsync(p => p.Person == command.Absent && (p.Duty == Duty.Head || p.Duty == Duty.DepartmentHead), ct);
        var duties = await db.PostingsOn(command.From).Where(p => p.Person == deputy).Select(p => p.Duty).ToListAsync(ct);
        var signsIn = await db.Credentials.AnyAsync(c => c.Person == deputy, ct);
        var same = await db.Deputyships.AsNoTracking().Where(d => d.Deputy == deputy && d.Absent == command.Absent && d.From <= command.Last && d.Last >= command.From && d.From <= d.Last).FirstOrDefaultAsync(ct);

        // Decide
        if (deputy is not { } found) return new PersonNotFound();
        if (!isHead) return new NotAHead();
        var deputyship = Deputyship.Of(found, command.Absent, command.From, command.Last, InputText.Name(command.Reason));
        if (deputyship.IsRefused(out var refusal)) return refusal;
        if (!duties.Exists(duty => duty.IsStaffs)) return new DeputyIsNotStaff(command.From);
        if (!signsIn) return new DeputyCannotSignIn();
        if (same is not null) return new DeputyshipOverlaps(same.From, same.Last);

        // Write
        db.Deputyships.Add(deputyship.Value);
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}

/// <summary>Ends a deputyship today, or takes back one that has not begun.</summary>
/// <param name="Concerns">The person on whose page it stands.</param>
/// <param name="AbsentOnly">True for whoever ends only what he gave away himself.</param>
public sealed record EndDeputyship(DeputyshipId Deputyship, PersonId Concerns, bool AbsentOnly);

public sealed class EndDeputyshipHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The deputyship as it is now, or <see cref="DeputyshipNotFound"/>, <see cref="DeputyshipHasEnded"/>.</returns>
    public async Task<Result<Deputyship>> Handle(EndDeputyship command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var deputyship = await db.Deputyships.SingleOrDefaultAsync(d => d.Id == command.Deputyship, ct);

        // Decide
        if (deputyship is null || (deputyship.Absent != command.Concerns && (command.AbsentOnly || deputyship.Deputy != command.Concerns))) return new DeputyshipNotFound();
        if (deputyship.End(clock.GetUtcNow().DayInJapan).IsRefused(out var refusal)) return refusal;

        // Write
        await db.SaveChangesAsync(ct);
        return deputyship;
    }
}
