using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.People;

/// <summary>A file of people with their postings, as sent. Several rows with one number are several postings of one person.</summary>
/// <param name="DryRun">Looks at everything and stores nothing.</param>
public sealed record ImportPeople(string FileName, byte[] Content, bool DryRun);

public sealed record PeopleImported(int People, int Postings, int Unchanged);

/// <summary>Takes people and postings from a CSV. One bad row and nothing is stored. Postings that the file does not name stay as they are. For the page and <c>./koshiki import people</c>.</summary>
public sealed class ImportPeopleHandler(CoreDb db, TimeProvider clock)
{
    public static IReadOnlyList<CsvColumn> Columns { get; } =
    [
        new("number"), new("name"), new("office"), new("duty"), new("title", Required: false), new("reading", Required: false), new("mail", Required: false),
        new("employer", Required: false), new("accounts", Required: false), new("from", Required: false), new("last", Required: false),
    ];

    /// <returns>What was done (or, in a dry run, would be), or <see cref="BadCsv"/> with all faults.</returns>
    public async Task<Result<PeopleImported>> Handle(ImportPeople command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var read = CsvFile.Read(command.FileName, command.Content, Columns);
        if (read.IsRefused(out var refusal)) return refusal;
        var file = read.Value;
        var today = clock.GetUtcNow().DayInJapan;
        var offices = await db.OfficesOn(today).ToDictionaryAsync(o => o.Code, o => o.Id, StringComparer.Ordinal, ct);
        var people = await db.People.Where(p => p.StaffNumber != null).ToDictionaryAsync(p => p.StaffNumber!, StringComparer.Ordinal, ct);
        var postings = (await db.Postings.ToListAsync(ct)).ToLookup(p => (p.Person, p.Office, p.Duty));

        // Decide
        var faults = new CsvFaults(command.FileName);
        var (newPeople, newPostings, unchanged) = (new Dictionary<string, Person>(StringComparer.Ordinal), new List<Posting>(), 0);
        var ended = new List<PostingEnded>();
        foreach (var row in file.Rows)
        {
            if (ReadRow(row, offices, faults) is not { } one) continue;
            var known = people.TryGetValue(one.Number, out var person) || newPeople.TryGetValue(one.Number, out person);
            if (known && person!.Name != one.Name)
            {
                faults.Add(row, "name", $"番号{one.Number}は「{person.Name}」です。番号か氏名を直してください。");
                continue;
            }

            person ??= newPeople[one.Number] = Person.Called(one.Name, one.Number, one.Mail, one.Reading, one.Employer);
            var same = postings[(person.Id, one.Office, one.Duty)].Concat(newPostings.Where(p => p.Person == person.Id && p.Office == one.Office && p.Duty == one.Duty))
                .FirstOrDefault(p => p.Last is null || p.Last >= today);
            if (same is null)
            {
                if (faults.Take(row, "duty", Posting.Of(person.Id, one.Office, one.Duty, one.From ?? today, one.Last, one.Title, one.Accounts)) is { } posting) newPostings.Add(posting);
            }
            else if (one.Last is { } last && same.Last != last)
            {
                if (same.End(last).IsRefused(out var no)) faults.Add(row, "last", no.Sentence);
                else ended.Add(new PostingEnded(same.Id.Value, person.Id.Value, person.Name, one.Office.Value, last));
            }
            else
            {
                unchanged++;
            }
        }

        if (faults.Any) return faults.Refusal;

        // Write
        if (!command.DryRun)
        {
            db.People.AddRange(newPeople.Values);
            db.Postings.AddRange(newPostings);
            foreach (var fact in ended) db.Announce(fact, fact.Person.ToString());
            await db.SaveChangesAsync(ct);
        }

        return new PeopleImported(newPeople.Count, newPostings.Count, unchanged);
    }

    private static Row? ReadRow(CsvRow row, Dictionary<string, OfficeId> offices, CsvFaults faults)
    {
        var (number, name) = (InputText.Code(faults.Required(row, "number", 50)).ToLowerInvariant(), faults.Required(row, "name", 100));
        var code = InputText.Code(row["office"]);
        if (!offices.TryGetValue(code, out var office)) faults.Add(row, "office", "この所属コードの所属がありません。先に所属を取り込んでください。");
        var duty = Roles.ParseDuty(row["duty"]);
        faults.Take(row, "duty", duty);
        DateOnly? from = row["from"].Length == 0 ? null : faults.Take(row, "from", JapaneseDate.Parse(row["from"]));
        DateOnly? last = row["last"].Length == 0 ? null : faults.Take(row, "last", JapaneseDate.Parse(row["last"]));
        var accounts = row["accounts"].Split([' ', ';', '、'], StringSplitOptions.RemoveEmptyEntries);
        return number.Length == 0 || name.Length == 0 || office == default || !duty.Succeeded
            ? null
            : new Row(number, name, office, duty.Value, row["title"], InputText.Reading(row["reading"]), Or(InputText.Mail(row["mail"])), Or(row["employer"]), accounts, from, last);
    }

    private static string? Or(string text) => text.Length == 0 ? null : text;

    private sealed record Row(string Number, string Name, OfficeId Office, Duty Duty, string Title, string Reading, string? Mail, string? Employer, string[] Accounts, DateOnly? From, DateOnly? Last);
}
