using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Lacking;

/// <param name="Tasks">By lack: when the task is due, whether it is open.</param>
public sealed record LackRow(string Key, string Name, Platform Platform, string Office, IReadOnlyList<Lack> Lacks, IReadOnlyDictionary<Lack, (DateOnly DueOn, TaskState State)> Tasks, bool MayTask);

public sealed record LacksView(
    FormState Filter, FormState Form, IReadOnlyList<LackRow> Rows, int Count, int Page, int Pages, Func<int, string> HrefOf, string CsvHref, IReadOnlyList<string> Departments, IReadOnlyDictionary<Lack, int> Sums, int Accounts,
    DateOnly? Since, bool MaySetSince);

/// <summary>What accounts in use lack, and the button that makes it their offices' tasks. C8.</summary>
internal static class LackPages
{
    public const string Path = "/accounts/lacks";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadDocuments);
        app.MapGet(Path + ".csv", Export).Requires(Act.ReadDocuments);
        app.MapPost(Path, MakeTasks).Requires(Act.ChangeDocuments);
        app.MapPost(Path + "/since", SetSince).Requires(Act.ReviewConsultations);
    }

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        Pages.Show<LacksPage>(await View(form, FormState.Of(FormDays.Boxes("due", clock.GetUtcNow().DayInJapan.AddMonths(2))), me, db, clock, ct));

    private static async Task<IResult> MakeTasks(FormState form, Me me, CoreDb db, LackTaskHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var chosen = form.All("lack").Select(value => value.Split('/')).Where(parts => parts.Length == 2 && Lacks.FromKey(parts[1]) is not null).Select(parts => (parts[0], Lacks.FromKey(parts[1])!.Value)).ToList();
        var made = await handler.Handle(new MakeLackTasks(chosen, form.DayIn("due")), me, ct);
        if (made.IsRefused(out var refusal)) return refusal is Invalid ? Pages.ShowAgain<LacksPage>(await View(FormState.Empty, form.With(refusal), me, db, clock, ct), refusal) : Pages.Refuse(refusal);
        return Pages.GoTo(Path, Notice.Success($"{made.Value}件を、期限のある作業にしました。", made.Value < chosen.Count ? $"{chosen.Count - made.Value}件は、すでに作業になっているか、足りています。" : null));
    }

    private static async Task<IResult> SetSince(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        // Read
        var day = form.DayIn("since");
        var duty = await db.Set<ConsultationDuty>().SingleOrDefaultAsync(ct);

        // Decide
        if (me.Roles.All(role => role.Role is not Role.PrOffice)) return Pages.Refuse(new NotAReviewer(ReviewSide.PrOffice.Word));
        if (day.IsRefused(out var notADay))
        {
            var refusal = new NotAcceptable([new Fault("since", notADay.Sentence)]);
            return Pages.ShowAgain<LacksPage>(await View(FormState.Empty, form.With(refusal), me, db, clock, ct), refusal);
        }

        // Write
        if (duty is null) db.Add(new ConsultationDuty { Id = ConsultationDuty.TheOne, Since = day.Value });
        else duty.Since = day.Value;
        await db.SaveChangesAsync(ct);
        return Pages.GoTo(Path, Notice.Success($"{day.Value.InWordsWithoutWeekday}以後に開設したアカウントに、協議を求めます。"));
    }

    private static async Task<IResult> Export(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var (rows, _, _) = await Found(form, me, db, clock, ct);
        return CsvExport.Download("lacks.csv", ["番号", "名称", "媒体", "所属", .. Lacks.All.Select(lack => lack.Word)], rows.Select(row => (IReadOnlyList<string?>)
            [row.Key, row.Name, row.Platform.DisplayName, row.Office, .. Lacks.All.Select(lack => row.Lacks.Contains(lack) ? "なし" : "")]));
    }

    private static async Task<LacksView> View(FormState filter, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var (rows, sums, accounts) = await Found(filter, me, db, clock, ct);
        var since = await GuidelineStart.Of(db, ct);
        var page = filter.PageOf(rows.Count);
        var departments = await db.OfficesOn(clock.GetUtcNow().DayInJapan).GroupBy(o => o.Department).Select(g => new { g.Key, First = g.Min(o => o.Code) }).OrderBy(g => g.First).Select(g => g.Key).ToListAsync(ct);
        if (!form.HasDay("since")) form = FormDays.Boxes("since", since).Aggregate(form, (all, field) => all.With(field.Name, field.Value ?? ""));
        return new LacksView(
            filter, form, [.. rows.OnPage(page)], rows.Count, page, PagedLists.Pages(rows.Count),
            to => filter.AddressOf(Path, to), filter.AddressOf(Path + ".csv"), departments, sums, accounts, since, me.Roles.Any(role => role.Role is Role.PrOffice));
    }

    /// <summary>The accounts that lack what is asked for, those of the offices of whoever asks; what they lack in all.</summary>
    private static async Task<(IReadOnlyList<LackRow> Rows, IReadOnlyDictionary<Lack, int> Sums, int Accounts)> Found(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var accounts = db.AccountsVisibleTo(me);
        if (form.Filled("q")) accounts = accounts.Found(form["q"]);
        var offices = await db.OfficesOn(today).ToDictionaryAsync(o => o.Id, ct);
        var tasks = (await db.Tasks.AsNoTracking().Where(t => t.Kind == LackTasks.Kind).Select(t => new { t.About, t.DueOn, t.State }).ToListAsync(ct)).ToDictionary(t => t.About, t => (t.DueOn, t.State), StringComparer.Ordinal);
        var all = (await AccountsLacking.Read(db, accounts, today, ct)).Where(a => me.May(Act.ReadDocuments, a.Office, a.Key)).ToList();
        if (form.Filled("department")) all = [.. all.Where(a => offices.TryGetValue(a.Office, out var office) && office.Department == form["department"])];
        if (form.Filled("office")) all = [.. all.Where(a => offices.TryGetValue(a.Office, out var office) && (office.Code == InputText.Code(form["office"]) || office.Name.Contains(InputText.Name(form["office"]), StringComparison.Ordinal)))];
        var sums = Lacks.All.ToDictionary(lack => lack, lack => all.Count(a => a.Lacks.Contains(lack)));
        var wanted = Lacks.FromKey(form["lack"]);
        return (
        [
            .. from account in all
               where account.Lacks.Count > 0 && (wanted is not { } one || account.Lacks.Contains(one))
               let known = account.Lacks.Where(lack => tasks.ContainsKey(LackTasks.About(account.Key, lack))).ToDictionary(lack => lack, lack => tasks[LackTasks.About(account.Key, lack)])
               select new LackRow(account.Key, account.Name, account.Platform, offices.TryGetValue(account.Office, out var office) ? office.Name : "（廃止された所属）", account.Lacks, known, me.May(Act.ChangeDocuments, account.Office)),
        ], sums, all.Count);
    }
}
