using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Listing;

/// <summary>Reads the conditions of a list out of its address, and writes addresses that keep them.</summary>
internal static class Conditions
{
    /// <summary>Lists count and page so far; beyond it people narrow the conditions.</summary>
    public const int MostRows = 1000;

    /// <summary>The rows of the page asked for, or of the last one where a later one was asked for, and how many there are up to <see cref="MostRows"/>; counted only where the page does not tell.</summary>
    /// <param name="inAnyOrder">In an order, all of them would be sorted to count the first thousand.</param>
    /// <param name="read">Reads a page.</param>
    public static async Task<(List<TRow> Rows, int Total, int Page)> OnPage<T, TRow>(FormState form, IQueryable<T> inAnyOrder, Func<int, Task<List<TRow>>> read, CancellationToken ct)
    {
        var page = form.PageOf(MostRows);
        var rows = await read(page);
        if (page == 1 && rows.Count < PagedLists.PageSize) return (rows, rows.Count, page);
        var total = await inAnyOrder.Take(MostRows).CountAsync(ct);
        var last = PagedLists.Pages(total);
        return page <= last ? (rows, total, page) : (await read(last), total, last);
    }

    public static TEnum? Choice<TEnum>(FormState form, string name) where TEnum : struct, Enum => Enum.TryParse<TEnum>(form[name], out var value) ? value : null;

    /// <summary>A day as typed; an unreadable one becomes a fault beside its field.</summary>
    public static DateOnly? Day(FormState form, string name, List<Fault> faults)
    {
        if (!form.Filled(name)) return null;
        var day = JapaneseDate.Parse(form[name]);
        if (day.Succeeded) return day.Value;
        faults.Add(new Fault(name, day.Refusal.Sentence));
        return null;
    }

    /// <summary>The conditions in words, for the title and the printed page.</summary>
    public static string? InWords(params string?[] parts)
    {
        var given = string.Join("、", parts.Where(p => !string.IsNullOrEmpty(p)));
        return given.Length == 0 ? null : given;
    }
}
