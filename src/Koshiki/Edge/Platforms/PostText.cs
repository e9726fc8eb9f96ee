using System.Text;
using System.Text.RegularExpressions;

namespace Koshiki.Edge.Platforms;

/// <summary>Compares a text that we sent with one that a platform serves: composed alike, white space evened out.</summary>
internal static partial class PostText
{
    public static string Normalise(string text) => WhiteSpace().Replace(text.Normalize(NormalizationForm.FormC), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
