using System.Reflection;
using Koshiki.Foundation.Japanese;
using Microsoft.Extensions.Primitives;

namespace Koshiki.Foundation.Web.Forms;

/// <summary>What stands in a form's fields, as typed, and what is wrong with it.</summary>
/// <remarks>
/// An endpoint function takes it as a parameter and gets what was posted; for an empty or pre-filled form it is made with
/// <see cref="Empty"/> or <see cref="Of"/>. Nothing is normalised here: what a person typed is shown to them again unchanged,
/// but for control characters that nobody types (<see cref="InputText.Typed"/>).
/// </remarks>
public sealed class FormState
{
    private readonly IReadOnlyDictionary<string, StringValues> values;

    private FormState(IReadOnlyDictionary<string, StringValues> values, IFormFileCollection? files, IReadOnlyList<Fault> faults)
    {
        this.values = values;
        Files = files;
        Faults = faults;
    }

    /// <summary>A form nobody has touched.</summary>
    public static FormState Empty { get; } = new(new Dictionary<string, StringValues>(StringComparer.Ordinal), null, []);

    /// <summary>Everything that is wrong, in the order in which it is to be read.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    public bool HasFaults => Faults.Count > 0;

    /// <summary>The uploaded files; null where the form has none.</summary>
    public IFormFileCollection? Files { get; }

    /// <summary>The names of all fields that were given, without those that belong to the form's own mechanics.</summary>
    public IEnumerable<string> Names => values.Keys.Where(name => !FormKeys.IsMechanical(name));

    /// <summary>The text of a field, empty where it was not given. Trailing spaces stay: trimming is the parser's business.</summary>
    public string this[string name] => values.TryGetValue(name, out var given) && given.Count > 0 ? given[0] ?? "" : "";

    /// <summary>All values given under one name, as the ticked boxes of a group are.</summary>
    public IReadOnlyList<string> All(string name) =>
        values.TryGetValue(name, out var given) ? given.Where(value => !string.IsNullOrEmpty(value)).Select(value => value!).ToList() : [];

    /// <summary>True if this value is among those given under the name: whether a box is ticked or a choice made.</summary>
    public bool Has(string name, string value) => All(name).Contains(value, StringComparer.Ordinal);

    /// <summary>True if the field was given and is not blank.</summary>
    public bool Filled(string name) => !string.IsNullOrWhiteSpace(this[name]);

    /// <summary>The sentence to show beside a field; null where nothing is wrong with it.</summary>
    public string? ErrorOf(string name) => Faults.FirstOrDefault(fault => fault.Field == name)?.Sentence;

    /// <summary>A form filled from what is stored.</summary>
    public static FormState Of(params IEnumerable<(string Name, string? Value)> fields) =>
        new(fields.GroupBy(field => field.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new StringValues([.. group.Select(field => field.Value ?? "")]), StringComparer.Ordinal), null, []);

    /// <summary>The same contents, with what a rule said of them. A refusal without faults of fields is shown as one sentence above the form.</summary>
    public FormState With(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new(values, Files, refusal.Faults.Count > 0 ? refusal.Faults : [new Fault("", refusal.Sentence)]);
    }

    /// <summary>The same contents, with one field set anew.</summary>
    public FormState With(string name, params string[] given) =>
        new(new Dictionary<string, StringValues>(values, StringComparer.Ordinal) { [name] = given }, Files, Faults);

    /// <summary>Reads the posted form, whose token the form guard has already checked; for a GET, the conditions in the address.</summary>
    public static async ValueTask<FormState> BindAsync(HttpContext context, ParameterInfo _)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            return new FormState(context.Request.Query.ToDictionary(field => field.Key, Typed, StringComparer.Ordinal), null, []);
        if (!context.Request.HasFormContentType) return Empty;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return From(form);
    }

    internal static FormState From(IFormCollection form) =>
        new(form.ToDictionary(field => field.Key, Typed, StringComparer.Ordinal), form.Files, []);

    private static StringValues Typed(KeyValuePair<string, StringValues> field) =>
        field.Value.Count == 1 ? InputText.Typed(field.Value[0] ?? "") : new StringValues([.. field.Value.Select(value => InputText.Typed(value ?? ""))]);
}
