namespace Koshiki.Foundation.Web.Keeping;

/// <summary>What somebody had typed when the form could not be accepted, kept so that nothing is lost by an expired sign-in.</summary>
/// <param name="Owner">The person who typed it; nobody else gets it back.</param>
/// <param name="Page">The path and query of the page that showed the form.</param>
/// <param name="Contents">The fields, encrypted by data protection.</param>
/// <param name="ExpiresAt">Thirty minutes after it was kept.</param>
public sealed record KeptForm(Guid Id, string Owner, string Page, byte[] Contents, DateTimeOffset ExpiresAt);

/// <summary>Where kept forms lie. The staff host stores them in a table that all nodes share.</summary>
public interface IKeptForms
{
    Task Keep(KeptForm form, CancellationToken ct);

    /// <summary>The form, as long as it has not expired; null otherwise.</summary>
    Task<KeptForm?> Find(Guid id, DateTimeOffset now, CancellationToken ct);
}
