using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.People;

/// <summary>A file of people with their postings, as sent. Several rows with one number are several postings of one person.</summary>
/// <param name="DryRun">Looks at everything and stores nothing.</param>
public sealed record ImportPeople(string FileName, byte[] Content, bool DryRun);

/// <param name="Changed">Rows through which a known person or posting changed.</param>
/// <param name="Unchanged">Rows that say what is stored already.</param>
public sealed record PeopleImported(int People, int Postings, int Changed, int Unchanged);

/// <summary>Takes people and postings from a CSV. One bad row and nothing is stored. Postings that the file does not name stay as they are. For the page and <c>./koshiki import people</c>.</summary>
public sealed class ImportPeopleHandler(CoreDb db, TimeProvider clock, IAccountRegister register)
{
    public static IReadOnlyList<CsvColumn> Columns => PeopleFile.Columns;

    /// <returns>What was done (or, in a dry run, would be), or <see cref="BadCsv"/> with all faults.</returns>
    public async Task<Result<PeopleImported>> Handle(ImportPeople command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var read = CsvFile.Read(command.FileName, command.Content, Columns);
        if (read.IsRefused(out var refusal)) return refusal;
        var file = read.Value;
        var today = clock.GetUtcNow().DayInJapan;
        var offices = await db.Offices.AsNoTracking().ToDictionaryAsync(o => o.Code, StringComparer.Ordinal, ct);
        var people = (await db.People.ToListAsync(ct)).Where(p => PeopleFile.NumberOf(p) is not null)
            .OrderBy(p => p.Id.Value).GroupBy(p => PeopleFile.NumberOf(p)!, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var postings = (await db.PostingsFrom(today).ToListAsync(ct)).ToLookup(p => (p.Person, p.Office, p.Duty));
        var accounts = await register.KeysAmong([.. file.Rows.SelectMany(row => AccountKeys.Split(row["accounts"])).Distinct()], ct);

        // Decide
        var faults = new CsvFaults(command.FileName);
        var (newPeople, newPostings, changed, unchanged) = (new Dictionary<string, Person>(StringComparer.Ordinal), new List<Posting>(), 0, 0);
        var ended = new List<PostingEnded>();
        foreach (var row in file.Rows)
        {
            if (PeopleFile.Read(row, offices, accounts, today, faults) is not { } one) continue;
            var isKnown = people.TryGetValue(one.Number, out var person);
            if ((isKnown || newPeople.TryGetValue(one.Number, out person)) && person!.Name != one.Name)
            {
                faults.Add(row, "name", $"番号{one.Number}は「{person.Name}」です。番号か氏名を直してください。氏名が変わった人は、先に利用者の画面で登録内容を変更してください。");
                continue;
            }

            person ??= newPeople[one.Number] = one.NewPerson();
            var changes = one.Correct(person) && isKnown;
            if (one.Posting is { } posting)
            {
                var same = postings[(person.Id, posting.Office, posting.Duty)].Concat(newPostings.Where(p => p.Person == person.Id && p.Office == posting.Office && p.Duty == posting.Duty))
                    .FirstOrDefault(p => !p.IsOver(today));
                if (same is null)
                {
                    if (faults.Take(row, "duty", Posting.Of(person.Id, posting.Office, posting.Duty, posting.From ?? today, posting.Last, posting.Title, posting.Accounts)) is { } started) newPostings.Add(started);
                    if (changes) changed++;
                    continue;
                }

                changes |= posting.Correct(same);
                if (posting.Last is { } last && same.Last != last)
                {
                    changes = true;
                    if (same.End(last).IsRefused(out var no)) faults.Add(row, "last", no.Sentence);
                    else ended.Add(new PostingEnded(same.Id.Value, person.Id.Value, person.Name, posting.Office.Value, last));
                }
            }
            else if (!isKnown)
            {
                continue;
            }

            if (changes) changed++;
            else unchanged++;
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

        return new PeopleImported(newPeople.Count, newPostings.Count, changed, unchanged);
    }
}
