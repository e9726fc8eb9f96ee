using Koshiki.StandIns.Line;
using Koshiki.StandIns.Meta;
using Koshiki.StandIns.X;

namespace Koshiki.StandIns;

/// <summary>How much of each request the journal keeps.</summary>
public enum JournalKeeping
{
    /// <summary>Every request with its body, up to <see cref="StandInOptions.JournalLimit"/>.</summary>
    Everything,

    /// <summary>Only how many requests of each kind arrived and were accepted; for runs of millions.</summary>
    CountsOnly,
}

/// <summary>What is set when the stand-ins start. The platforms' own switches may also be changed while they run.</summary>
public sealed class StandInOptions
{
    /// <summary>The loopback port; 0 takes any free one.</summary>
    public int Port { get; set; }

    /// <summary>Where state survives a stop; nothing is kept when null.</summary>
    public string? StateDirectory { get; set; }

    public JournalKeeping JournalKeeps { get; set; } = JournalKeeping.Everything;

    /// <summary>How many requests the journal keeps, the oldest leaving first. Counts stay exact.</summary>
    public int JournalLimit { get; set; } = 20_000;

    /// <summary>How long a request that is never answered is kept hanging.</summary>
    public TimeSpan HangAtMost { get; set; } = TimeSpan.FromSeconds(60);

    public LineOptions Line { get; } = new();

    public XOptions X { get; } = new();

    public MetaOptions Meta { get; } = new();
}
