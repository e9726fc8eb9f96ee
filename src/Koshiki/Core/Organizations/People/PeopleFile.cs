using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Organizations.People;

/// <summary>The file of people as it is read and written: one row for each posting, and one without posting for whoever has none.</summary>
internal static class PeopleFile
{
    public static IReadOnlyList<CsvColumn> Columns { get; } =
    [
        new("number"), new("name"), new("office"), new("duty"), new("title", Required: false), new("reading", Required: false), new("mail", Required: false),
        new("employer", Required: false), new("accounts", Required: false), new("from", Required: false), new("last", Required: false),
    ];

    /// <summary>By what the file knows a person: the staff number, or the mail address of whoever has none.</summary>
    public static string? NumberOf(Person person) => person.StaffNumber ?? person.Mail?.ToLowerInvariant();

    /// <param name="code">Of the posting's office; null without a posting.</param>
    public static IReadOnlyList<string?> Row(Person person, Posting? posting, string? code) =>
    [
        NumberOf(person), person.Name, code, posting?.Duty.FileWord, posting?.Title, person.Reading, person.Mail, person.Employer,
        posting is null ? null : string.Join(' ', posting.Accounts), posting?.From.ToString("yyyy-MM-dd"), posting?.Last?.ToString("yyyy-MM-dd"),
    ];

    /// <param name="offices">All offices, by code.</param>
    /// <param name="accounts">The keys of the register among those that the file names.</param>
    /// <returns>The row, or null where it cannot be used; everything that is wrong with it is among the faults.</returns>
    public static PeopleFileRow? Read(CsvRow row, IReadOnlyDictionary<string, Office> offices, IReadOnlyCollection<string> accounts, DateOnly today, CsvFaults faults)
    {
        var (number, name) = (InputText.Code(faults.Required(row, "number", PersonFacts.LongestMail)).ToLowerInvariant(), faults.RequiredLine(row, "name", PersonFacts.Longest));
        if (number.Contains('@', StringComparison.Ordinal)) number = InputText.Mail(row["number"]).ToLowerInvariant();
        var isMail = number.Contains('@', StringComparison.Ordinal);
        if (isMail && !PersonFacts.IsMail(number)) faults.Add(row, "number", PersonFacts.MailWords);
        var mail = InputText.Mail(row["mail"]);
        if (mail.Length > 0 && !PersonFacts.IsMail(mail)) faults.Add(row, "mail", PersonFacts.MailWords);
        var (title, reading, employer) = (faults.Line(row, "title", PersonFacts.Longest), InputText.Reading(faults.Line(row, "reading", PersonFacts.Longest)), faults.Line(row, "employer", PersonFacts.Longest));
        DateOnly? from = row["from"].Length == 0 ? null : faults.Take(row, "from", JapaneseDate.Parse(row["from"]));
        DateOnly? last = row["last"].Length == 0 ? null : faults.Take(row, "last", JapaneseDate.Parse(row["last"]));
        var person = new PeopleFileRow(row, number, isMail, name, reading, mail, employer, null);
        var isUsable = number.Length > 0 && name.Length > 0;
        if (row["office"].Length == 0 && row["duty"].Length == 0) return isUsable ? person : null;

        var first = from ?? today;
        var office = offices.TryGetValue(InputText.Code(row["office"]), out var found) && (found.On(first) ?? (first <= today ? found.On(today) : null)) is not null ? found : null;
        if (office is null) faults.Add(row, "office", $"この所属コードの所属が、{first.InWordsWithoutWeekday}にありません。先に所属を取り込むか、配属の初日を直してください。");
        var duty = Roles.ParseDuty(row["duty"]);
        faults.Take(row, "duty", duty);
        var keys = duty.Succeeded && duty.Value.IsOutsiders ? faults.Take(row, "accounts", AccountKeys.Known(AccountKeys.Split(row["accounts"]), accounts)) : [];
        return isUsable && office is not null && duty.Succeeded && keys is not null ? person with { Posting = new PostingInFile(office.Id, duty.Value, title, keys, from, last) } : null;
    }
}

/// <summary>One row that can be used.</summary>
/// <param name="Number">Staff number or mail address, in small letters.</param>
/// <param name="Posting">Null for a person without posting.</param>
internal sealed record PeopleFileRow(CsvRow Row, string Number, bool IsMail, string Name, string Reading, string Mail, string Employer, PostingInFile? Posting)
{
    public Person NewPerson() => Person.Called(Name, IsMail ? null : Number, PersonFacts.NullIfEmpty(Mail) ?? (IsMail ? Number : null), Reading, PersonFacts.NullIfEmpty(Employer));

    /// <summary>Takes over what the row says of the person; an empty cell leaves what there is.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Correct(Person person)
    {
        var before = (person.Reading, person.Mail, person.Employer);
        var after = (PersonFacts.NullIfEmpty(Reading) ?? person.Reading, PersonFacts.NullIfEmpty(Mail) ?? person.Mail, PersonFacts.NullIfEmpty(Employer) ?? person.Employer);
        if (before == after) return false;
        (person.Reading, person.Mail, person.Employer) = after;
        person.BeFound();
        return true;
    }
}

/// <param name="From">Null is today.</param>
internal sealed record PostingInFile(OfficeId Office, Duty Duty, string Title, string[] Accounts, DateOnly? From, DateOnly? Last)
{
    /// <summary>Takes over title and accounts; an empty cell leaves what there is.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Correct(Posting posting)
    {
        var changed = (Title.Length > 0 && posting.Title != Title) || (Accounts.Length > 0 && !posting.Accounts.SequenceEqual(Accounts));
        if (Title.Length > 0) posting.Title = Title;
        if (Accounts.Length > 0 && !posting.Accounts.SequenceEqual(Accounts)) posting.Name(Accounts);
        return changed;
    }
}
