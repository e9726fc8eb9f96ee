using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.Offices;

/// <summary>A phone number or mail address that an office publishes: posts may name it without a warning. 公表している連絡先.</summary>
public sealed class OfficeContact
{
    private OfficeContact() { }

    public required OfficeId Office { get; init; }

    /// <summary>What texts are compared with: the digits alone, or the address in lower case.</summary>
    public required string Key { get; init; }

    /// <summary>As typed, in half width.</summary>
    public required string Written { get; init; }

    /// <returns>The contact, or <see cref="NotAContact"/>.</returns>
    public static Result<OfficeContact> Parse(OfficeId office, string text)
    {
        if (text.Contains('@', StringComparison.Ordinal) || text.Contains('＠', StringComparison.Ordinal))
        {
            var mail = InputText.Mail(text);
            return mail.Length <= 254 && System.Net.Mail.MailAddress.TryCreate(mail, out _) ? new OfficeContact { Office = office, Key = mail.ToLowerInvariant(), Written = mail } : new NotAContact(text);
        }

        var written = InputText.Code(text);
        var digits = string.Concat(written.Where(char.IsAsciiDigit));
        return digits is ['0', ..] && digits.Length is 10 or 11 && written.All(c => char.IsAsciiDigit(c) || c is '-' or '(' or ')' or ' ')
            ? new OfficeContact { Office = office, Key = digits, Written = written }
            : new NotAContact(text);
    }
}

public sealed record NotAContact(string Text) : Invalid($"「{Text}」を電話番号またはメールアドレスとして読み取れません。電話番号は市外局番から入力してください（例：089-912-2111）。");

public sealed record ContactsView(FormState Form, Guid Id, string Name);

/// <summary>What an office publishes to be reached at, one in a line.</summary>
internal static class OfficeContactPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(OfficePages.Path + "/{id:guid}/contacts", Show).Requires(Act.ChangeContacts);
        app.MapPost(OfficePages.Path + "/{id:guid}/contacts", Save).Requires(Act.ChangeContacts);
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } office) return Pages.Refuse(new OfficeNotFound());
        var contacts = await db.OfficeContacts.AsNoTracking().Where(c => c.Office == office.Id).OrderBy(c => c.Key).Select(c => c.Written).ToListAsync(ct);
        return Pages.Show<OfficeContactsPage>(new ContactsView(FormState.Of(("contacts", string.Join('\n', contacts))), id, office.NameOn(clock.GetUtcNow().DayInJapan)));
    }

    private static async Task<IResult> Save(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        // Read
        if (await Find(id, me, db, ct) is not { } office) return Pages.Refuse(new OfficeNotFound());
        var before = await db.OfficeContacts.Where(c => c.Office == office.Id).ToListAsync(ct);

        // Decide
        var given = InputText.Prose(form["contacts"]).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => OfficeContact.Parse(office.Id, line)).ToList();
        List<Fault> faults = [.. given.Where(one => !one.Succeeded).Select(one => new Fault("contacts", one.Refusal.Sentence))];
        if (faults.Count > 0) return Again(new NotAcceptable(faults));
        var now = given.Select(one => one.Value).DistinctBy(one => one.Key).ToList();

        // Write
        db.RemoveRange(before.Where(b => now.All(n => n.Key != b.Key)));
        db.AddRange(now.Where(n => before.All(b => b.Key != n.Key)));
        await db.SaveChangesAsync(ct);
        return Pages.GoTo($"{OfficePages.Path}/{id}", Notice.Success("公表している連絡先を変えました。", "投稿の点検は、これらの連絡先を注意にしません。"));

        IResult Again(Refusal reason) => Pages.ShowAgain<OfficeContactsPage>(new ContactsView(form.With(reason), id, office.NameOn(clock.GetUtcNow().DayInJapan)), reason);
    }

    private static async Task<Office?> Find(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        var wanted = new OfficeId(id);
        return me.May(Act.ChangeContacts, wanted) ? await db.Offices.AsNoTracking().SingleOrDefaultAsync(o => o.Id == wanted, ct) : null;
    }
}
