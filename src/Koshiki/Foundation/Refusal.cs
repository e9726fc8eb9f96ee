namespace Koshiki.Foundation;

/// <summary>A reason to say no, with the Japanese sentence that tells the user what happened and what to do next.</summary>
/// <remarks>Each area lists its own reasons in its Refusals.cs, deriving from one of the four kinds below; the kind decides the status code, once, where answers are written.</remarks>
public abstract record Refusal(string Sentence)
{
    /// <summary>The faults of single fields, where the request was a form or a file; empty otherwise.</summary>
    public virtual IReadOnlyList<Fault> Faults => [];
}

/// <summary>What was given cannot be accepted as it is: 422 (400 for a request that cannot be read at all).</summary>
public abstract record Invalid(string Sentence) : Refusal(Sentence);

/// <summary>Who asks may not do this: 403.</summary>
public abstract record Forbidden(string Sentence) : Refusal(Sentence);

/// <summary>What was asked for is not there, or not for this person to know of: 404.</summary>
public abstract record NotFound(string Sentence) : Refusal(Sentence);

/// <summary>The state of things does not allow it now, or somebody else was first: 409.</summary>
public abstract record Conflict(string Sentence) : Refusal(Sentence);

/// <summary>One thing wrong with one field of a form or one cell of a file.</summary>
/// <param name="Field">The name of the form's field, or the place in a file ("3行目 url").</param>
/// <param name="Sentence">What is wrong and what to do, in Japanese, as shown beside the field and in the summary.</param>
public sealed record Fault(string Field, string Sentence);

/// <summary>Everything that is wrong with a form or a file, reported at once.</summary>
public sealed record NotAcceptable(IReadOnlyList<Fault> All) : Invalid($"入力内容に誤りがあります（{All.Count}件）。")
{
    public override IReadOnlyList<Fault> Faults => All;

    public bool Equals(NotAcceptable? other) => other is not null && All.SequenceEqual(other.All);

    public override int GetHashCode() => All.Count;
}

/// <summary>Somebody else saved the same record between our reading and our writing.</summary>
public sealed record SomebodyElseSavedFirst() : Conflict("ほかの人が先に変更しました。画面を開き直して、変更の内容を見比べてください。");
