using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.People;

/// <summary>Corrects what is written down of a person: a new surname, another mail address, the title of a posting.</summary>
/// <param name="Titles">By posting; those not named stay.</param>
/// <param name="SeenVersion">Of the person when the form was opened.</param>
internal sealed record CorrectPerson(PersonId Person, string Name, string Reading, string Mail, string Employer, IReadOnlyDictionary<PostingId, string> Titles, uint? SeenVersion)
{
    private const string TitlePrefix = "title.";

    /// <summary>The field of a posting's title.</summary>
    public static string TitleField(PostingId posting) => TitlePrefix + posting.Value;

    public static CorrectPerson Of(PersonId person, FormState form, uint? seenVersion) => new(
        person, form["name"], form["reading"], form["mail"], form["employer"],
        form.Names.Where(name => name.StartsWith(TitlePrefix, StringComparison.Ordinal) && Guid.TryParse(name[TitlePrefix.Length..], out _))
            .GroupBy(name => new PostingId(Guid.Parse(name[TitlePrefix.Length..]))).ToDictionary(same => same.Key, same => form[same.First()]),
        seenVersion);
}

internal sealed class CorrectPersonHandler(CoreDb db)
{
    /// <returns><see cref="PersonNotFound"/>, <see cref="SomebodyElseSavedFirst"/>, <see cref="NotAcceptable"/> with all faults, <see cref="NothingToChange"/>.</returns>
    public async Task<Result<Done>> Handle(CorrectPerson command, CancellationToken ct)
    {
        // Read
        var person = await db.People.SingleOrDefaultAsync(p => p.Id == command.Person, ct);
        if (person is null) return new PersonNotFound();
        var postings = await db.Postings.Where(p => p.Person == command.Person).ToListAsync(ct);

        // Decide
        if (command.SeenVersion is { } seen && seen != person.Version) return new SomebodyElseSavedFirst();
        List<Fault> faults = [];
        var facts = PersonFacts.Read(command.Name, command.Reading, command.Mail, command.Employer, faults);
        if (facts.Mail is null && person.StaffNumber is null) faults.Add(new Fault("mail", "職員番号のない利用者には、メールアドレスが必要です。入力してください。"));
        foreach (var posting in postings.Where(posting => command.Titles.ContainsKey(posting.Id)))
        {
            PersonFacts.Short(CorrectPerson.TitleField(posting.Id), "職名", InputText.Name(command.Titles[posting.Id]), faults);
        }

        if (faults.Count > 0) return new NotAcceptable(faults);

        // Write
        (person.Name, person.Reading, person.Mail, person.Employer) = (facts.Name, facts.Reading, facts.Mail, facts.Employer);
        person.BeFound();
        foreach (var posting in postings)
        {
            if (command.Titles.TryGetValue(posting.Id, out var title)) posting.Title = InputText.Name(title);
        }

        if (!db.ChangeTracker.HasChanges()) return new NothingToChange();
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
