using Koshiki.Core.Organizations;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Work.Mailing;

/// <summary>Takes notices for people, in the save of whoever writes them; the mail clerk carries them to the server afterwards.</summary>
public sealed class MailRoom(CoreDb db, IOptions<SmtpOptions> options, TimeProvider clock)
{
    /// <summary>Whether this installation sends mail; where it does not, nobody needs to look for readers.</summary>
    public bool IsOn => options.Value.IsOn;

    /// <summary>Writes one mail to each person who has an address and wants this kind of notice. The caller saves.</summary>
    /// <param name="cause">The fact's message id: heard twice, it makes no second mail.</param>
    /// <param name="text">What the mail to a person of this name says.</param>
    public async Task Write(Guid cause, MailNotice notice, IEnumerable<PersonId> people, Func<string, MailText> text, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!IsOn) return;

        var asked = people.Distinct().ToArray();
        var readers = await db.People.AsNoTracking()
            .Where(p => asked.Contains(p.Id) && p.Mail != null)
            .Where(p => !db.Set<DeclinedNotice>().Any(d => d.Person == p.Id && d.Notice == notice))
            .Where(p => !db.Set<OutgoingMail>().Any(m => m.Cause == cause && m.Person == p.Id))
            .Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        var now = clock.GetUtcNow();
        foreach (var reader in readers)
        {
            db.OutgoingMail.Add(new OutgoingMail
            {
                Id = Guid.CreateVersion7(now), Kind = nameof(MailText), Aggregate = reader.Id.Value.ToString(), Body = MessageJson.ToBytes(text(reader.Name)), CreatedAt = now,
                Person = reader.Id, Cause = cause, Notice = notice,
            });
        }
    }
}
