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

    public static int Page(FormState form) => Math.Min(form.PageAsked, PagedLists.Pages(MostRows));

    /// <summary>How many rows there are, up to <see cref="MostRows"/>; counted only where the page does not tell.</summary>
    /// <param name="inAnyOrder">In an order, all of them would be sorted to count the first thousand.</param>
    /// <param name="onPage">How many the page shows.</param>
    public static async Task<int> Total<T>(IQueryable<T> inAnyOrder, int page, int onPage, CancellationToken ct) =>
        page == 1 && onPage < PagedLists.PageSize ? onPage : await inAnyOrder.Take(MostRows).CountAsync(ct);

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
