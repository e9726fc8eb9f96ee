using System.Text.Json;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Elements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Koshiki.Core.Organizations.Logs;

/// <summary>One property before and after; null where there was nothing.</summary>
public sealed record LoggedChange(string Property, string? Before, string? After);

/// <summary>One entry as it is read by people.</summary>
/// <param name="Changes">Null when the content was erased by a rule.</param>
public sealed record LoggedAct(Guid Id, DateTimeOffset At, string Who, string Via, string Record, string RecordId, string What, IReadOnlyList<LoggedChange>? Changes);

/// <summary>What is asked of the log; everything empty asks for all.</summary>
/// <param name="Who">A part of the name of who acted, or the whole staff number.</param>
internal sealed record LogQuestion(string Who, string Record, string RecordId, DateOnly? From, DateOnly? Last);

/// <summary>Reads the activity log in Japanese, for its page, its export and the 経過 of detail pages.</summary>
internal sealed class LogReader(CoreDb db, LogWords words)
{
    private readonly Lazy<Dictionary<string, IEntityType>> types = new(() => db.Model.GetEntityTypes().DistinctBy(type => type.ClrType.Name).ToDictionary(type => type.ClrType.Name));

    /// <summary>The entries asked for, the newest first.</summary>
    public async Task<IQueryable<LogEntry>> Asked(LogQuestion question, CancellationToken ct)
    {
        var entries = db.Log.AsNoTracking();
        if (question.Who.Length > 0)
        {
            // Names are written with a space of either width, or none.
            var (who, number) = (question.Who.Replace(" ", "", StringComparison.Ordinal).Replace("　", "", StringComparison.Ordinal), InputText.Code(question.Who));
            Guid?[] numbered = [.. (await db.People.Where(p => p.StaffNumber == number).Select(p => p.Id).ToListAsync(ct)).Select(id => (Guid?)id.Value)];
            entries = entries.Where(e => e.ActorName.Replace(" ", "").Replace("　", "").Contains(who) || numbered.Contains(e.ActorId));
        }

        if (question.Record.Length > 0)
        {
            var record = question.Record;
            entries = entries.Where(e => e.SubjectType == record);
        }

        if (question.RecordId.Length > 0)
        {
            var id = question.RecordId;
            entries = entries.Where(e => e.SubjectId == id);
        }

        if (question.From is { } from)
        {
            var start = StartOf(from);
            entries = entries.Where(e => e.At >= start);
        }

        if (question.Last is { } last)
        {
            var end = StartOf(last.AddDays(1));
            entries = entries.Where(e => e.At < end);
        }

        return entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);
    }

    /// <summary>Adds the contents to entries.</summary>
    public async Task<IReadOnlyList<LoggedAct>> Read(IQueryable<LogEntry> entries, CancellationToken ct)
    {
        var list = await entries.ToListAsync(ct);
        var ids = list.Select(e => e.Id).ToArray();
        var contents = await db.Set<LogContent>().AsNoTracking().Where(c => ids.Contains(c.EntryId)).ToDictionaryAsync(c => c.EntryId, c => c.Body, ct);
        var acts = list.Select(e => new LoggedAct(
            e.Id, e.At, e.ActorName, ViaInWords(e.Via), words.RecordOf(e.SubjectType), e.SubjectId,
            e.Action switch { LogAction.Added => "登録", LogAction.Removed => "削除", _ => "変更" },
            contents.TryGetValue(e.Id, out var body) ? ChangesOf(e.SubjectType, body) : null)).ToList();
        var names = await NamesIn(acts, ct);
        return [.. acts.Select(act => act with { Changes = act.Changes?.Select(change => change with { Before = Named(change.Before, names, act.At), After = Named(change.After, names, act.At) }).ToList() })];
    }

    /// <summary>As much of a history as a detail page shows; the log's own page has the rest.</summary>
    private const int MostOfAHistory = 50;

    /// <summary>The history of what a detail page shows, the newest first: 経過.</summary>
    /// <param name="records">Each with its type's name, such as <c>nameof(Office)</c>, and its id as the log keeps it.</param>
    public async Task<IReadOnlyList<TimelineEvent>> HistoryOf(IReadOnlyList<(string Type, string Id)> records, CancellationToken ct)
    {
        string[] types = [.. records.Select(r => r.Type).Distinct()];
        string[] ids = [.. records.Select(r => r.Id).Distinct()];
        // Ids are random, so that a pair that nobody asked for cannot be among what types and ids allow, but for one id of two types.
        var acts = await Read(db.Log.AsNoTracking().Where(e => types.Contains(e.SubjectType) && ids.Contains(e.SubjectId)).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(MostOfAHistory), ct);
        return [.. acts.Select(act => new TimelineEvent(
            act.At, act.At.InWords, act.Who, $"{act.Record}を{act.What}しました。",
            act.What == "変更" ? Join(act.Changes, change => change.Before) : null,
            act.What == "変更" ? Join(act.Changes, change => change.After) : null,
            act.What == "登録" ? Join(act.Changes?.Where(change => !string.IsNullOrEmpty(change.After)).ToList(), change => change.After) : null))];
    }

    /// <summary>The people and offices whose ids stand in the changes, by id: people read names. An office is called what it was called on the day.</summary>
    private async Task<Dictionary<Guid, Func<DateOnly, string>>> NamesIn(List<LoggedAct> acts, CancellationToken ct)
    {
        var ids = acts.SelectMany(act => act.Changes ?? []).SelectMany(change => new[] { change.Before, change.After })
            .Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToList();
        if (ids.Count == 0) return [];

        PersonId[] people = [.. ids.Select(id => new PersonId(id))];
        OfficeId[] offices = [.. ids.Select(id => new OfficeId(id))];
        var names = (await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(ct)).ToDictionary(p => p.Id.Value, p => (Func<DateOnly, string>)(_ => p.Name));
        foreach (var office in await db.Offices.AsNoTracking().Where(o => offices.Contains(o.Id)).ToListAsync(ct)) names[office.Id.Value] = office.NameOn;
        return names;
    }

    private static string? Named(string? text, Dictionary<Guid, Func<DateOnly, string>> names, DateTimeOffset at) => Guid.TryParse(text, out var id) && names.TryGetValue(id, out var nameOn) ? nameOn(at.DayInJapan) : text;

    private static string Join(IReadOnlyList<LoggedChange>? changes, Func<LoggedChange, string?> side) => changes is null
        ? "（規則により消去）"
        : string.Join("、", changes.Select(change => $"{change.Property}：{side(change) ?? "なし"}"));

    private List<LoggedChange> ChangesOf(string type, byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.GetProperty("changes").EnumerateObject().Select(property => new LoggedChange(
            words.PropertyOf(type, property.Name), words.ValueOf(TypeOf(type, property.Name), Side(property.Value, "before")), words.ValueOf(TypeOf(type, property.Name), Side(property.Value, "after"))))];
    }

    /// <summary>Null where the record or its property is no more.</summary>
    private Type? TypeOf(string type, string property) => types.Value.GetValueOrDefault(type)?.FindProperty(property)?.ClrType;

    private static string? Side(JsonElement change, string side) => change.TryGetProperty(side, out var value) ? value.GetString() : null;

    private static string ViaInWords(string via) => via switch
    {
        "page" => "画面",
        "command line" => "コマンド",
        _ when via.StartsWith("api:", StringComparison.Ordinal) => $"API（{via[4..]}）",
        _ when via.StartsWith("job:", StringComparison.Ordinal) => $"自動処理（{via[4..]}）",
        _ => via,
    };

    private static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), JapanTime.Offset).ToUniversalTime();
}
