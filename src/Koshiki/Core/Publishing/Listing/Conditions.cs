using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Listing;

/// <summary>Reads the conditions of a list out of its address, and writes addresses that keep them.</summary>
internal static class Conditions
{
    public const int PageSize = 50;

    /// <summary>Lists count and page so far; beyond it people narrow the conditions.</summary>
    public const int MostRows = 1000;

    public static int Page(FormState form) => int.TryParse(form["page"], out var page) ? Math.Clamp(page, 1, MostRows / PageSize) : 1;

    /// <summary>How many rows there are, up to <see cref="MostRows"/>; counted only where the page does not tell.</summary>
    /// <param name="inAnyOrder">In an order, all of them would be sorted to count the first thousand.</param>
    /// <param name="onPage">How many the page shows.</param>
    public static async Task<int> Total<T>(IQueryable<T> inAnyOrder, int page, int onPage, CancellationToken ct) =>
        page == 1 && onPage < PageSize ? onPage : await inAnyOrder.Take(MostRows).CountAsync(ct);

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

    /// <summary>The same list with one condition set anew.</summary>
    public static string Address(string path, FormState form, string? name = null, string? value = null)
    {
        var kept = form.Names.Where(n => n != name && n != "page" && form.Filled(n)).SelectMany(n => form.All(n).Select(v => KeyValuePair.Create(n, (string?)v)));
        return path + QueryString.Create(name is null ? kept : kept.Append(KeyValuePair.Create(name, value)));
    }

    /// <summary>The conditions in words, for the title and the printed page.</summary>
    public static string? InWords(params string?[] parts)
    {
        var given = string.Join("、", parts.Where(p => !string.IsNullOrEmpty(p)));
        return given.Length == 0 ? null : given;
    }
}
