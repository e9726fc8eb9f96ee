namespace Koshiki.Core.Api.Tokens;

/// <summary>What a token may be used for. A scope never adds to what the person may do.</summary>
public static class TokenScopes
{
    public const string ReadPosts = "posts:read";
    public const string WritePosts = "posts:write";
    public const string ApprovePosts = "posts:approve";
    public const string ReadAccounts = "accounts:read";
    public const string ReadDeliveries = "deliveries:read";
    public const string ReadSegments = "segments:read";

    /// <summary>Each with its words on the page.</summary>
    public static IReadOnlyList<(string Key, string Word)> All { get; } =
    [
        (ReadPosts, "投稿を見る"),
        (WritePosts, "投稿を作る・承認を依頼する・取り下げる"),
        (ApprovePosts, "投稿を承認する・差し戻す"),
        (ReadAccounts, "アカウントを見る"),
        (ReadDeliveries, "配信の結果を見る"),
        (ReadSegments, "LINEの区分の人数を見る"),
    ];

    public static bool IsKnown(string key) => All.Any(scope => scope.Key == key);

    public static string WordOf(string key) => All.Where(scope => scope.Key == key).Select(scope => scope.Word).FirstOrDefault(key);
}
