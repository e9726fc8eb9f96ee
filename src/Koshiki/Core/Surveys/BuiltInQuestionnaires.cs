using Koshiki.Core.Surveys.Designing;

namespace Koshiki.Core.Surveys;

/// <summary>The questionnaires that ship with the program, in our own words; a government copies one and changes it as it likes. 標準の調査票.</summary>
public sealed record BuiltInQuestionnaire(string Key, Questionnaire Questionnaire)
{
    private const string Folder = "Koshiki.Core.Surveys.Programmes.";

    private static readonly Lazy<IReadOnlyList<BuiltInQuestionnaire>> AllOnce = new(() =>
    [
        .. typeof(BuiltInQuestionnaire).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new BuiltInQuestionnaire(name[Folder.Length..^".yaml".Length], Read(name))),
    ]);

    public static IReadOnlyList<BuiltInQuestionnaire> All => AllOnce.Value;

    public static BuiltInQuestionnaire? Find(string key) => All.FirstOrDefault(one => one.Key == key);

    private static Questionnaire Read(string name)
    {
        using var content = new MemoryStream();
        using (var resource = typeof(BuiltInQuestionnaire).Assembly.GetManifestResourceStream(name)!) resource.CopyTo(content);
        var read = QuestionnaireFile.Read(name, content.ToArray());
        return read.IsRefused(out var refusal)
            ? throw new InvalidDataException($"{name}: {refusal.Sentence} {string.Join(" ", refusal.Faults.Select(fault => fault.Sentence))}")
            : read.Value;
    }
}
