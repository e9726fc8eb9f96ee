namespace Koshiki.Foundation.Web.Elements;

/// <summary>One step of several, or one task of a list.</summary>
/// <param name="State">A word of the vocabulary: 未着手, 作成中, 完了 and so on.</param>
public sealed record Step(string Text, string State, string? Href = null, string? Hint = null);
