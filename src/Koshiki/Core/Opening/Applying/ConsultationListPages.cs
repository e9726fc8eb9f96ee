using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Applying;

public sealed record ConsultationRow(ConsultationId Id, string Name, Platform Platform, string? PlatformLabel, string? Office, ConsultationState State, bool IsLate, DateTimeOffset ChangedAt, string BegunByName);

public sealed record ConsultationListView(FormState Filter, IReadOnlyList<ConsultationRow> Rows, int Count, int Page, int Pages, Func<int, string> HrefOf, string CsvHref, bool MayApply);

/// <summary>The consultations: filtered, in pages, and as a file with the same conditions.</summary>
internal static class ConsultationListPages
{
    public const string Path = "/accounts/apply";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadConsultations);
        app.MapGet(Path + ".csv", Export).Requires(Act.ReadConsultations);
    }

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var rows = Found(form, me, db, clock.GetUtcNow().DayInJapan);
        var count = await rows.CountAsync(ct);
        var page = form.PageOf(count);
        return Pages.Show<ConsultationListPage>(new ConsultationListView(
            form, await rows.OnPage(page).ToListAsync(ct), count, page, PagedLists.Pages(count),
            to => form.AddressOf(Path, to), form.AddressOf(Path + ".csv"), me.May(Act.ApplyForAccounts)));
    }

    private static async Task<IResult> Export(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var rows = await Found(form, me, db, clock.GetUtcNow().DayInJapan).ToListAsync(ct);
        return CsvExport.Download("consultations.csv", ["名称", "媒体", "所属", "状態", "区分", "検討を始めた人", "最後の動き"], rows.Select(row => (IReadOnlyList<string?>)
            [row.Name, row.PlatformLabel ?? row.Platform.DisplayName, row.Office, row.State.Word, row.IsLate ? "開設後の協議" : "新しい開設", row.BegunByName, row.ChangedAt.DayInJapan.Iso]));
    }

    private static IQueryable<ConsultationRow> Found(FormState form, Me me, CoreDb db, DateOnly today)
    {
        var consultations = db.ConsultationsVisibleTo(me).AsNoTracking();
        if (Enum.TryParse<ConsultationState>(form["state"], out var state)) consultations = consultations.Where(c => c.State == state);
        if (PlatformNames.FromKey(form["platform"]) is { } platform) consultations = consultations.Where(c => c.Platform == platform);
        var name = InputText.Name(form["q"]);
        if (name.Length > 0) consultations = consultations.Where(c => c.Name.Contains(name) || c.Purpose.Contains(name));
        var rows = from consultation in consultations
                   join office in db.OfficesOn(today) on consultation.Office equals office.Id into offices
                   from office in offices.DefaultIfEmpty()
                   select new { consultation, office };
        if (form.Filled("office"))
        {
            var (code, words) = (InputText.Code(form["office"]), InputText.Name(form["office"]));
            rows = rows.Where(row => row.office!.Code == code || row.office.Name.Contains(words));
        }

        return rows.OrderByDescending(row => row.consultation.ChangedAt).ThenBy(row => row.consultation.Id).Select(row => new ConsultationRow(
            row.consultation.Id, row.consultation.Name, row.consultation.Platform, row.consultation.PlatformLabel, row.office == null ? null : row.office.Name,
            row.consultation.State, row.consultation.IsLate, row.consultation.ChangedAt, row.consultation.BegunByName));
    }
}
