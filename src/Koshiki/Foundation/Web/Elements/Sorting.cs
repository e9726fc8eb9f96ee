namespace Koshiki.Foundation.Web.Elements;

/// <summary>By which column a list is sorted, and how its address changes when another is chosen.</summary>
/// <param name="Key">The column in force; a leading hyphen means descending, as in the address (<c>sort=-day</c>).</param>
/// <param name="HrefOf">Makes the list's address for a sort key, keeping its other conditions.</param>
public sealed record Sorting(string Key, Func<string, string> HrefOf)
{
    internal string? AriaOf(string column) => Key == column ? "ascending" : Key == "-" + column ? "descending" : null;

    /// <summary>A click on the column in force turns it round; on another, sorts ascending.</summary>
    internal string NextOf(string column) => HrefOf(Key == column ? "-" + column : column);
}
