using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.Offices;

/// <summary>A file of offices, as sent.</summary>
/// <param name="DryRun">Looks at everything and stores nothing.</param>
public sealed record ImportOffices(string FileName, byte[] Content, bool DryRun);

/// <summary>How many offices the file opened, changed, and left as they were.</summary>
public sealed record OfficesImported(int Opened, int Changed, int Unchanged);

/// <summary>Takes offices from a CSV: a known code is renamed or moved, a new one opened. One bad row and nothing is stored. For the page and <c>./koshiki import offices</c>.</summary>
public sealed class ImportOfficesHandler(CoreDb db, TimeProvider clock)
{
    public static IReadOnlyList<CsvColumn> Columns { get; } =
        [new("code"), new("name"), new("division"), new("department"), new("kind"), new("function", Required: false), new("parent", Required: false), new("from", Required: false)];

    /// <returns>What was done (or, in a dry run, would be), or <see cref="BadCsv"/> with all faults.</returns>
    public async Task<Result<OfficesImported>> Handle(ImportOffices command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var read = CsvFile.Read(command.FileName, command.Content, Columns);
        if (read.IsRefused(out var refusal)) return refusal;
        var file = read.Value;
        var today = clock.GetUtcNow().DayInJapan;
        var known = await db.Offices.ToDictionaryAsync(office => office.Code, StringComparer.Ordinal, ct);

        // Decide
        var faults = new CsvFaults(command.FileName);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var (opened, changed, unchanged) = (new List<(Office Office, string Parent, CsvRow Row)>(), 0, 0);
        foreach (var row in file.Rows)
        {
            if (ReadRow(row, file, faults) is not { } one) continue;
            if (!seen.TryAdd(one.Code, row.Line))
            {
                faults.Add(row, "code", $"{seen[one.Code]}行目と同じコードです。1つの所属は1行にしてください。");
                continue;
            }

            if (!known.TryGetValue(one.Code, out var office))
            {
                opened.Add((Office.Open(one.Code, one.Facts, one.From ?? today.FiscalYear.FirstDay), one.Parent, row));
                continue;
            }

            var now = office.Periods[^1];
            var facts = one.Facts with { Function = file.Has("function") ? one.Facts.Function : now.Function, Parent = file.Has("parent") ? ParentOf(one.Parent, known, faults, row) : now.Parent };
            if (now.Facts == facts && now.Last is null) unchanged++;
            else if (office.Change(facts, one.From ?? (today < now.From ? now.From : today)).IsRefused(out var no)) faults.Add(row, "code", no.Sentence);
            else changed++;
        }

        foreach (var (office, parent, row) in opened.Where(one => one.Parent.Length > 0))
        {
            var all = known.Values.Concat(opened.Select(one => one.Office)).DistinctBy(o => o.Code).ToDictionary(o => o.Code, StringComparer.Ordinal);
            var period = office.Periods[^1];
            if (ParentOf(parent, all, faults, row) is { } above) office.Change(period.Facts with { Parent = above }, period.From);
        }

        LookForCircles(file, known.Values.Concat(opened.Select(one => one.Office)), faults);
        if (faults.Any) return faults.Refusal;

        // Write
        if (!command.DryRun)
        {
            db.Offices.AddRange(opened.Select(one => one.Office));
            await db.SaveChangesAsync(ct);
        }

        return new OfficesImported(opened.Count, changed, unchanged);
    }

    private static Row? ReadRow(CsvRow row, CsvFile file, CsvFaults faults)
    {
        var (code, name, division, department) = (InputText.Code(row["code"]), faults.RequiredLine(row, "name", 100), faults.RequiredLine(row, "division", 100), faults.RequiredLine(row, "department", 100));
        if (!OfficeForm.IsCode(code)) faults.Add(row, "code", "英字・数字・「-」で20文字までにしてください（例：01001）。");
        var kind = faults.Take(row, "kind", OfficeKindWords.Parse(row["kind"]));
        var function = file.Has("function") ? faults.Take(row, "function", OfficeFunctionWords.Parse(row["function"])) : OfficeFunction.None;
        DateOnly? from = row["from"].Length == 0 ? null : faults.Take(row, "from", JapaneseDate.Parse(row["from"]));
        return name.Length == 0 || division.Length == 0 || department.Length == 0 || code.Length == 0
            ? null
            : new Row(code, new OfficeFacts(name, division, department, kind, function), InputText.Code(row["parent"]), from);
    }

    private static OfficeId? ParentOf(string code, Dictionary<string, Office> known, CsvFaults faults, CsvRow row)
    {
        if (code.Length == 0) return null;
        if (known.TryGetValue(code, out var parent)) return parent.Id;
        faults.Add(row, "parent", "このコードの所属がありません。先に登録するか、同じファイルに入れてください。");
        return null;
    }

    /// <summary>An office is not above itself, nor above one that is above it.</summary>
    private static void LookForCircles(CsvFile file, IEnumerable<Office> offices, CsvFaults faults)
    {
        var all = offices.DistinctBy(office => office.Code).ToList();
        var codes = all.ToDictionary(office => office.Id, office => office.Code);
        var above = all.ToDictionary(office => office.Code, office => office.Periods[^1].Parent is { } parent ? codes.GetValueOrDefault(parent) : null, StringComparer.Ordinal);
        foreach (var row in file.Rows.Where(row => row["parent"].Length > 0))
        {
            var code = InputText.Code(row["code"]);
            HashSet<string> passed = [];
            var at = above.GetValueOrDefault(code);
            if (at == code)
            {
                faults.Add(row, "parent", "自分自身を上位の所属にすることはできません。");
                continue;
            }

            while (at is not null && at != code && passed.Add(at)) at = above.GetValueOrDefault(at);
            if (at == code) faults.Add(row, "parent", $"上位の所属をたどると、この所属（{code}）に戻ります。どちらかの上位の所属を直してください。");
        }
    }

    private sealed record Row(string Code, OfficeFacts Facts, string Parent, DateOnly? From);
}
