using Koshiki.Foundation;

namespace Koshiki.Core.Api;

internal sealed record TokenNotFound() : NotFound("このトークンはありません。一覧を開き直してください。");

internal sealed record ScopeMissing(string Scope) : Forbidden($"このトークンには、この操作の範囲（{Scope}）がありません。範囲を含むトークンを作り直してください。");

internal sealed record NobodyOfThatName(string UserName) : NotFound($"「{UserName}」という利用者はいません。利用者名（職員番号またはメールアドレス）を確かめてください。");

internal sealed record NotReadable(string Where) : Invalid($"送られたJSONを読み取れません（{Where}）。項目の名前と値の形を /api/v1/openapi.json で確かめてください。");

internal sealed record KeyNotUsable() : Invalid("Idempotency-Keyは、半角の英数字と記号で1字から200字までにしてください。");

internal sealed record KeyUsedForAnother() : Invalid("同じIdempotency-Keyで、違う内容の要求が送られています。新しい要求には新しいキーを付けてください。");

internal sealed record StillRunning() : Conflict("同じIdempotency-Keyの要求を処理しています。少し待ってから、同じ内容でもう一度送ってください。");
