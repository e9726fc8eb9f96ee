using System.Globalization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Guidelines.Editing;

/// <summary>A clause as the form's fields hold it: parameters and asked controls one to a line.</summary>
internal static class ClauseForm
{
    /// <summary>So many boxes for automatic controls stand in the form.</summary>
    public const int AutomaticBoxes = 4;

    private const char Between = '|';

    public static FormState Of(Clause clause) => FormState.Of(
    [
        ("heading", clause.Heading), ("text", clause.Text), ("source", clause.Source),
        ("parameters", Lines(clause.Parameters.Select(one => $"{one.Key} | {one.Label} | {one.Value} | {one.Unit}"))),
        ("attested", Lines(clause.Controls.Where(one => one.Kind is ControlKind.Attested).Select(one => $"{one.Key} | {one.Words}"))),
        ("verified", Lines(clause.Controls.Where(one => one.Kind is ControlKind.Verified).Select(one => $"{one.Key} | {one.Words}"))),
        .. clause.Controls.Where(one => one.Kind is ControlKind.Automatic).Select((one, at) => (BoxName(at), (string?)one.Key)),
    ]);

    public static string BoxName(int at) => string.Create(CultureInfo.InvariantCulture, $"automatic.{at}");

    /// <returns>The clause without what stands below it, or <see cref="NotAcceptable"/> with faults under the names of the fields.</returns>
    public static Result<Clause> Read(FormState form, string key)
    {
        var faults = new List<Fault>();
        var parameters = Split(form["parameters"]).Select(line => ReadParameter(line, faults)).OfType<ClauseParameter>().ToList();
        List<ClauseControl> controls =
        [
            .. Enumerable.Range(0, AutomaticBoxes).Select(at => form[BoxName(at)]).Where(name => name.Length > 0).Distinct().Select(name => new ClauseControl(InputText.Code(name), ControlKind.Automatic, "")),
            .. Asked(form, "attested", ControlKind.Attested, faults),
            .. Asked(form, "verified", ControlKind.Verified, faults),
        ];
        var clause = new Clause(key, InputText.Name(form["heading"]), InputText.Prose(form["text"]).Trim(), form.Filled("source") ? InputText.Name(form["source"]) : null, parameters, controls, []);
        faults.AddRange(ClauseRules.Of(new PlacedClause(clause, [1], null)).Select(fault => new Fault(fault.Field[(fault.Field.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
        {
            "controls" => "attested",
            var field => field,
        }, fault.Sentence.Replace("第1の", "この条項の", StringComparison.Ordinal).Replace("第1に", "この条項に", StringComparison.Ordinal))));
        return faults.Count > 0 ? new NotAcceptable(faults) : clause;
    }

    private static IEnumerable<ClauseControl> Asked(FormState form, string field, ControlKind kind, List<Fault> faults)
    {
        foreach (var line in Split(form[field]))
        {
            var parts = line.Split(Between, 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2) yield return new ClauseControl(InputText.Code(parts[0]), kind, parts[1]);
            else faults.Add(new Fault(field, $"「{line}」を読み取れません。「キー | 確かめること」の形で入力してください。"));
        }
    }

    private static ClauseParameter? ReadParameter(string line, List<Fault> faults)
    {
        var parts = line.Split(Between, StringSplitOptions.TrimEntries);
        if (parts.Length is 3 or 4) return new ClauseParameter(InputText.Code(parts[0]), InputText.Code(parts[2]), parts[1], parts.ElementAtOrDefault(3) ?? "");
        faults.Add(new Fault("parameters", $"「{line}」を読み取れません。「キー | 名称 | 値 | 単位」の形で入力してください（例：months | 変更の間隔 | 12 | か月）。"));
        return null;
    }

    private static string[] Split(string text) => InputText.Prose(text).Replace('｜', Between).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
