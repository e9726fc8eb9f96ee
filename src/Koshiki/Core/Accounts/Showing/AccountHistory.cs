using System.Text.Json;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Elements;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts.Showing;

/// <summary>What the activity log says of an account, in the words of the screen. 経過.</summary>
internal static class AccountHistory
{
    private const int MostEntries = 100;

    private static readonly Dictionary<string, string> Labels = new()
    {
        [nameof(Account.Name)] = "名称",
        [nameof(Account.Office)] = "運用所属",
        [nameof(Account.Operator)] = "運用主体",
        [nameof(Account.OperatorName)] = "受託者・団体等",
        [nameof(Account.Address)] = "URL",
        [nameof(Account.Handle)] = "ハンドル",
        [nameof(Account.State)] = "状態",
        [nameof(Account.PermanentId)] = "固有ID",
        [nameof(Account.PlatformLabel)] = "媒体の名称",
        [nameof(Account.Purpose)] = "目的",
        [nameof(Account.OpenedOn)] = "開設日",
        [nameof(Account.RetiredOn)] = "廃止日",
        [nameof(Account.ResponsibleHead)] = "責任者",
        [nameof(Account.Connection)] = "接続",
        [nameof(Account.ConnectionReason)] = "接続できない理由",
    };

    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<TimelineEvent>> Read(CoreDb db, Account account, Dictionary<OfficeId, Office> offices, CancellationToken ct)
    {
        var subject = account.Id.Value.ToString();
        var entries = await (
            from entry in db.Log
            where entry.SubjectType == nameof(Account) && entry.SubjectId == subject
            join content in db.Set<LogContent>() on entry.Id equals content.EntryId into contents
            from content in contents.DefaultIfEmpty()
            orderby entry.At descending
            select new { entry.At, entry.ActorName, entry.Action, Body = content == null ? null : content.Body }).Take(MostEntries).ToListAsync(ct);
        return [.. entries.SelectMany(entry => Events(entry.At, entry.ActorName, entry.Action, entry.Body, offices))];
    }

    private static IEnumerable<TimelineEvent> Events(DateTimeOffset at, string who, LogAction action, byte[]? body, Dictionary<OfficeId, Office> offices)
    {
        if (action == LogAction.Added) return [new TimelineEvent(at, at.InWords, who, "登録しました")];
        if (body is null) return [new TimelineEvent(at, at.InWords, who, "変更しました", Comment: "内容は保存期間の定めにより消去されました。")];
        using var document = JsonDocument.Parse(body);
        return
        [
            .. from change in document.RootElement.GetProperty("changes").EnumerateObject()
               where Labels.ContainsKey(change.Name)
               select new TimelineEvent(at, at.InWords, who, $"{Labels[change.Name]}を変更しました", Value(change, "before", offices), Value(change, "after", offices)),
        ];
    }

    private static string? Value(JsonProperty change, string side, Dictionary<OfficeId, Office> offices)
    {
        var text = change.Value.TryGetProperty(side, out var value) ? value.GetString() : null;
        return change.Name switch
        {
            _ when text is null => null,
            nameof(Account.Office) when Guid.TryParse(text, out var id) => offices.TryGetValue(new OfficeId(id), out var office) ? office.Periods[^1].Name : "（別の所属）",
            nameof(Account.ResponsibleHead) => "（職員）",
            nameof(Account.Operator) when Enum.TryParse<OperatorKind>(text, out var kind) => kind.Word,
            nameof(Account.State) when Enum.TryParse<AccountState>(text, out var state) => state.Word,
            nameof(Account.Connection) when Enum.TryParse<ConnectionState>(text, out var connection) => connection.Word,
            nameof(Account.OpenedOn) or nameof(Account.RetiredOn) when DateOnly.TryParse(text, out var day) => day.InWordsWithoutWeekday,
            _ => text,
        };
    }
}
