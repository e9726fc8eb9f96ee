namespace Koshiki.Foundation.Web.Keeping;

/// <summary>What is known of a form's one-time id when the form arrives.</summary>
public abstract record SeenForm
{
    private SeenForm() { }

    /// <summary>Not seen before; it is now marked as being worked on.</summary>
    public sealed record New : SeenForm;

    /// <summary>The same form arrived a moment ago and is still being worked on.</summary>
    public sealed record InWork : SeenForm;

    /// <summary>The same form was done before and led to this address.</summary>
    public sealed record Done(string Location) : SeenForm;
}

/// <summary>Remembers which forms were done, so that a form sent twice acts once. The staff host stores it in a table that all nodes share.</summary>
public interface ISeenForms
{
    /// <summary>Marks the form as being worked on, unless it is or was already; of two at once exactly one is told <see cref="SeenForm.New"/>.</summary>
    Task<SeenForm> Begin(Guid form, CancellationToken ct);

    /// <summary>Remembers where the form led; with null the form did nothing (it had faults) and may be sent again.</summary>
    Task End(Guid form, string? location, CancellationToken ct);
}
