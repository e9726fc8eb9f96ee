namespace Koshiki.Core.Opening;

/// <summary>A consultation was put forward, or somebody said something on it: the event tells who and what.</summary>
public sealed record ConsultationMoved(ConsultationId Consultation, Guid Event);
