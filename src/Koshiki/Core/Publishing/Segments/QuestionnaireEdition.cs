using System.Text.RegularExpressions;
using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>One edition of what residents are asked for one LINE account: a draft, or what was published. 受信設定の質問の版. F1.</summary>
/// <remarks>A published edition does not change. What was once published keeps its number and key for ever: it is retired, never removed.</remarks>
public sealed partial class QuestionnaireEdition
{
    /// <summary>The longest label, in characters: it stands on a button of a telephone.</summary>
    public const int LongestLabel = 40;

    private QuestionnaireEdition()
    {
    }

    public string AccountKey { get; private init; } = "";

    /// <summary>1 and rising.</summary>
    public int Number { get; private init; }

    public IReadOnlyList<Question> Questions { get; private set; } = [];

    /// <summary>Null while it is a draft.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    public string? PublishedByName { get; private set; }

    public uint Version { get; init; }

    public bool IsDraft => PublishedAt is null;

    /// <summary>What edge asks residents from now on.</summary>
    public Questionnaire ForEdge => new(AccountKey, Number, Questions);

    /// <summary>The questions that a new account begins with.</summary>
    public static QuestionnaireEdition First(string accountKey) => First(accountKey, BuiltInQuestionnaire.Questions);

    /// <summary>The first edition with questions that come from elsewhere.</summary>
    public static QuestionnaireEdition First(string accountKey, IReadOnlyList<Question> questions) => new() { AccountKey = accountKey, Number = 1, Questions = questions };

    /// <summary>A draft of the next edition, with the same questions.</summary>
    public QuestionnaireEdition Next() => new() { AccountKey = AccountKey, Number = Number + 1, Questions = Questions };

    /// <summary>Asks residents so from now on. 公開.</summary>
    /// <returns>Done, or <see cref="QuestionnaireIsPublished"/>, <see cref="NothingToChoose"/>.</returns>
    public Result<Done> Publish(Decider by, DateTimeOffset now)
    {
        if (!IsDraft) return new QuestionnaireIsPublished();
        if (!Questions.Any(q => q.Options.Any(o => !o.IsRetired))) return new NothingToChoose();
        (PublishedAt, PublishedByName) = (now, by.Name);
        return new Done();
    }

    /// <summary>Adds options to a question, each under a number that was never used.</summary>
    /// <param name="ever">Every option that any edition of this account ever had.</param>
    /// <returns>Done, or <see cref="QuestionnaireIsPublished"/>, <see cref="QuestionNotFound"/>, <see cref="NotAcceptable"/>.</returns>
    public Result<Done> Add(string question, IReadOnlyList<OptionWords> options, IEnumerable<Option> ever)
    {
        if (!IsDraft) return new QuestionnaireIsPublished();
        if (Find(question) is not { } asked) return new QuestionNotFound();
        if (options.Count == 0) return new NotAcceptable([new Fault($"options.{question}", "加える選択肢が入力されていません。1行に1つ入力してください。")]);

        var faults = new List<Fault>();
        var used = ever.Concat(Questions.SelectMany(q => q.Options)).Select(o => (int)o.Number).DefaultIfEmpty(0).Max();
        var labels = asked.Options.Select(o => o.Label).ToHashSet(StringComparer.Ordinal);
        var added = new List<Option>();
        foreach (var words in options)
        {
            if (FaultOf(words.Label) is { } why) faults.Add(new Fault($"options.{question}", why));
            else if (!labels.Add(words.Label)) faults.Add(new Fault($"options.{question}", $"「{words.Label}」はすでにあります。別の名前にしてください。"));
            else added.Add(new Option((short)++used, $"{question}-{used}", words.Label, words.Example, words.Frequency, IsRetired: false));
        }

        if (used > short.MaxValue) faults.Add(new Fault($"options.{question}", "選択肢の番号が足りません。情報システム所管課に連絡してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        Questions = [.. Questions.Select(q => q.Key == question ? q with { Options = [.. q.Options, .. added] } : q)];
        return new Done();
    }

    /// <summary>Changes an option's words, retires it or offers it again. Its number and key stay.</summary>
    /// <returns>Done, or <see cref="QuestionnaireIsPublished"/>, <see cref="OptionNotFound"/>, <see cref="NotAcceptable"/>.</returns>
    public Result<Done> Change(short number, OptionWords words, bool retire)
    {
        if (!IsDraft) return new QuestionnaireIsPublished();
        var asked = Questions.FirstOrDefault(q => q.Options.Any(o => o.Number == number));
        if (asked is null) return new OptionNotFound();
        if (FaultOf(words.Label) is { } why) return new NotAcceptable([new Fault("label", why)]);
        if (asked.Options.Any(o => o.Number != number && o.Label == words.Label)) return new NotAcceptable([new Fault("label", $"「{words.Label}」はすでにあります。別の名前にしてください。")]);

        var changed = asked with { Options = [.. asked.Options.Select(o => o.Number == number ? o with { Label = words.Label, Example = words.Example, Frequency = words.Frequency, IsRetired = retire } : o)] };
        Questions = [.. Questions.Select(q => q.Key == asked.Key ? changed : q)];
        return new Done();
    }

    /// <summary>Asks one more question.</summary>
    /// <param name="key">Lower-case letters, digits and hyphens; never used before in this account.</param>
    /// <returns>Done, or <see cref="QuestionnaireIsPublished"/>, <see cref="NotAcceptable"/>.</returns>
    public Result<Done> Ask(string key, string label, string? hint, bool single)
    {
        if (!IsDraft) return new QuestionnaireIsPublished();
        var faults = new List<Fault>();
        if (!KeyShape().IsMatch(key)) faults.Add(new Fault("key", "キーは、小文字の英字で始まる英数字とハイフン、30文字までで入力してください（例：language）。"));
        else if (Find(key) is not null) faults.Add(new Fault("key", "このキーは使われています。別のキーにしてください。"));
        if (FaultOf(label) is { } why) faults.Add(new Fault("label", why));
        if (faults.Count > 0) return new NotAcceptable(faults);
        Questions = [.. Questions, new Question(key, label, hint, single, [])];
        return new Done();
    }

    private Question? Find(string key) => Questions.FirstOrDefault(q => q.Key == key);

    private static string? FaultOf(string label) =>
        label.Length == 0 ? "名前が入力されていません。住民が読む名前を入力してください。"
        : label.Length > LongestLabel ? $"「{label}」が長すぎます。{LongestLabel}文字までにしてください。"
        : null;

    [GeneratedRegex("^[a-z][a-z0-9-]{0,29}$")]
    private static partial Regex KeyShape();
}

/// <summary>What residents read of an option.</summary>
public sealed record OptionWords(string Label, string? Example, string? Frequency)
{
    /// <summary>Reads lines of 「名前｜例｜頻度」; example and frequency may be left out.</summary>
    public static IReadOnlyList<OptionWords> Read(string lines) =>
    [
        .. InputText.Prose(lines).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(['｜', '|', '\t'], StringSplitOptions.TrimEntries))
            .Select(parts => Of(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2))),
    ];

    public static OptionWords Of(string label, string? example, string? frequency) => new(InputText.Name(label), OrNull(example), OrNull(frequency));

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : InputText.Name(text);
}
