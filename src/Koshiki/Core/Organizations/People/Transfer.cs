using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations;

/// <summary>A posting has been ended; whoever depends on the person in that office takes note. Announced when the end is registered, which may be before or after its day.</summary>
public sealed record PostingEnded(Guid Posting, Guid Person, string PersonName, Guid Office, DateOnly Last);

/// <summary>Moves a person: ends some postings and may start another. 異動・退職・兼務.</summary>
/// <param name="Day">The first day of the new posting; the ended ones have the day before as their last.</param>
/// <param name="To">The office code of the new posting; null when the person only leaves.</param>
public sealed record TransferPerson(PersonId Person, DateOnly Day, IReadOnlyList<PostingId> Ending, string? To, Duty Duty, string Title, IReadOnlyList<string> Accounts);

public sealed class TransferPersonHandler(CoreDb db, IAccountRegister register)
{
    /// <returns><see cref="PersonNotFound"/>, <see cref="PostingNotFound"/>, <see cref="OfficeNotFound"/>, <see cref="NothingToChange"/>, <see cref="UnknownAccounts"/>, or what <see cref="Posting"/> says.</returns>
    public async Task<Result<Done>> Handle(TransferPerson command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == command.Person, ct);
        if (person is null) return new PersonNotFound();
        var postings = await db.Postings.Where(p => p.Person == command.Person).ToListAsync(ct);
        var code = InputText.Code(command.To ?? "");
        var office = code.Length == 0 ? null : await db.OfficesOn(command.Day).Where(o => o.Code == code).Select(o => (OfficeId?)o.Id).SingleOrDefaultAsync(ct);

        var named = await register.Named(command.Duty, command.Accounts, ct);

        // Decide
        var ending = postings.Where(p => command.Ending.Contains(p.Id)).ToList();
        if (ending.Count != command.Ending.Distinct().Count()) return new PostingNotFound();
        if (code.Length > 0 && office is null) return new OfficeNotFound();
        if (ending.Count == 0 && office is null) return new NothingToChange();
        foreach (var posting in ending)
        {
            if (posting.End(command.Day.AddDays(-1)).IsRefused(out var refusal)) return refusal;
        }

        if (office is { } to)
        {
            if (named.IsRefused(out var refusal)) return refusal;
            var started = Posting.Of(command.Person, to, command.Duty, command.Day, title: InputText.Name(command.Title), accounts: named.Value);
            if (started.IsRefused(out refusal)) return refusal;
            db.Postings.Add(started.Value);
        }

        // Write: the change and the news of it, together
        foreach (var posting in ending)
        {
            db.Announce(new PostingEnded(posting.Id.Value, person.Id.Value, person.Name, posting.Office.Value, posting.Last!.Value), person.Id.Value.ToString());
        }

        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
