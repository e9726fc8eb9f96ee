namespace Koshiki.Core.Surveys;

/// <summary>Looks whether each condition of a questionnaire names only what is there and was asked before.</summary>
internal sealed class ConditionChecks(Questionnaire questionnaire, Action<string, string, string> say)
{
    private readonly Dictionary<string, AnswerField> fields = AnswerForm.FieldsOf(questionnaire).DistinctBy(field => field.Key).ToDictionary(field => field.Key, StringComparer.Ordinal);
    private readonly Dictionary<string, int> order = questionnaire.Questions.Select((question, at) => (question.Key, at)).DistinctBy(one => one.Key).ToDictionary(one => one.Key, one => one.at, StringComparer.Ordinal);

    public void Look()
    {
        foreach (var section in questionnaire.Sections)
        {
            var first = section.Questions.Count > 0 ? order[section.Questions[0].Key] : int.MaxValue;
            if (Read(section.Key, "showIf", section.ShowIf) is { } ofSection) LookAtShowIf(section.Key, "showIf", ofSection, first);
            foreach (var question in section.Questions) Look(question);
        }

        // A proposal is made when all has been answered: it may name any question.
        foreach (var proposal in questionnaire.FollowUps)
        {
            if (Read("", "followUps", proposal.When) is { } fits) LookAtNames("", "followUps", fits, int.MaxValue);
        }
    }

    private void Look(Question question)
    {
        var here = order[question.Key];
        if (Read(question.Key, "showIf", question.ShowIf) is { } condition) LookAtShowIf(question.Key, "showIf", condition, here);
        foreach (var option in question.Options)
        {
            if (Read(question.Key, "options", option.ShowIf) is { } offered) LookAtShowIf(question.Key, "options", offered, here);
        }

        foreach (var rule in question.Rules)
        {
            if (Read(question.Key, "rules", rule.Condition) is { } holds) LookAtNames(question.Key, "rules", holds, here + 1);
        }
    }

    private Condition? Read(string place, string part, string text)
    {
        var read = Condition.Parse(text);
        if (!read.IsRefused(out var refusal)) return read.Value;
        say(place, part, $"「{text}」　{refusal.Sentence}");
        return null;
    }

    private void LookAtShowIf(string place, string part, Condition condition, int before)
    {
        LookAtNames(place, part, condition, before);
        foreach (var compared in condition.Comparisons.Where(one => one.Number is null))
            say(place, part, $"質問する条件では、{compared.Left}を数と比べてください（例：{compared.Left} >= 1）。設問どうしの比較は規則に書きます。");
    }

    /// <param name="before">The place from which on questions are not asked yet.</param>
    private void LookAtNames(string place, string part, Condition condition, int before)
    {
        foreach (var name in condition.Fields)
        {
            if (!fields.TryGetValue(name, out var field))
            {
                var near = fields.Keys.Where(key => key.StartsWith(name + ".", StringComparison.Ordinal) || string.Equals(key, name, StringComparison.OrdinalIgnoreCase)).Take(4).ToList();
                say(place, part, near.Count > 0 ? $"「{name}」という答えはありません。{QuestionnaireRules.Keys(near)}のどれかにしてください。" : $"「{name}」という設問はありません。番号を確かめてください。");
                continue;
            }

            if (order[field.Question.Key] < before) continue;
            if (LeadsTo(field.Question.Key, place, [])) say(place, part, $"{name}の条件をたどると{place}に戻り、どちらも決まりません。どちらかの条件を消してください。");
            else say(place, part, $"{name}は{place}より後で質問します。前の設問だけを条件にするか、設問の順を変えてください。");
        }

        foreach (var one in condition.Choices.Where(one => fields.ContainsKey(one.Field)))
        {
            var field = fields[one.Field];
            if (field.Options.Count == 0) say(place, part, $"{one.Field}は選ぶ設問ではありません。{(field.Kind is AnswerKind.Number ? $"「{one.Field} >= 1」のように数と比べて" : $"「answered({one.Field})」と")}ください。");
            else if (one.Values.FirstOrDefault(value => field.PlaceOf(value) < 0) is { } none) say(place, part, $"{one.Field}に選択肢「{none}」はありません。{QuestionnaireRules.Keys(field.Options.Select(option => option.Key))}から選んでください。");
        }

        foreach (var compared in condition.Comparisons)
        {
            foreach (var name in new[] { compared.Left, compared.Right }.Where(name => fields.TryGetValue(name, out var field) && field.Kind is not AnswerKind.Number))
                say(place, part, $"{name}は数の設問ではありません。「{name} = 1」のように選択肢の番号で書いてください。");
        }
    }

    /// <summary>Whether the conditions of a question lead, over any number of others, back to a place.</summary>
    private bool LeadsTo(string question, string place, HashSet<string> seen)
    {
        if (question == place) return true;
        if (!seen.Add(question)) return false;
        var section = questionnaire.Sections.FirstOrDefault(one => one.Questions.Any(asked => asked.Key == question));
        if (section?.Key == place) return true;
        return new[] { section?.ShowIf ?? "", questionnaire.Question(question)?.ShowIf ?? "" }
            .Select(Condition.Parse).Where(read => read.Succeeded).SelectMany(read => read.Value.Fields)
            .Where(fields.ContainsKey).Select(name => fields[name].Question.Key).Distinct(StringComparer.Ordinal)
            .Any(named => LeadsTo(named, place, seen));
    }
}
