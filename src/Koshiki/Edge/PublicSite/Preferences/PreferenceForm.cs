using System.Globalization;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>The form's fields: filled from what is stored, and read again by the same names.</summary>
internal static class PreferenceForm
{
    public const string How = "how";
    public const string Chosen = "chosen";
    public const string All = "all";
    public const string Emergency = "emergency";

    /// <summary>The edition that the visitor saw.</summary>
    public const string Edition = "edition";

    private static readonly PreferenceWords Words = PublicWords.Japanese.Preferences;

    public static string FieldOf(Question question) => "q-" + question.Key;

    public static FormState Fill(Preference now, Questionnaire asked) => FormState.Of([
        (Edition, asked.Edition.ToString(CultureInfo.InvariantCulture)),
        (How, now.EmergencyOnly ? Emergency : now.IsEverything(asked) ? All : Chosen),
        .. asked.Questions.SelectMany(question => now.Chosen(question).Select(option => (FieldOf(question), (string?)option.Key)))]);

    /// <summary>What was sent, checked against what is asked now.</summary>
    /// <returns>The preference, or <see cref="NotAcceptable"/> with the faults of the fields, or <see cref="QuestionsChanged"/>.</returns>
    public static Result<Preference> Read(FormState form, Questionnaire asked)
    {
        if (form[Edition] != asked.Edition.ToString(CultureInfo.InvariantCulture)) return new QuestionsChanged();

        var faults = new List<Fault>();
        var how = form[How];
        if (how is not (Chosen or All or Emergency)) faults.Add(new Fault(How, Plain(Words.HowMissing)));

        var numbers = new List<short>();
        foreach (var question in asked.Questions.Where(question => question.Options.Any(option => !option.IsRetired)))
        {
            // Topics are answered by 「すべて」 and 「緊急のみ」 already; what is ticked below them does not count.
            if (!question.IsSingle && how is All or Emergency) continue;
            var keys = form.All(FieldOf(question));
            var options = question.Options.Where(option => !option.IsRetired && keys.Contains(option.Key)).ToList();
            if (options.Count != keys.Distinct().Count() || (question.IsSingle && options.Count > 1)) faults.Add(new Fault(FieldOf(question), Plain(Words.NotOffered)));
            else if (question.IsSingle && options.Count == 0) faults.Add(new Fault(FieldOf(question), Plain(Words.DistrictMissing, question.Label)));
            numbers.AddRange(options.Select(option => option.Number));
        }

        var topics = asked.Questions.Where(question => !question.IsSingle && question.Options.Any(option => !option.IsRetired)).ToList();
        if (how == Chosen && faults.Count == 0 && topics.Count > 0 && !topics.Any(question => question.Options.Any(option => numbers.Contains(option.Number))))
        {
            faults.Add(new Fault(FieldOf(topics[0]), Plain(Words.TopicMissing)));
        }

        if (faults.Count > 0) return new NotAcceptable(faults);
        var given = new Preference(asked.Edition, [.. numbers.Order()], false);
        return how switch
        {
            All => given.WithEverything(asked),
            Emergency => given.WithEmergenciesAlone(asked),
            _ => given,
        };
    }

    /// <summary>Faults are shown without readings: the summary's links are plain text.</summary>
    private static string Plain(string sentence, params object?[] values) => Koshiki.Foundation.Japanese.Furigana.Plain(PublicWords.Fill(sentence, values));
}
