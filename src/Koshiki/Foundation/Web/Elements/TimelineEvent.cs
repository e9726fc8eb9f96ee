namespace Koshiki.Foundation.Web.Elements;

/// <summary>One event of a history: who did what and when.</summary>
/// <param name="At">The instant, for machines.</param>
/// <param name="AtText">The instant as it is read: 「令和7年3月19日（水）14:05」.</param>
/// <param name="Who">Name and office; for a deputy, both names.</param>
/// <param name="Before">What stood there before, where something was changed.</param>
/// <param name="After">What stands there now.</param>
public sealed record TimelineEvent(DateTimeOffset At, string AtText, string Who, string What, string? Before = null, string? After = null, string? Comment = null);
