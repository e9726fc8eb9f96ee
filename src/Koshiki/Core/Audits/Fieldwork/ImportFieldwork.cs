using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Fieldwork;

/// <summary>Takes a file of what was found on the spot, one row for each visited office. All of it or nothing.</summary>
/// <param name="Audit">The number of the audit; null takes the only one that is open, or begins one.</param>
/// <param name="DryRun">Looks at everything and stores nothing.</param>
/// <param name="ByName">Who hands it in.</param>
public sealed record ImportFieldwork(string FileName, ReadOnlyMemory<byte> Content, bool DryRun, string? Audit, string ByName);

public sealed record FieldworkImported(string Audit, int Added, int Changed);

public sealed class ImportFieldworkHandler(CoreDb db, TimeProvider clock)
{
    private const string NumberOfNew = "取込";

    /// <returns>Counts, or <see cref="BadCsv"/>, <see cref="AuditNotFound"/>, <see cref="SayWhichAudit"/>, <see cref="AuditIsFrozen"/>.</returns>
    public async Task<Result<FieldworkImported>> Handle(ImportFieldwork command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var now = clock.GetUtcNow();
        var found = await Find(command, now, ct);
        if (found.IsRefused(out var none)) return none;
        var audit = found.Value;
        var checklist = Programme.Find(audit.Programme).Value.Checklist;
        var file = CsvFile.Read(command.FileName, command.Content.Span,
        [
            new CsvColumn("no"), new CsvColumn("office"), new CsvColumn("group", Required: false), new CsvColumn("account", Required: false), new CsvColumn("visited_on", Required: false), new CsvColumn("notes", Required: false),
            .. checklist.Items.Select(item => new CsvColumn(item.Id)),
        ]);
        if (file.IsRefused(out var unreadable)) return unreadable;
        var places = await Places.Read(db, audit.Plan.ReferenceDay ?? now.DayInJapan, ct);
        var known = await db.FieldworkEntries.Where(entry => entry.Audit == audit.Id).ToDictionaryAsync(entry => entry.Number, ct);

        // Decide
        var (faults, added, changed) = (new CsvFaults(command.FileName), 0, 0);
        var seen = new Dictionary<int, int>();
        foreach (var row in file.Value.Rows)
        {
            if (!int.TryParse(InputText.Number(row["no"]), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 9999)
            {
                faults.Add(row, "no", "1から9999までの番号にしてください。");
                continue;
            }

            if (!seen.TryAdd(number, row.Line)) faults.Add(row, "no", $"同じ番号が{seen[number]}行目にもあります。番号は1所属に1つです。");
            var answers = checklist.Items.ToDictionary(item => item.Id, item => row[item.Id]);
            foreach (var (item, sentence) in checklist.Faults(answers, isWhole: true)) faults.Add(row, item.Id, sentence);
            var entry = known.GetValueOrDefault(number);
            if (entry is null) db.FieldworkEntries.Add(entry = FieldworkEntry.Open(audit.Id, number, places.Of(faults.Required(row, "office"), row["group"], row["account"], sentence => faults.Add(row, "account", sentence))));
            var visited = row["visited_on"].Length > 0 ? faults.Take(row, "visited_on", JapaneseDate.Parse(row["visited_on"])) : (DateOnly?)null;
            if (faults.Any) continue;
            var recorded = entry.Record(audit, checklist, new FieldworkRecord(answers, entry.Own, row["notes"].Length > 0 ? row["notes"] : entry.Notes, visited ?? entry.VisitedOn), command.ByName, now);
            if (recorded.IsRefused(out var no)) return no;
            if (known.ContainsKey(number)) changed++;
            else added++;
        }

        if (faults.Any || command.DryRun)
        {
            db.ChangeTracker.Clear();
            return faults.Any ? faults.Refusal : new FieldworkImported(audit.Number, added, changed);
        }

        // Write
        await db.SaveChangesAsync(ct);
        return new FieldworkImported(audit.Number, added, changed);
    }

    private async Task<Result<Audit>> Find(ImportFieldwork command, DateTimeOffset now, CancellationToken ct)
    {
        if (command.Audit is { } number) return await db.Audits.SingleOrDefaultAsync(one => one.Number == number, ct) is { } named ? named.IsOpen ? named : new AuditIsFrozen() : new AuditNotFound();
        var open = await db.Audits.Where(one => one.FrozenAt == null && one.Stage != AuditStage.Dropped).OrderBy(one => one.Number).ToListAsync(ct);
        if (open.Count > 1) return new SayWhichAudit([.. open.Select(one => one.Number)]);
        if (open.Count == 1) return open[0];
        var taken = await db.Audits.CountAsync(one => one.Number.StartsWith(NumberOfNew), ct);
        var audit = Audit.Begin($"{NumberOfNew}-{taken + 1}", Programme.Ehime.Key, AuditPlan.Empty with { Title = "取り込んだ実地調査", ReferenceDay = now.DayInJapan }, taken + 1, command.ByName, now);
        audit.Do(AuditAction.BeginFieldwork);
        db.Audits.Add(audit);
        return audit;
    }

    /// <summary>The register's offices by name and accounts by number, on the reference day.</summary>
    private sealed class Places(ILookup<string, OfficeId> offices, Dictionary<string, (AccountId Id, OfficeId Office)> accounts)
    {
        public static async Task<Places> Read(CoreDb db, DateOnly day, CancellationToken ct)
        {
            var offices = await db.OfficesOn(day).Select(office => new { office.Id, office.Code, office.Name }).ToListAsync(ct);
            var accounts = await db.Accounts.AsNoTracking().IgnoreAutoIncludes().Select(account => new { account.Key, account.Id, account.Office }).ToDictionaryAsync(account => account.Key, account => (account.Id, account.Office), ct);
            return new Places(offices.SelectMany(office => new[] { (Word: office.Name, office.Id), (Word: office.Code, office.Id) }).ToLookup(one => one.Word, one => one.Id, StringComparer.Ordinal), accounts);
        }

        /// <summary>An office that the register does not know stays a name; an account that it does not know is a fault.</summary>
        public VisitedPlace Of(string office, string group, string account, Action<string> fault)
        {
            var known = offices[office].Distinct().ToList();
            (AccountId Id, OfficeId Office)? of = accounts.TryGetValue(account, out var found) ? found : null;
            if (account.Length > 0 && of is null) fault("この番号のアカウントは台帳にありません。アカウント台帳の番号にしてください。");
            return new VisitedPlace(known.Count == 1 ? known[0] : of?.Office, office, group, of?.Id, of is null ? null : account);
        }
    }
}
