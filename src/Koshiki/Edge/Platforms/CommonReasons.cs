namespace Koshiki.Edge.Platforms;

/// <summary>Sentences that all platforms share. Each says what happened and what comes next.</summary>
internal static class CommonReasons
{
    public static string NoConnection(string platform) => $"{platform}に接続できませんでした。自動で再試行します。";

    public static string NoAnswer(string platform) => $"{platform}からの応答を受け取れませんでした。送信されたかどうかを自動で確認しています。";

    public static string ServerError(string platform, int status) => $"{platform}側の障害です（{status}）。送信されたかどうかを自動で確認しています。";

    public static string Unreadable(string platform, int status) => $"{platform}の応答（{status}）を読み取れませんでした。送信されたかどうかを自動で確認しています。";

    public static string TokenRefused(string platform) => $"{platform}がアクセストークンを受け付けません。管理者がアカウントの接続をやり直し、そのあと「送信する」を選んでください。";

    public static string SecretUnreadable(string platform) => $"{platform}の接続情報を読み取れません。管理者がアカウントの接続をやり直してください。";

    public static string RateLimited(string platform) => $"{platform}の送信回数の上限に達しました。時間をおいて自動で再試行します。";

    public static string NotTakenNow(string platform, int status) => $"{platform}が一時的に受け付けませんでした（{status}）。自動で再試行します。";
}
