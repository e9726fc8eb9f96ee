using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Surveys.Answering;

/// <summary>What one has typed and could not save, beside what is stored. 見比べる.</summary>
/// <param name="Why">Somebody else was faster, the time was over, the survey was closed.</param>
/// <param name="MayReplace">Whether what was typed can still be stored, in the place of what somebody else wrote.</param>
/// <param name="Form">All that was typed, with the fingerprint of what is stored now: saving it replaces the other's.</param>
public sealed record UnsavedView(AnswerView Answer, QuestionSection Section, string Why, IReadOnlyList<UnsavedAnswer> Differences, bool MayReplace, FormState Form);

/// <summary>One field that differs.</summary>
public sealed record UnsavedAnswer(string Name, string Stored, string Typed)
{
    internal static IReadOnlyList<UnsavedAnswer> Between(OpenResponse open, IReadOnlyDictionary<string, IReadOnlyList<string>> typed)
    {
        var given = open.Response.Given;
        return
        [
            .. from field in open.Form.Fields
               where typed.ContainsKey(field.Key)
               let mine = AnswerRules.Normalise(field, typed[field.Key])
               let stored = given.GetValueOrDefault(field.Key) ?? []
               where !mine.SequenceEqual(stored)
               select new UnsavedAnswer(NameOf(field), Words(field, stored), Words(field, mine)),
        ];
    }

    private static string NameOf(AnswerField field) => field.Row is not null || field.Detail is null ? $"{field.Question.Key}　{field.Label}" : $"{field.Question.Key}　{field.Detail.Label}";

    private static string Words(AnswerField field, IReadOnlyList<string> values) => AnswerWords.Given(field, values) is { Length: > 0 } words ? words : "未回答";
}
