using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Surveys.Answering;

/// <summary>How far an office is with a section.</summary>
public enum SectionProgress
{
    /// <summary>対象外: none of its questions is asked.</summary>
    NotAsked,

    /// <summary>未着手</summary>
    NotStarted,

    /// <summary>回答中</summary>
    InProgress,

    /// <summary>完了: all that must be answered is.</summary>
    Complete,
}

/// <summary>One section in the list of sections.</summary>
/// <param name="IsUndecided">Whether it depends on answers not yet given that it is not asked.</param>
public sealed record SectionState(string Key, string Title, SectionProgress Progress, bool IsUndecided)
{
    public string Word => Progress switch
    {
        SectionProgress.NotAsked => "対象外",
        SectionProgress.NotStarted => "未着手",
        SectionProgress.InProgress => "回答中",
        _ => "完了",
    };
}

/// <summary>One cell as it is read: what was answered, or why nothing was.</summary>
public sealed record AnswerLine(string? Label, string Text, bool Counts);

public sealed record AnsweredQuestion(string Key, string Section, string Label, IReadOnlyList<AnswerLine> Lines, string? Comment, IReadOnlyList<SurveyEvidence> Evidence);

/// <summary>What stands on the page of one answer.</summary>
public sealed record AnswerView(Survey Survey, SurveyResponse Response, IReadOnlyList<SectionState> Sections, string Note, string? WhyReadOnly, bool MayAnswer, bool MayConfirm, bool MayRun, FormState Form)
{
    public string Here => $"/surveys/answers/{Response.Id.Value}";

    public int Done => Sections.Count(section => section.Progress is SectionProgress.Complete);

    public int Asked => Sections.Count(section => section.Progress is not SectionProgress.NotAsked);
}

/// <param name="Comments">Of the last return, by question.</param>
/// <param name="Skipped">Why questions do not appear, in words.</param>
public sealed record SectionView(AnswerView Answer, QuestionSection Section, AnswerSheet Sheet, IReadOnlyDictionary<string, string> Comments, IReadOnlyList<string> Skipped, IReadOnlyDictionary<string, IReadOnlyList<SurveyEvidence>> Evidence, FormState Form);

/// <param name="Lacking">How many things keep from submitting.</param>
public sealed record ConfirmView(AnswerView Answer, IReadOnlyList<AnsweredQuestion> Questions, IReadOnlyList<string> Skipped, IReadOnlyList<(string Section, string Sentence)> Lacking, IReadOnlyDictionary<string, string> Titles);

public sealed record ReturnView(AnswerView Answer, IReadOnlyList<AnsweredQuestion> Questions, FormState Form);

/// <summary>Answers in words, and why others are not asked.</summary>
internal static class AnswerWords
{
    public static IReadOnlyList<AnsweredQuestion> Questions(AnswerSheet sheet, IReadOnlyDictionary<string, string> comments, IReadOnlyList<SurveyEvidence> evidence) =>
    [
        .. from section in sheet.Form.Questionnaire.Sections
           from question in section.Questions
           let lines = sheet.Form.FieldsOf(question).Select(field => Line(sheet, field)).OfType<AnswerLine>().ToList()
           where lines.Count > 0
           select new AnsweredQuestion(question.Key, section.Key, question.Label, lines, comments.GetValueOrDefault(question.Key), [.. evidence.Where(one => one.Question == question.Key)]),
    ];

    /// <summary>Null for what was skipped and is empty.</summary>
    private static AnswerLine? Line(AnswerSheet sheet, AnswerField field)
    {
        var cell = sheet[field];
        var label = field.Row?.Label ?? field.Detail?.Label;
        return cell.State switch
        {
            AnswerState.NotAsked => null,
            AnswerState.Given => new AnswerLine(label, Text(field, cell.Values), true),
            AnswerState.Superseded => new AnswerLine(label, $"{Text(field, cell.Values)}（{cell.State.Word}）", false),
            _ => new AnswerLine(label, cell.State.Word, true),
        };
    }

    /// <summary>What an office gave, 該当なし too; empty for nothing.</summary>
    public static string Given(AnswerField field, IReadOnlyList<string> values) =>
        values.Count == 0 ? "" : field.SaysNotApplicable(values) ? AnswerState.NotApplicable.Word : Text(field, values);

    /// <param name="values">At least one, and not the sign for 該当なし.</param>
    public static string Text(AnswerField field, IReadOnlyList<string> values) => field.Kind switch
    {
        AnswerKind.Choice or AnswerKind.Choices => string.Join("、", values.Select(value => field.PlaceOf(value) is >= 0 and var at ? $"{value}　{field.Options[at].Label}" : value)),
        AnswerKind.Number => $"{values[0]}{field.Question.Unit}",
        _ => values[0],
    };

    /// <summary>Whether a section is not asked only because answers before it are missing.</summary>
    public static bool IsUndecided(AnswerSheet sheet, QuestionSection section)
    {
        var asked = sheet.Form.Asked.Where(one => one.Section == section).ToList();
        return !asked.Exists(one => one.IsAsked(sheet.Answers)) && asked.Exists(one => Because(sheet, one) is null);
    }

    /// <summary>For each run of questions that are not asked, by which answer that is so: 「Q1で「2　発信しなかった」を選んだため、Q16へ進みます（Q2～Q15は質問しません）。」</summary>
    /// <param name="only">The questions that matter to the page; null for all.</param>
    public static IReadOnlyList<string> Skipped(AnswerSheet sheet, Func<Question, bool>? only = null)
    {
        var asked = sheet.Form.Asked;
        var sentences = new List<string>();
        for (var i = 0; i < asked.Count; i++)
        {
            if (asked[i].IsAsked(sheet.Answers)) continue;
            var (first, because) = (i, Because(sheet, asked[i]));
            while (i + 1 < asked.Count && !asked[i + 1].IsAsked(sheet.Answers) && Because(sheet, asked[i + 1]) == because) i++;
            if (because is null || (only is not null && !asked.Skip(first).Take(i - first + 1).Any(one => only(one.Question)))) continue;
            var span = first == i ? asked[i].Question.Key : $"{asked[first].Question.Key}～{asked[i].Question.Key}";
            var next = asked.Skip(i + 1).FirstOrDefault(one => one.IsAsked(sheet.Answers));
            sentences.Add($"{because}ため、{span}は質問しません{(next is null ? "" : $"（{next.Question.Key}へ進みます）")}。");
        }

        return sentences;
    }

    /// <summary>The answers on which it depends that a question is not asked; null while they are not given.</summary>
    private static string? Because(AnswerSheet sheet, AskedQuestion asked)
    {
        var condition = asked.OfSection.Holds(sheet.Answers) ? asked.OfQuestion : asked.OfSection;
        var fields = Deciding(condition, sheet.Answers, holds: true).Distinct(StringComparer.Ordinal).Select(name => sheet.Form.Field(name)).OfType<AnswerField>().ToList();
        var given = fields.Where(field => sheet.Answers(field.Key) is not null).ToList();
        if (given.Count == 0) return null;
        var words = given.Select(field => field.Kind is AnswerKind.Choice or AnswerKind.Choices
            ? $"{field.Question.Key}{(field.Row is { } row ? $"の{row.Label}" : "")}で「{Text(field, sheet.Answers(field.Key)!)}」を選んだ"
            : $"{field.Question.Key}に答えた").ToList();
        return words.Count > 2 ? $"{given[0].Question.Key}{(given[^1].Question.Key == given[0].Question.Key ? "" : $"～{given[^1].Question.Key}")}の回答の" : string.Join("、", words);
    }

    /// <summary>The fields on which it depends that a condition does not come out as wanted: an "and" fails by the parts that fail, an "or" by all of them.</summary>
    private static IEnumerable<string> Deciding(Condition condition, Func<string, IReadOnlyList<string>?> answers, bool holds) => condition switch
    {
        Condition.All all => all.Parts.Where(part => !holds || !part.Holds(answers)).SelectMany(part => Deciding(part, answers, holds)),
        Condition.Any any => any.Parts.Where(part => holds || part.Holds(answers)).SelectMany(part => Deciding(part, answers, holds)),
        Condition.Not not => Deciding(not.Part, answers, !holds),
        _ => condition.Fields,
    };
}
