using Koshiki.StandIns.Line;
using Koshiki.StandIns.Meta;
using Koshiki.StandIns.X;

namespace Koshiki.StandIns.Control;

/// <summary>Everything the stand-ins know, in one place: clock, journal, faults, gates and the platforms' states.</summary>
internal sealed class StandInWorld : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly List<IDisposable> logs = [];

    public StandInWorld(StandInOptions options)
    {
        Options = options;
        Journal = new Journal(options.JournalKeeps, options.JournalLimit, Clock);
        Media = new MediaStore(options.StateDirectory is { } directory ? Path.Combine(directory, "media") : null);
        Fetcher = new MediaFetcher(Media);
        Line = new LineStandIn(options.Line, Clock, Fetcher, Open<LineEvent>("line"));
        X = new XStandIn(options.X, Clock, Media, Open<XEvent>("x"));
        Meta = new MetaStandIn(options.Meta, Clock, Media, Fetcher, Open<MetaEvent>("meta"));
    }

    public StandInOptions Options { get; }

    public StandInClock Clock { get; } = new();

    public Journal Journal { get; }

    public FaultPlan Faults { get; } = new();

    public Gates Gates { get; } = new();

    public MediaStore Media { get; }

    public MediaFetcher Fetcher { get; }

    public LineStandIn Line { get; }

    public XStandIn X { get; }

    public MetaStandIn Meta { get; }

    /// <summary>Ends every request that is held or left hanging.</summary>
    public CancellationToken Stopping => stopping.Token;

    public void Stop() => stopping.Cancel();

    public void Dispose()
    {
        foreach (var log in logs)
        {
            log.Dispose();
        }

        Line.Dispose();
        Fetcher.Dispose();
        stopping.Dispose();
    }

    private EventLog<T> Open<T>(string name)
        where T : class
    {
        var log = new EventLog<T>(Options.StateDirectory is { } directory ? Path.Combine(directory, name + ".jsonl") : null);
        logs.Add(log);
        return log;
    }
}
