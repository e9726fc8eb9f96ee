using System.Globalization;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Organizations.Logs;

/// <summary>An area's Japanese words for its records and their properties, for reading the activity log. Registered with <c>services.AddSingleton(_ =&gt; …)</c>, so that it is made when somebody reads the log.</summary>
/// <param name="Records">By the record's type name: <c>Office</c> is 所属.</param>
/// <param name="Properties">By type and property (<c>Office.Code</c>) or by property alone (<c>Name</c>).</param>
public sealed record LogVocabulary(IReadOnlyDictionary<string, string> Records, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>The words of what has only a few values, such as states.</summary>
    public IReadOnlyList<EnumWords> Enums { get; init; } = [];

    /// <summary>The words of this area and of what all areas share.</summary>
    internal static LogVocabulary OfOrganizations { get; } = new(
        new Dictionary<string, string>
        {
            ["Office"] = "所属", ["OfficePeriod"] = "所属の名称と位置づけ", ["OfficeSuccession"] = "所属の引継ぎ", ["OfficeContact"] = "公表している連絡先", ["DeclinedNotice"] = "受け取らない通知", ["Person"] = "利用者", ["Posting"] = "配属",
            ["Deputyship"] = "代決", ["Credential"] = "サインインの情報", ["WorkTask"] = "作業", ["StaffNews"] = "お知らせ",
        },
        new Dictionary<string, string>
        {
            ["Name"] = "名称", ["Person.Name"] = "氏名", ["Code"] = "コード", ["From"] = "始まりの日", ["Last"] = "終わりの日", ["Division"] = "区分", ["Department"] = "部局",
            ["Kind"] = "種別", ["Function"] = "全庁での役割", ["Parent"] = "上位の所属", ["Office"] = "所属", ["Person"] = "利用者", ["Duty"] = "職務", ["Title"] = "件名", ["Posting.Title"] = "職名",
            ["Accounts"] = "担当アカウント", ["Reading"] = "ふりがな", ["StaffNumber"] = "職員番号", ["Mail"] = "メールアドレス", ["Employer"] = "勤務先", ["UserName"] = "利用者名",
            ["PasswordHash"] = "パスワード", ["PasswordChangedAt"] = "パスワードの変更日時", ["MustChangePassword"] = "変更が必要", ["LockedUntil"] = "ロックの終わり", ["Totp"] = "二段階認証の鍵",
            ["TotpConfirmedAt"] = "二段階認証の設定日時", ["RecoveryCodes"] = "回復コード", ["Deputy"] = "代決する人", ["Absent"] = "不在の人", ["Reason"] = "理由", ["State"] = "状態",
            ["DueOn"] = "期限", ["DoneAt"] = "終えた日時", ["DoneBy"] = "終えた人", ["DoneHow"] = "内容・理由", ["Link"] = "画面", ["About"] = "対象", ["AddedAt"] = "登録日時",
            ["Written"] = "連絡先", ["Key"] = "照合用の連絡先", ["Notice"] = "通知", ["Heading"] = "見出し", ["Text"] = "内容", ["ByName"] = "掲載した人", ["At"] = "日時",
        })
    {
        Enums = [EnumWords.Of<OfficeKind>(kind => kind.Word), EnumWords.Of<OfficeFunction>(function => function.Word), EnumWords.Of<Duty>(duty => duty.Word)],
    };
}

/// <summary>The words of one enum, by the name that is stored.</summary>
public sealed record EnumWords(Type Type, IReadOnlyDictionary<string, string> Words)
{
    public static EnumWords Of<T>(Func<T, string> word) where T : struct, Enum =>
        new(typeof(T), Enum.GetValues<T>().Distinct().ToDictionary(one => one.ToString(), word));
}

/// <summary>All areas' words together.</summary>
internal sealed class LogWords(IEnumerable<LogVocabulary> areas)
{
    private readonly Dictionary<string, string> records = areas.SelectMany(area => area.Records).DistinctBy(word => word.Key).ToDictionary();
    private readonly Dictionary<string, string> properties = areas.SelectMany(area => area.Properties).DistinctBy(word => word.Key).ToDictionary();

    private readonly Dictionary<Type, IReadOnlyDictionary<string, string>> enums = areas.SelectMany(area => area.Enums).DistinctBy(one => one.Type).ToDictionary(one => one.Type, one => one.Words);

    public IReadOnlyDictionary<string, string> Records => records;

    public string RecordOf(string type) => records.GetValueOrDefault(type, type);

    public string PropertyOf(string type, string property) =>
        properties.GetValueOrDefault($"{type}.{property}") ?? properties.GetValueOrDefault(property, property);

    /// <summary>What is stored, in the words of the screens: days and instants of Japan, the words of states, はい and いいえ.</summary>
    /// <param name="type">The property's own type; null where the record has no such property any more.</param>
    /// <param name="stored">As the log keeps it.</param>
    public string? ValueOf(Type? type, string? stored)
    {
        if (string.IsNullOrEmpty(stored) || type is null) return stored;
        var kind = type.GetElementType() ?? Nullable.GetUnderlyingType(type) ?? type;
        if (kind.IsEnum) return EnumWord(kind, stored) ?? string.Join("・", stored.Split(", ").Select(name => EnumWord(kind, name) ?? name));
        if (kind == typeof(bool)) return bool.TryParse(stored, out var yes) ? (yes ? "はい" : "いいえ") : stored;
        if (kind == typeof(DateTimeOffset)) return DateTimeOffset.TryParse(stored, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.DayInJapan >= JapaneseEra.All[^1].FirstDay ? at.InWords : stored;
        if (kind == typeof(DateOnly)) return DateOnly.TryParseExact(stored, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? InWords(day) : stored;
        return stored;
    }

    /// <summary>Null for a name without a word.</summary>
    public string? EnumWord(Type type, string name) => enums.GetValueOrDefault(type)?.GetValueOrDefault(name);

    /// <summary>The first day of the calendar stands for a beginning that nobody knows.</summary>
    private static string InWords(DateOnly day) => day < JapaneseEra.All[^1].FirstDay ? "不明" : day.InWords;
}
