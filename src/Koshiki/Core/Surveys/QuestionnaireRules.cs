using System.Globalization;

namespace Koshiki.Core.Surveys;

/// <summary>One thing wrong with a questionnaire, where, and what to do.</summary>
/// <param name="Place">The question's or section's key; empty for the questionnaire itself.</param>
/// <param name="Part">The field of the editor: <c>label</c>, <c>showIf</c>, <c>options</c>, <c>rows</c>, <c>details</c>, <c>rules</c>.</param>
public sealed record QuestionnaireFault(string Place, string Part, string Sentence);

/// <summary>What makes a questionnaire one that offices can answer. Looked at on every save; one with faults is not published. I1.</summary>
internal static class QuestionnaireRules
{
    public const int MostQuestions = 200;
    public const int MostRows = 40;
    public const int LongestLabel = 500;

    private const int LongestFollowUp = 100;

    /// <summary>Of titles, options, rows and boxes for details.</summary>
    private const int LongestName = 200;

    /// <summary>Of notes and hints.</summary>
    private const int LongestNote = 2_000;

    /// <summary>Everything that is wrong, in the order of the questionnaire.</summary>
    public static IReadOnlyList<QuestionnaireFault> Faults(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        var faults = new List<QuestionnaireFault>();
        void Say(string place, string part, string sentence) => faults.Add(new QuestionnaireFault(place, part, sentence));

        if (string.IsNullOrWhiteSpace(questionnaire.Title)) Say("", "title", "調査票の題名を入力してください。");
        if (questionnaire.Title.Length > LongestName) Say("", "title", $"調査票の題名は{LongestName}文字までにしてください（今は{questionnaire.Title.Length}文字です）。");
        if (questionnaire.Note.Length > LongestNote) Say("", "note", $"最初に見せる説明は{LongestNote}文字までにしてください（今は{questionnaire.Note.Length}文字です）。");
        if (!questionnaire.Questions.Any()) Say("", "sections", "設問がありません。設問を1つ以上作ってください。");
        if (questionnaire.Questions.Count() > MostQuestions) Say("", "sections", $"設問は{MostQuestions}問までにしてください。");
        foreach (var twice in Twice(questionnaire.Sections.Select(section => section.Key))) Say(twice, "key", $"節の番号「{twice}」が2つ以上あります。別の番号にしてください。");
        foreach (var twice in Twice(questionnaire.Questions.Select(question => question.Key))) Say(twice, "key", $"設問の番号「{twice}」が2つ以上あります。別の番号にしてください。");
        foreach (var section in questionnaire.Sections)
        {
            if (!IsKey(section.Key)) Say(section.Key, "key", $"節の番号「{section.Key}」は、英字で始まる英数字にしてください（例：used）。");
            if (string.IsNullOrWhiteSpace(section.Title)) Say(section.Key, "label", "節の題名を入力してください。");
            if (section.Title.Length > LongestName) Say(section.Key, "label", $"節の題名は{LongestName}文字までにしてください（今は{section.Title.Length}文字です）。");
            if (section.Note.Length > LongestNote) Say(section.Key, "note", $"節の説明は{LongestNote}文字までにしてください（今は{section.Note.Length}文字です）。");
            foreach (var question in section.Questions) Look(question, Say);
        }

        foreach (var proposal in questionnaire.FollowUps)
        {
            if (string.IsNullOrWhiteSpace(proposal.When)) Say("", "followUps", $"作業の案「{Start(proposal.Title)}」に、条件を書いてください（例：Q12 = 3）。");
            if (proposal.Title.Length is 0 or > LongestFollowUp) Say("", "followUps", $"作業の案の内容を{LongestFollowUp}文字までで書いてください。");
            if (proposal.Link.Length > 0 && !FollowUpProposal.IsPage(proposal.Link)) Say("", "followUps", $"作業の案「{Start(proposal.Title)}」の画面は、「/」から書いてください（例：/rules）。");
        }

        new ConditionChecks(questionnaire, Say).Look();
        // Who can get where is only known when every condition can be read.
        if (faults.Count == 0) Reach(questionnaire, Say);
        return faults;
    }

    /// <summary>A letter, then letters, digits and underscores; 20 at most.</summary>
    internal static bool IsKey(string key) => key.Length is > 0 and <= 20 && char.IsAsciiLetter(key[0]) && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') && key is not ("and" or "or" or "not" or "in" or "answered");

    private static void Look(Question question, Action<string, string, string> say)
    {
        var place = question.Key;
        if (!IsKey(place)) say(place, "key", $"設問の番号「{place}」は、英字で始まる英数字にしてください（例：Q5）。");
        if (string.IsNullOrWhiteSpace(question.Label)) say(place, "label", "設問の文を入力してください。");
        else if (question.Label.Length > LongestLabel) say(place, "label", $"設問の文は{LongestLabel}文字までにしてください（今は{question.Label.Length}文字です）。");
        if (question.Hint.Length > LongestNote) say(place, "hint", $"答え方の説明は{LongestNote}文字までにしてください（今は{question.Hint.Length}文字です）。");
        foreach (var (part, name) in question.Options.Select(one => ("options", one.Label)).Concat(question.Rows.Select(one => ("rows", one.Label))).Concat(question.Details.Select(one => ("details", one.Label))).Where(one => one.Label.Length > LongestName))
            say(place, part, $"「{name[..20]}…」は{LongestName}文字までにしてください（今は{name.Length}文字です）。");
        if (question.HasOptions) LookAtOptions(question, say);
        else if (question.Options.Count > 0) say(place, "options", $"「{question.Kind.Word}」の設問に選択肢は使えません。選択肢を消すか、種類を変えてください。");
        if (question.HasRows && question.Rows.Count == 0) say(place, "rows", "表の行がありません。1行に1つずつ入力してください。");
        if (!question.HasRows && question.Rows.Count > 0) say(place, "rows", $"「{question.Kind.Word}」の設問に行は使えません。行を消すか、種類を変えてください。");
        if (question.Rows.Count > MostRows) say(place, "rows", $"表の行は{MostRows}までにしてください。");
        foreach (var twice in Twice(question.Rows.Select(row => row.Key).Concat(question.Details.Select(detail => detail.Key)))) say(place, question.HasRows ? "rows" : "details", $"「{twice}」が2つ以上あります。行と記入欄の番号は、設問の中で別々にしてください。");
        foreach (var row in question.Rows.Where(row => !IsKey(row.Key))) say(place, "rows", $"行の番号「{row.Key}」は、英字で始まる英数字にしてください（例：line）。");
        foreach (var row in question.Rows.Where(row => string.IsNullOrWhiteSpace(row.Label))) say(place, "rows", $"行「{row.Key}」の名前を入力してください。");
        LookAtDetails(question, say);
        if (question is { Min: { } min, Max: { } max } && min > max) say(place, "min", "最小の数が最大の数より大きくなっています。どちらかを直してください。");
        foreach (var rule in question.Rules.Where(rule => string.IsNullOrWhiteSpace(rule.Sentence))) say(place, "rules", $"規則「{rule.Condition}」に、破ったときの文を入力してください。");
    }

    private static void LookAtOptions(Question question, Action<string, string, string> say)
    {
        if (question.Options.Count < 2) say(question.Key, "options", "選択肢を2つ以上作ってください。");
        if (question.Options.Count > Tally.MostOptions) say(question.Key, "options", $"選択肢は{Tally.MostOptions}までにしてください。");
        foreach (var twice in Twice(question.Options.Select(option => option.Key))) say(question.Key, "options", $"選択肢の番号「{twice}」が2つ以上あります。別の番号にしてください。");
        foreach (var option in question.Options.Where(option => option.Key.Length is 0 or > 20 || !option.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')))
            say(question.Key, "options", $"選択肢の番号「{option.Key}」は、半角の英数字にしてください（例：1）。");
        foreach (var option in question.Options.Where(option => string.IsNullOrWhiteSpace(option.Label))) say(question.Key, "options", $"選択肢「{option.Key}」の文を入力してください。");
    }

    private static void LookAtDetails(Question question, Action<string, string, string> say)
    {
        foreach (var detail in question.Details)
        {
            if (!IsKey(detail.Key)) say(question.Key, "details", $"記入欄の番号「{detail.Key}」は、英字で始まる英数字にしてください（例：other）。");
            if (string.IsNullOrWhiteSpace(detail.Label)) say(question.Key, "details", $"記入欄「{detail.Key}」の文を入力してください。");
            if (detail.When.Count > 0 && question.Kind is not (QuestionKind.Single or QuestionKind.Multiple)) say(question.Key, "details", $"記入欄「{detail.Key}」を選択肢で開けるのは、選ぶ設問だけです。選択肢の番号を消してください。");
            else if (detail.When.FirstOrDefault(option => question.Options.All(one => one.Key != option)) is { } none) say(question.Key, "details", $"記入欄「{detail.Key}」を開く選択肢「{none}」がありません。{Keys(question.Options.Select(option => option.Key))}から選んでください。");
        }
    }

    private static void Reach(Questionnaire questionnaire, Action<string, string, string> say)
    {
        var paths = QuestionnairePaths.Of(questionnaire);
        if (!paths.IsWhole) return;
        foreach (var question in questionnaire.Questions.Where(question => !paths.Reached.Contains(question.Key)))
            say(question.Key, "showIf", $"{question.Key}に進む回答の組合せがありません。この設問か節の条件を直すか、設問を消してください。");
        foreach (var question in questionnaire.Questions.Where(question => question.HasOptions && paths.Reached.Contains(question.Key)))
        {
            foreach (var option in question.Options.Where(option => !paths.Choosable.Contains((question.Key, option.Key))))
                say(question.Key, "options", $"選択肢「{option.Key}」を選べる回答の組合せがありません。選択肢の条件か規則を直すか、選択肢を消してください。");
        }
    }

    private static string Start(string title) => title.Length <= 20 ? title : title[..20] + "…";

    internal static IEnumerable<string> Twice(IEnumerable<string> keys) => keys.GroupBy(key => key, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    internal static string Keys(IEnumerable<string> keys) => string.Join("、", keys.Take(20));

    internal static string Plain(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
