using System.Text.RegularExpressions;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Organizations.Offices;

/// <summary>What an office's form holds, read with all its faults at once.</summary>
internal sealed partial record OfficeForm(string Code, OfficeFacts Facts, DateOnly From)
{
    /// <param name="offices">The offices there are, by code, for the parent.</param>
    /// <param name="codeOf">The code of the office being changed; null for a new one, whose code is in the form.</param>
    public static Result<OfficeForm> Read(FormState form, IReadOnlyDictionary<string, OfficeId> offices, string? codeOf)
    {
        List<Fault> faults = [];
        var code = codeOf ?? InputText.Code(form["code"]);
        if (!IsCode(code)) faults.Add(new Fault("code", "所属コードは、英字・数字・「-」で20文字までで入力してください（例：01001）。"));
        var name = Text(form, "name", "所属の名称", faults);
        var division = Text(form, "division", "区分", faults);
        var department = Text(form, "department", "部局", faults);
        var kind = OfficeKindWords.Parse(form["kind"]);
        if (!kind.Succeeded) faults.Add(new Fault("kind", "種別を選んでください。"));
        var function = OfficeFunctionWords.Parse(form["function"]);
        if (!function.Succeeded) faults.Add(new Fault("function", "全庁での役割を選んでください。"));
        var parentCode = InputText.Code(form["parent"]);
        OfficeId? parent = offices.TryGetValue(parentCode, out var above) ? above : null;
        if (parentCode.Length > 0 && parent is null) faults.Add(new Fault("parent", "このコードの所属はありません。一覧で確かめてください。"));
        if (parentCode.Length > 0 && parentCode == code) faults.Add(new Fault("parent", "自分自身を上位の所属にすることはできません。"));
        var from = form.DayIn("from");
        if (from.IsRefused(out var refusal)) faults.Add(new Fault("from", refusal.Sentence));

        return faults.Count > 0
            ? new NotAcceptable(faults)
            : new OfficeForm(code, new OfficeFacts(name, division, department, kind.Value, function.Value, parent), from.Value);
    }

    public static bool IsCode(string code) => CodePattern().IsMatch(code);

    public static FormState Of(string code, OfficeFacts facts, string parentCode, DateOnly from) => FormState.Of(
    [
        ("code", code), ("name", facts.Name), ("division", facts.Division), ("department", facts.Department),
        ("kind", facts.Kind.FileWord), ("function", facts.Function.FileWord), ("parent", parentCode), .. FormDays.Boxes("from", from),
    ]);

    private static string Text(FormState form, string name, string label, List<Fault> faults)
    {
        var text = InputText.Name(form[name]);
        if (text.Length == 0) faults.Add(new Fault(name, $"{label}を入力してください。"));
        else if (text.Length > 100) faults.Add(new Fault(name, $"{label}は100文字までで入力してください（今は{text.Length}文字です）。"));
        return text;
    }

    [GeneratedRegex("^[A-Za-z0-9-]{1,20}$")]
    private static partial Regex CodePattern();
}
