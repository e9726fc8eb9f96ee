using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.Platforms;

/// <summary>Looks at an account as its platform shows it, and changes nothing. D3.</summary>
internal interface IAccountReader
{
    Platform Platform { get; }

    /// <summary>Reads the profile.</summary>
    Task<ProfileReading> ReadProfile(AccountAccess account, CancellationToken ct);

    /// <summary>Reads the account's posts since an instant, the newest first.</summary>
    Task<PostsReading> ReadPosts(AccountAccess account, DateTimeOffset since, CancellationToken ct);
}

/// <summary>What came of reading a profile. Only the platform's own "no" to our token is a refusal; whatever else goes wrong tells nothing.</summary>
internal abstract record ProfileReading
{
    private ProfileReading() { }

    public sealed record Seen(SeenProfile Profile) : ProfileReading;

    /// <summary>The platform does not take our token, or the token is another account's.</summary>
    public sealed record TokenRefused(string Reason) : ProfileReading;

    /// <param name="After">How long the platform asks us to wait; null when it says nothing.</param>
    public sealed record CannotTell(string Reason, TimeSpan? After = null) : ProfileReading;
}

/// <summary>What came of reading posts.</summary>
internal abstract record PostsReading
{
    private PostsReading() { }

    /// <param name="Since">From here on all are there: later than asked for where there were more than a reading takes.</param>
    public sealed record Read(DateTimeOffset Since, IReadOnlyList<ForeignPost> Posts) : PostsReading;

    /// <summary>The platform shows nobody what was sent.</summary>
    public sealed record NotShown : PostsReading;

    /// <param name="After">How long the platform asks us to wait; null when it says nothing.</param>
    public sealed record CannotTell(string Reason, TimeSpan? After = null) : PostsReading;
}

/// <summary>What all readers say alike.</summary>
internal static class ReadingWords
{
    /// <summary>Of a post only so much is carried to core.</summary>
    public const int Excerpt = 200;

    public static string NoAnswer(string platform) => $"{platform}から応答がなく、確認できませんでした。自動でもう一度確認します。";

    public static string TooOften(string platform) => $"{platform}の読み取り回数の上限に達し、確認できませんでした。時間をおいて自動で確認します。";

    public static string Troubled(string platform, int status) => $"{platform}が一時的に応答できず（{status}）、確認できませんでした。自動でもう一度確認します。";

    public static string Refused(string platform) => $"{platform}がアクセストークンを受け付けません。管理者がアカウントの接続をやり直してください。";

    public static string OtherAccount(string platform) => $"接続情報が、{platform}の別のアカウントのものです。管理者がアカウントの接続をやり直してください。";

    /// <summary>Cut between characters, not within one.</summary>
    public static string Beginning(string text)
    {
        if (text.Length <= Excerpt) return text;
        var end = char.IsHighSurrogate(text[Excerpt - 1]) ? Excerpt - 1 : Excerpt;
        return text[..end] + "…";
    }
}
