using System.Globalization;

namespace Koshiki.Foundation.Web.Forms;

/// <summary>Lists of which one page is shown: which page is asked for, how many there are, and addresses that keep the conditions in force.</summary>
public static class PagedLists
{
    /// <summary>How many rows a page of a list usually has.</summary>
    public const int PageSize = 50;

    /// <summary>The field that names the page. It is no condition: a changed condition begins at the first page again.</summary>
    private const string PageField = "page";

    /// <summary>Far beyond every list, and rows up to it can still be counted.</summary>
    private const int LastPage = 100_000;

    /// <returns>1 also for an empty list.</returns>
    public static int Pages(int rows, int size = PageSize) => Math.Max(1, (rows + size - 1) / size);

    /// <param name="page">From 1.</param>
    public static IQueryable<T> OnPage<T>(this IQueryable<T> rows, int page, int size = PageSize) => rows.Skip((page - 1) * size).Take(size);

    /// <param name="page">From 1.</param>
    public static IEnumerable<T> OnPage<T>(this IEnumerable<T> rows, int page, int size = PageSize) => rows.Skip((page - 1) * size).Take(size);

    extension(FormState form)
    {
        /// <summary>From 1 on; the first where none, or no number, is named.</summary>
        public int PageAsked => int.TryParse(form[PageField], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1;

        /// <summary>The page asked for; the last one where a later one was asked for.</summary>
        public int PageOf(int rows, int size = PageSize) => Math.Min(form.PageAsked, Pages(rows, size));

        /// <param name="path">The list's own address, or that of a file of it.</param>
        /// <param name="page">From 1; named in the address from 2 on.</param>
        public string AddressOf(string path, int page = 1) =>
            form.AddressWith(path, page > 1 ? [(PageField, page.ToString(CultureInfo.InvariantCulture))] : []);

        /// <param name="path">The list's own address.</param>
        /// <param name="changes">Conditions set anew; one without a value is left out.</param>
        public string AddressWith(string path, params (string Name, string? Value)[] changes) => path + QueryString.Create(
            form.Names.Where(name => name != PageField && form.Filled(name) && changes.All(one => one.Name != name)).SelectMany(name => form.All(name).Select(value => KeyValuePair.Create(name, (string?)value)))
                .Concat(changes.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Name, one.Value)))).ToUriComponent();
    }
}
