using System.Buffers;
using System.Text.RegularExpressions;

namespace Koshiki.Foundation.Japanese;

/// <summary>Notices a password that somebody is about to write into a note, where everyone who may read the record would see it.</summary>
public static partial class SecretText
{
    private static readonly SearchValues<string> Words = SearchValues.Create(
        ["パスワード", "ﾊﾟｽﾜｰﾄﾞ", "暗証番号", "password", "passwd", "pass:", "pass=", "pw:", "pw=", "pass：", "pw："], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a word for "password" is followed by something that looks like one. Talking about passwords is fine.</summary>
    public static bool LooksLikePassword(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAny(Words) && Password().IsMatch(text);
    }

    [GeneratedRegex("(?:パスワード|ﾊﾟｽﾜｰﾄﾞ|暗証番号|password|passwd|pass|pw)[ 　]*(?:は|[:：=＝])[ 　「『\"]*(?=[!-~]*[0-9!-/:-@])[!-~]{4,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Password();
}
