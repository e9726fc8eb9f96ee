using Koshiki.Core.Organizations.Logs;

namespace Koshiki.Core.Api;

/// <summary>This area's words in the activity log.</summary>
internal static class ApiVocabulary
{
    public static LogVocabulary Words { get; } = new(
        new Dictionary<string, string> { ["ApiToken"] = "APIのトークン" },
        new Dictionary<string, string>
        {
            ["ApiToken.Hash"] = "トークンの照合値", ["ApiToken.Scopes"] = "使える範囲", ["ApiToken.CreatedAt"] = "発行した日時", ["ApiToken.ExpiresAt"] = "期限の日時", ["ApiToken.RevokedAt"] = "失効させた日時",
        });
}
