namespace Koshiki.Foundation.Web.Forms;

/// <summary>One choice of a select box, a radio group or a group of tick boxes.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Text">What is read.</param>
/// <param name="Hint">More about this choice, below its text.</param>
/// <param name="WhyNot">Why it cannot be chosen now, in words; a choice with a reason is shown and not offered.</param>
/// <param name="Group">The heading under which a select box lists it.</param>
public sealed record Choice(string Value, string Text, string? Hint = null, string? WhyNot = null, string? Group = null);
