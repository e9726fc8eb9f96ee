using System.Text.Json;

namespace Koshiki.Core.Api.Posts;

/// <summary>The body of <c>POST /posts</c>.</summary>
/// <param name="Office">The code of the issuing office; may be left out by who writes for one office only.</param>
/// <param name="Purpose">notice, awareness, event, serviceUse, emergency or other.</param>
/// <param name="NotBefore">ISO 8601 with offset; left out: at once after the approval.</param>
internal sealed record CreatePost(string? Title, string? Purpose, string? Office, string? Link, IReadOnlyList<CreateChannel?>? Channels, string? NotBefore, string? NotAfter);

/// <param name="Account">The account's key in the register.</param>
/// <param name="Segment"><c>"everyone"</c>, or the options by question: <c>{"district":["north"],"topic":["child-raising"],"unanswered":false}</c>. LINE insists on it, so that nobody writes to all by leaving something out.</param>
internal sealed record CreateChannel(string? Account, string? Text, JsonElement? Segment);

/// <summary>The body of <c>/submit</c>.</summary>
/// <param name="Notes">Findings of the content checks that stay as they are, each with a reason.</param>
internal sealed record SubmitRequest(IReadOnlyList<NoteRequest?>? Notes, string? HoursReason);

/// <param name="Rule">The key of the rule, such as <c>phone-number</c>.</param>
/// <param name="Account">The channel it concerns; left out: all.</param>
internal sealed record NoteRequest(string? Rule, string? Account, string? Reason);

internal sealed record ApproveRequest(string? Seal, string? Opinion);

internal sealed record ReturnRequest(string? Seal, string? Reason);

internal sealed record WithdrawRequest(string? Reason);
