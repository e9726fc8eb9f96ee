namespace Koshiki.CommandLine.Demonstration;

/// <summary>The time of the story that the demonstration tells: it stands where the last event put it.</summary>
internal sealed class StoryClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
