namespace Koshiki.Foundation.Web.Forms;

/// <summary>The names of the hidden fields that every posted form carries beside its contents.</summary>
internal static class FormKeys
{
    /// <summary>The antiforgery token.</summary>
    public const string Token = "_token";

    /// <summary>The form's one-time id, by which a second sending of the same page is recognised.</summary>
    public const string Once = "_once";

    public static bool IsMechanical(string name) => name is Token or Once;

    /// <summary>The id of the control of a field: letters, digits, hyphens only, so that it is a valid anchor.</summary>
    public static string IdOf(string name, int? choice = null) =>
        "f-" + string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')) + (choice is > 0 ? $"-{choice + 1}" : "");

    public static string HintOf(string name) => IdOf(name) + "-hint";

    public static string ErrorOf(string name) => IdOf(name) + "-error";
}
