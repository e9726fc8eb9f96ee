namespace Koshiki.Core.Surveys.Designing;

/// <summary>Ways through a questionnaire in words.</summary>
internal static class Ways
{
    /// <summary>Questions that follow each other are written as a span: Q1→Q16～Q18→Q19.</summary>
    public static string Shortened(IReadOnlyList<string> path, Questionnaire questionnaire)
    {
        var order = questionnaire.Questions.Select((question, at) => (question.Key, at)).ToDictionary(one => one.Key, one => one.at, StringComparer.Ordinal);
        var parts = new List<string>();
        for (var i = 0; i < path.Count;)
        {
            var first = i;
            while (i + 1 < path.Count && order[path[i + 1]] == order[path[i]] + 1) i++;
            parts.Add(first == i ? path[i] : $"{path[first]}～{path[i]}");
            i++;
        }

        return string.Join(" → ", parts);
    }
}
