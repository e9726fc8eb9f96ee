using Koshiki.Foundation;

namespace Koshiki.Core.Organizations.SigningIn;

/// <summary>What a password must look like. Guideline 2-7(1) asks for eight characters of four kinds; ours asks for twelve, by our own decision, because staff sign-in guards every account at once.</summary>
internal static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 128;

    /// <summary>The rules as shown beside the field.</summary>
    public const string InWords = "12文字以上で、英大文字・英小文字・数字・記号をすべて使ってください。利用者名を含めることはできません。";

    /// <returns><see cref="WeakPassword"/> with the first thing that is missing.</returns>
    public static Result<Done> Check(string password, string userName) => password switch
    {
        { Length: < Shortest } => new WeakPassword($"{Shortest}文字以上にしてください（今は{password.Length}文字です）。"),
        { Length: > Longest } => new WeakPassword($"{Longest}文字までにしてください。"),
        _ when !password.Any(char.IsAsciiLetterUpper) => new WeakPassword("英大文字（A～Z）を1文字以上入れてください。"),
        _ when !password.Any(char.IsAsciiLetterLower) => new WeakPassword("英小文字（a～z）を1文字以上入れてください。"),
        _ when !password.Any(char.IsAsciiDigit) => new WeakPassword("数字を1文字以上入れてください。"),
        _ when password.All(char.IsAsciiLetterOrDigit) => new WeakPassword("記号（例：! ? - _）を1文字以上入れてください。"),
        _ when userName.Length > 0 && password.Contains(userName, StringComparison.OrdinalIgnoreCase) => new WeakPassword("利用者名を含まないパスワードにしてください。"),
        _ => new Done(),
    };
}
