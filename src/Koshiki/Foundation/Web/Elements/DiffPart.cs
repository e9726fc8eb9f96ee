namespace Koshiki.Foundation.Web.Elements;

/// <summary>A piece of a text that was compared with another.</summary>
public sealed record DiffPart(DiffKind Kind, string Text);

public enum DiffKind { Same, Added, Removed }
