namespace Koshiki.Core.Publishing.Checking;

/// <summary>How much a finding weighs. Screens say 要修正, 注意, 参考.</summary>
public enum Severity
{
    /// <summary>要修正: the post cannot be submitted until it is gone.</summary>
    Error,
    /// <summary>注意: a person looks at it and decides.</summary>
    Warning,
    /// <summary>参考: worth a thought.</summary>
    Info,
}

/// <summary>One place in a text that one rule has something to say about. 点検結果.</summary>
/// <param name="Rule">The rule's key, such as <c>phone-number</c>.</param>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="Length">Its length in UTF-16 units; never half of a surrogate pair.</param>
/// <param name="Text">The characters themselves.</param>
/// <param name="Why">The reason, in Japanese.</param>
/// <param name="WhatToDo">What the author does next, in Japanese.</param>
/// <param name="Clause">The guideline's clause: <c>G2-5(3)エ</c> is 第2の5(3)エ.</param>
public sealed record Finding(string Rule, Severity Severity, int Start, int Length, string Text, string Why, string WhatToDo, string Clause);
