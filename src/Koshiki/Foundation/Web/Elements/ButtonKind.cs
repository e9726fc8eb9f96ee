namespace Koshiki.Foundation.Web.Elements;

/// <summary>How much a button asks for attention; one primary button stands on a screen.</summary>
public enum ButtonKind
{
    Primary,
    Outline,
    Text,

    /// <summary>Leads to something that cannot be taken back; a confirm page follows.</summary>
    Destructive,
}
