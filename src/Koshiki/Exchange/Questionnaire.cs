namespace Koshiki.Exchange;

/// <summary>What residents are asked about what they want to receive from one LINE account: an edition of it. 受信設定の質問.</summary>
/// <param name="Edition">1 and rising; answers keep the edition they were given under.</param>
/// <param name="Questions">In the order of the form.</param>
public sealed record Questionnaire(string AccountKey, int Edition, IReadOnlyList<Question> Questions);

/// <summary>One question, such as the district or the topics.</summary>
/// <param name="Key">Lower-case ASCII, such as <c>district</c>; never reused for another meaning.</param>
/// <param name="Label">As residents read it.</param>
/// <param name="IsSingle">True where one option at most may be chosen.</param>
public sealed record Question(string Key, string Label, string? Hint, bool IsSingle, IReadOnlyList<Option> Options);

/// <summary>One option of a question.</summary>
/// <param name="Number">1 to 32,767; given once for an account, never reused, also not by another question. Friends' choices are stored by it.</param>
/// <param name="Key">Lower-case ASCII, such as <c>city-notices</c>; unique within its question.</param>
/// <param name="Label">As residents read it.</param>
/// <param name="Example">One example of what is sent; null where there is none.</param>
/// <param name="Frequency">How often to expect it, such as 「月に1回くらい」; null where nobody knows.</param>
/// <param name="IsRetired">No longer offered: nobody can choose it, and nothing can be sent to it.</param>
public sealed record Option(short Number, string Key, string Label, string? Example, string? Frequency, bool IsRetired);
