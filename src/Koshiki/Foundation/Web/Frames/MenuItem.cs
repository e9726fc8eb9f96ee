namespace Koshiki.Foundation.Web.Frames;

/// <summary>An item of the main menu.</summary>
/// <param name="Also">Beginnings of addresses, besides its own, whose pages belong to it.</param>
public sealed record MenuItem(string Text, string Href, params IReadOnlyList<string> Also)
{
    /// <summary>True where a page of this address lies below the item.</summary>
    public bool Holds(PathString path) => Also.Prepend(Href).Any(beginning => path.StartsWithSegments(beginning, StringComparison.Ordinal));
}
