namespace Koshiki.StandIns.Control;

/// <summary>Where a gate stands.</summary>
public enum GatePoint
{
    /// <summary>The request is read whole; nothing has been decided.</summary>
    Arrival,

    /// <summary>The state has changed; the answer is not yet sent.</summary>
    AfterAcceptance,
}

/// <summary>Holds requests at an exact step until a test lets them go, so that a program can be killed there.</summary>
public sealed class Gates
{
    private readonly Lock gate = new();
    private readonly List<Gate> closed = [];

    /// <summary>Closes a gate for one kind of request. What arrives later waits until it is opened.</summary>
    public Gate Close(string request, GatePoint point)
    {
        var made = new Gate(this, request, point);
        lock (gate)
        {
            closed.Add(made);
        }

        return made;
    }

    internal Gate? Find(string request, GatePoint point)
    {
        lock (gate)
        {
            return closed.Find(one => one.Request == request && one.Point == point);
        }
    }

    internal void Remove(Gate opened)
    {
        lock (gate)
        {
            closed.Remove(opened);
        }
    }

    /// <summary>Opens every gate.</summary>
    public void OpenAll()
    {
        List<Gate> all;
        lock (gate)
        {
            all = [.. closed];
        }

        all.ForEach(one => one.Open());
    }
}

/// <summary>A closed gate. Requests held are handled when it opens, even when their caller has gone meanwhile.</summary>
public sealed class Gate
{
    private readonly Gates gates;
    private readonly TaskCompletionSource<bool> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int held;

    internal Gate(Gates gates, string request, GatePoint point) => (this.gates, Request, Point) = (gates, request, point);

    public string Request { get; }

    public GatePoint Point { get; }

    /// <summary>How many requests have come to this gate.</summary>
    public int Held => Volatile.Read(ref held);

    /// <summary>Lets the held requests go on.</summary>
    public void Open()
    {
        gates.Remove(this);
        opened.TrySetResult(true);
    }

    /// <summary>Cuts the held requests' connections; at <see cref="GatePoint.Arrival"/> nothing of them is accepted.</summary>
    public void Drop()
    {
        gates.Remove(this);
        opened.TrySetResult(false);
    }

    /// <returns>Whether to go on.</returns>
    internal async Task<bool> Pass(CancellationToken stopping)
    {
        Interlocked.Increment(ref held);
        return await opened.Task.WaitAsync(stopping);
    }
}
