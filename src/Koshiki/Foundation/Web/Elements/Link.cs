namespace Koshiki.Foundation.Web.Elements;

/// <summary>A text that leads somewhere.</summary>
public sealed record Link(string Text, string Href);
