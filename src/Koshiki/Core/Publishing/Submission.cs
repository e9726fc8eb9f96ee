using Koshiki.Exchange;

namespace Koshiki.Core.Publishing;

/// <summary>How a post is put forward, with what the author says to it.</summary>
/// <param name="Reason">An emergency's reason; null otherwise.</param>
/// <param name="Scope">The scope under which it falls; null otherwise.</param>
internal sealed record Submission(AuthorizationKind Kind, Decider By, string? Reason, PostingScope? Scope, IReadOnlyList<KeptNote> Notes, string? HoursReason)
{
    public PostAction Action => Kind switch
    {
        AuthorizationKind.WithinScope => PostAction.SubmitWithinScope,
        AuthorizationKind.Emergency => PostAction.PublishAsEmergency,
        _ => PostAction.Submit,
    };

    public PostEventKind Event => Kind switch
    {
        AuthorizationKind.WithinScope => PostEventKind.SubmittedWithinScope,
        AuthorizationKind.Emergency => PostEventKind.EmergencyPublished,
        _ => PostEventKind.Submitted,
    };
}
