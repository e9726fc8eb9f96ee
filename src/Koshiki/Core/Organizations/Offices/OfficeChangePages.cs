using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.Offices;

/// <param name="Name">The office being changed; null for a new one.</param>
public sealed record OfficeFormView(FormState Form, Guid? Id, string? Name, string Heading, string Verb, string DayLabel, string DayHint, IReadOnlyList<string> Divisions, IReadOnlyList<string> Departments);

/// <param name="Accounts">How many accounts it answers for.</param>
/// <param name="AccountList">The list of them.</param>
public sealed record CloseOfficeView(FormState Form, Guid Id, string Name, IReadOnlyList<string> Codes, int Accounts, string AccountList);

/// <summary>Opening, changing and closing offices.</summary>
internal static class OfficeChangePages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(OfficePages.Path + "/new", ShowNew).Requires(Act.ChangeOffices);
        app.MapPost(OfficePages.Path + "/new", Open).Requires(Act.ChangeOffices);
        app.MapGet(OfficePages.Path + "/{id:guid}/change", ShowChange).Requires(Act.ChangeOffices);
        app.MapPost(OfficePages.Path + "/{id:guid}/change", Change).Requires(Act.ChangeOffices);
        app.MapGet(OfficePages.Path + "/{id:guid}/close", ShowClose).Requires(Act.ChangeOffices);
        app.MapPost(OfficePages.Path + "/{id:guid}/close", Close).Requires(Act.ChangeOffices);
    }

    private static async Task<IResult> ShowNew(CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        return Pages.Show<OfficeFormPage>(await View(null, FormState.Of(FormDays.Boxes("from", today)), db, today, ct));
    }

    private static async Task<IResult> Open(FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        // Read
        var today = clock.GetUtcNow().DayInJapan;
        var read = OfficeForm.Read(form, await Codes(db, today, ct), codeOf: null);

        // Decide
        if (read.IsRefused(out var refusal)) return await Again(refusal);
        var given = read.Value;
        if (await db.Offices.AnyAsync(o => o.Code == given.Code, ct)) return await Again(new NotAcceptable([new Fault("code", new OfficeCodeTaken(given.Code).Sentence)]));

        // Write
        var office = Office.Open(given.Code, given.Facts, given.From);
        db.Offices.Add(office);
        await db.SaveChangesAsync(ct);
        return Pages.GoTo($"{OfficePages.Path}/{office.Id.Value}", Notice.Success("所属を登録しました。", $"{given.Facts.Name}（{given.From.InWords}から）"));

        async Task<IResult> Again(Refusal reason) => Pages.ShowAgain<OfficeFormPage>(await View(null, form.With(reason), db, today, ct), reason);
    }

    private static async Task<IResult> ShowChange(Guid id, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, db, ct) is not { } office) return Pages.Refuse(new OfficeNotFound());
        var today = clock.GetUtcNow().DayInJapan;
        var last = office.Periods[^1];
        var parent = (await Codes(db, today, ct)).FirstOrDefault(code => code.Value == last.Parent).Key ?? "";
        return Pages.Show<OfficeFormPage>(await View(office, OfficeForm.Of(office.Code, last.Facts, parent, today), db, today, ct));
    }

    private static async Task<IResult> Change(Guid id, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        // Read
        if (await Find(id, db, ct) is not { } office) return Pages.Refuse(new OfficeNotFound());
        var today = clock.GetUtcNow().DayInJapan;
        var read = OfficeForm.Read(form, await Codes(db, today, ct), office.Code);

        // Decide
        if (read.IsRefused(out var refusal)) return await Again(refusal);
        if (office.Change(read.Value.Facts, read.Value.From).IsRefused(out refusal))
            return await Again(refusal is NotBeforeLastChange ? new NotAcceptable([new Fault("from", refusal.Sentence)]) : refusal);

        // Write
        await db.SaveChangesAsync(ct);
        return Pages.GoTo($"{OfficePages.Path}/{id}", Notice.Success("所属を変更しました。", $"{read.Value.From.InWords}から「{read.Value.Facts.Name}」になります。それより前の日は、前の名称のまま残ります。"));

        async Task<IResult> Again(Refusal reason) => Pages.ShowAgain<OfficeFormPage>(await View(office, form.With(reason), db, today, ct), reason);
    }

    private static async Task<IResult> ShowClose(Guid id, CoreDb db, IAccountRegister register, TimeProvider clock, CancellationToken ct) =>
        await Find(id, db, ct) is { } office
            ? Pages.Show<CloseOfficePage>(await CloseView(office, FormState.Of(FormDays.Boxes("last", clock.GetUtcNow().DayInJapan)), db, register, clock, ct))
            : Pages.Refuse(new OfficeNotFound());

    private static async Task<IResult> Close(Guid id, FormState form, CoreDb db, CloseOfficeHandler handler, IAccountRegister register, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, db, ct) is not { } office) return Pages.Refuse(new OfficeNotFound());
        List<Fault> faults = [];
        var last = form.DayIn("last");
        if (last.IsRefused(out var refusal)) faults.Add(new Fault("last", refusal.Sentence));
        var codes = await Codes(db, last.Succeeded && last.Value < DateOnly.MaxValue ? last.Value.AddDays(1) : clock.GetUtcNow().DayInJapan, ct);
        var successors = InputText.Code(form["successors"]).Split([',', '、', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (successors.FirstOrDefault(code => !codes.ContainsKey(code)) is { } unknown) faults.Add(new Fault("successors", $"所属コード{unknown}の所属は、最後の日の次の日にはありません。一覧で確かめてください。"));
        if (faults.Count > 0) return await Again(new NotAcceptable(faults));

        var done = await handler.Handle(new CloseOffice(office.Id, last.Value, [.. successors.Distinct().Select(code => codes[code])]), ct);
        if (done.IsRefused(out refusal)) return await Again(refusal is NotBeforeLastChange ? new NotAcceptable([new Fault("last", refusal.Sentence)]) : refusal);
        var held = await register.HeldBy(office.Id, ct);
        return Pages.GoTo($"{OfficePages.Path}/{id}", Notice.Success("所属の廃止を登録しました。", $"最後の日は{last.Value.InWords}です。{(held.Count > 0 ? $"アカウントが{held.Count}件残っています。この画面の一覧から、引継ぎ先の所属に移してください。" : "")}"));

        async Task<IResult> Again(Refusal reason) => Pages.ShowAgain<CloseOfficePage>(await CloseView(office, form.With(reason), db, register, clock, ct), reason);
    }

    private static Task<Office?> Find(Guid id, CoreDb db, CancellationToken ct)
    {
        var wanted = new OfficeId(id);
        return db.Offices.SingleOrDefaultAsync(o => o.Id == wanted, ct);
    }

    private static Task<Dictionary<string, OfficeId>> Codes(CoreDb db, DateOnly day, CancellationToken ct) => db.OfficesOn(day).ToDictionaryAsync(o => o.Code, o => o.Id, ct);

    private static async Task<OfficeFormView> View(Office? office, FormState form, CoreDb db, DateOnly today, CancellationToken ct)
    {
        var places = await db.OfficesOn(today).Select(o => new { o.Division, o.Department }).Distinct().ToListAsync(ct);
        string[] divisions = [.. places.Select(p => p.Division).Distinct().Order(StringComparer.Ordinal)];
        string[] departments = [.. places.Select(p => p.Department).Distinct().Order(StringComparer.Ordinal)];
        return office is null
            ? new OfficeFormView(form, null, null, "所属の登録", "登録する", "設置の日", "この日から使えるようになります。", divisions, departments)
            : new OfficeFormView(form, office.Id.Value, office.NameOn(today), "所属の変更", "変更する", "変更の日", "この日から新しい内容になります。前の日までの記録は、前の名称のまま残ります。", divisions, departments);
    }

    private static async Task<CloseOfficeView> CloseView(Office office, FormState form, CoreDb db, IAccountRegister register, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        return new(form, office.Id.Value, office.NameOn(today), [.. (await Codes(db, today, ct)).Keys.Order(StringComparer.Ordinal)], (await register.HeldBy(office.Id, ct)).Count, $"/accounts?office={Uri.EscapeDataString(office.Code)}");
    }
}
