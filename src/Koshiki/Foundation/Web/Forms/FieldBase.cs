using Microsoft.AspNetCore.Components;

namespace Koshiki.Foundation.Web.Forms;

/// <summary>What all fields have in common: name, label, whether it must be filled, hint, error, and what was typed.</summary>
public abstract class FieldBase : ComponentBase
{
    [CascadingParameter] private FormState? Form { get; set; }

    /// <summary>The name under which the value is posted and faults are reported.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Shown as the word 必須, or 任意 where false. It is not checked by the browser but by the rule.</summary>
    [Parameter] public bool Required { get; set; }

    /// <summary>How to fill it in, with an example; below the label.</summary>
    [Parameter] public string? Hint { get; set; }

    protected FormState State => Form ?? FormState.Empty;

    protected string Value => State[Name];

    protected string? Error => State.ErrorOf(Name);

    protected string Id => FormKeys.IdOf(Name);

    protected string HintId => FormKeys.HintOf(Name);

    protected string ErrorId => FormKeys.ErrorOf(Name);

    protected string? Invalid => Error is null ? null : "true";

    protected string? DescribedBy => (Error, Hint) switch
    {
        (null, null) => null,
        (null, _) => HintId,
        (_, null) => ErrorId,
        _ => $"{ErrorId} {HintId}",
    };

    protected string Css => Error is null ? "field" : "field field-wrong";
}
