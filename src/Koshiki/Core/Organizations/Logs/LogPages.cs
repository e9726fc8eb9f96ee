using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.Logs;

public sealed record LogView(FormState Filter, IReadOnlyList<LoggedAct> Acts, int Count, int Page, int Pages, IReadOnlyDictionary<string, string> Records);

/// <summary>The activity log for auditors and the IT office: search, before and after, export. A5.</summary>
internal static class LogPages
{
    public const string Path = "/admin/log";

    /// <summary>At most so many entries leave in one file; a narrower period gives the rest.</summary>
    private const int MostExported = 50_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadLog);
        app.MapGet(Path + ".csv", Export).Requires(Act.ReadLog);
    }

    private static async Task<IResult> Show(FormState form, LogReader reader, LogWords words, CancellationToken ct)
    {
        var (question, shown) = QuestionOf(form);
        var asked = await reader.Asked(question, ct);
        var count = await asked.CountAsync(ct);
        var page = form.PageOf(count);
        var acts = await reader.Read(asked.OnPage(page), ct);
        return Pages.Show<LogPage>(new LogView(shown, acts, count, page, PagedLists.Pages(count), words.Records));
    }

    private static async Task<IResult> Export(FormState form, LogReader reader, TimeProvider clock, CancellationToken ct)
    {
        var (question, shown) = QuestionOf(form);
        if (shown.HasFaults) return Pages.Refuse(new NotAcceptable(shown.Faults));
        var acts = await reader.Read((await reader.Asked(question, ct)).Take(MostExported), ct);
        return CsvExport.Download($"log-{clock.GetUtcNow().DayInJapan:yyyy-MM-dd}.csv", ["at", "who", "via", "record", "id", "what", "property", "before", "after"],
            acts.SelectMany(act => (act.Changes ?? [new LoggedChange("", null, "（規則により消去）")]).DefaultIfEmpty(new LoggedChange("", null, null))
                .Select(change => new[] { act.At.InJapan.ToString("yyyy-MM-dd HH:mm:ss"), act.Who, act.Via, act.Record, act.RecordId, act.What, change.Property, change.Before, change.After })));
    }

    private static (LogQuestion Question, FormState Shown) QuestionOf(FormState form)
    {
        List<Fault> faults = [];
        var question = new LogQuestion(InputText.Name(form["who"]), form["record"], InputText.Code(form["id"]), DayOf("from"), DayOf("last"));
        return (question, faults.Count > 0 ? form.With(new NotAcceptable(faults)) : form);

        DateOnly? DayOf(string name)
        {
            if (!form.Filled(name)) return null;
            var day = JapaneseDate.Parse(form[name]);
            if (!day.IsRefused(out var refusal)) return day.Value;
            faults.Add(new Fault(name, refusal.Sentence));
            return null;
        }
    }
}
