using System.Globalization;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Edge.Segments.Files;

/// <summary>A file of friends: who they are, what they chose, since when they follow. What is exported can be imported again and changes nothing. 友だちファイル.</summary>
internal static class FriendFile
{
    public const string UserId = "user_id";
    public const string District = "district";
    public const string Topics = "topics";
    public const string FollowedOn = "followed_on";

    /// <summary>Stands in <see cref="Topics"/> for somebody who wants emergencies alone.</summary>
    public const string EmergencyOnly = "emergency-only";

    /// <summary>The same, as residents read it.</summary>
    private const string EmergencyOnlyLabel = "緊急のみ";

    public static readonly IReadOnlyList<CsvColumn> Columns = [new(UserId), new(District), new(Topics), new(FollowedOn)];

    /// <summary>The questions' keys that the two columns stand for.</summary>
    public static (string Question, string Column)[] Questions => [("district", District), ("topic", Topics)];

    /// <summary>Understands every row, or tells everything that is wrong with the file.</summary>
    /// <param name="asked">What residents of this account are asked; null while nothing is.</param>
    public static Result<IReadOnlyList<FriendToImport>> Read(CsvFile file, Questionnaire? asked, DateOnly today)
    {
        var faults = new CsvFaults(file.Name);
        var options = Questions.ToDictionary(q => q.Column, q => OptionsOf(asked, q.Question));
        var firstLines = new Dictionary<LineUserId, int>(file.Rows.Count);
        var friends = new List<FriendToImport>(file.Rows.Count);
        foreach (var row in file.Rows)
        {
            if (!LineUserId.TryParse(row[UserId], out var id)) faults.Add(row, UserId, "LINEのユーザーID（「U」と、半角の数字・小文字a～fの32文字）を入れてください。");
            else if (!firstLines.TryAdd(id, row.Line)) faults.Add(row, UserId, $"{firstLines[id]}行目と同じです。1人を1行にしてください。");

            var since = Since(row, today, faults);
            var choices = new SortedSet<short>();
            var emergencyOnly = false;
            Choose(row, District, [row[District]], options[District], choices, faults);
            string[] topics = [.. row[Topics].Split(';', '；').Select(topic => topic.Trim())];
            if (topics is [EmergencyOnly or EmergencyOnlyLabel]) emergencyOnly = true;
            else if (topics.Intersect([EmergencyOnly, EmergencyOnlyLabel]).Any()) faults.Add(row, Topics, $"「{EmergencyOnlyLabel}」は、ほかの選択肢と一緒に選べません。どちらかにしてください。");
            else Choose(row, Topics, topics, options[Topics], choices, faults);

            var answered = choices.Count > 0 || emergencyOnly;
            friends.Add(new FriendToImport(id, since, [.. choices], emergencyOnly, answered ? since : null));
        }

        return faults.Any ? faults.Refusal : friends;
    }

    /// <summary>Options by key and by label; only those that can be chosen now.</summary>
    private static Dictionary<string, short> OptionsOf(Questionnaire? asked, string question)
    {
        var named = new Dictionary<string, short>(StringComparer.Ordinal);
        foreach (var option in asked?.Questions.FirstOrDefault(q => q.Key == question)?.Options.Where(o => !o.IsRetired) ?? [])
        {
            named[option.Key] = option.Number;
            named.TryAdd(SearchKey.Of(option.Label).Text, option.Number);
        }

        return named;
    }

    private static void Choose(CsvRow row, string column, string[] words, Dictionary<string, short> options, SortedSet<short> choices, CsvFaults faults)
    {
        foreach (var word in words.Where(word => word.Length > 0))
        {
            if (options.TryGetValue(word, out var number) || options.TryGetValue(SearchKey.Of(word).Text, out number)) choices.Add(number);
            else if (options.Count == 0) faults.Add(row, column, "このアカウントの受信設定には、この質問がありません。先に質問を公開するか、空にしてください。");
            else faults.Add(row.Line, column, word, "受信設定の選択肢にありません。選択肢のキーか名前を入れ、複数のときは「;」で区切ってください。");
        }
    }

    private static DateTimeOffset Since(CsvRow row, DateOnly today, CsvFaults faults)
    {
        if (row[FollowedOn].Length == 0) faults.Add(row, FollowedOn, "友だちになった日を入れてください（例：2025-04-01）。");
        else if (JapaneseDate.Parse(row[FollowedOn]) is var day && day.IsRefused(out var refusal)) faults.Add(row, FollowedOn, refusal.Sentence);
        else if (day.Value > today) faults.Add(row, FollowedOn, "先の日です。友だちになった日を入れてください。");
        else return new DateTimeOffset(day.Value, TimeOnly.MinValue, JapanTime.Offset).ToUniversalTime();
        return default;
    }

    /// <summary>One friend as a row.</summary>
    public static IReadOnlyList<string?> Row(LineUserId id, Friend friend, Questionnaire? asked)
    {
        string Keys(string question) => string.Join(';', (asked?.Questions.FirstOrDefault(q => q.Key == question)?.Options ?? [])
            .Where(o => !o.IsRetired && friend.Choices.Contains(o.Number)).Select(o => o.Key));
        return
        [
            id.Text,
            Keys("district"),
            friend.EmergencyOnly ? EmergencyOnly : Keys("topic"),
            friend.FollowedAt.DayInJapan.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ];
    }
}
