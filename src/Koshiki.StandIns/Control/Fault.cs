namespace Koshiki.StandIns.Control;

/// <summary>Every way in which a stand-in can be told to fail.</summary>
public enum FaultKind
{
    /// <summary>The state has changed; no answer comes and the connection hangs until its limit.</summary>
    AcceptThenHang,

    /// <summary>The state has changed; the connection is cut before a byte of the answer.</summary>
    AcceptThenReset,

    /// <summary>The state has changed; the connection is cut in the middle of the answer's body.</summary>
    AcceptThenResetMidBody,

    /// <summary>The state has changed, and the answer is 500 all the same.</summary>
    AcceptThenServerError,

    /// <summary>The connection is cut before the request is looked at.</summary>
    Reset,

    /// <summary>The request is read and never answered; nothing has changed.</summary>
    Hang,

    /// <summary>500, nothing changed.</summary>
    ServerError,

    /// <summary>503, nothing changed.</summary>
    Unavailable,

    /// <summary>429: too many calls.</summary>
    RateLimited,

    /// <summary>429 of LINE: the month's messages are used up. Other platforms answer as for <see cref="RateLimited"/>.</summary>
    MonthlyLimit,

    /// <summary>409, as if the retry key had been accepted before; nothing changed.</summary>
    Conflict,

    /// <summary>The token is refused as if it had been withdrawn.</summary>
    TokenRevoked,

    /// <summary>Waits before the request is handled.</summary>
    Delay,

    /// <summary>Reads the body a piece at a time.</summary>
    SlowRead,

    /// <summary>Sends the answer a byte at a time.</summary>
    SlowAnswer,

    /// <summary>The platform's own error <see cref="Fault.Code"/>; nothing changed.</summary>
    PlatformError,
}

/// <summary>One fault and when it strikes. What is null matches everything.</summary>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>line, x or meta.</summary>
    public string? Platform { get; init; }

    /// <summary>A kind of request such as line.multicast.</summary>
    public string? Request { get; init; }

    public string? Account { get; init; }

    /// <summary>Strikes from the n-th matching request on, counted from 1 after the fault was added.</summary>
    public int From { get; init; } = 1;

    /// <summary>How often it strikes; null for ever.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>The share of matching requests it strikes, 0 to 1.</summary>
    public double Share { get; init; } = 1;

    /// <summary>For <see cref="FaultKind.Delay"/>, <see cref="FaultKind.SlowRead"/> and <see cref="FaultKind.SlowAnswer"/>: how long the whole takes.</summary>
    public TimeSpan Takes { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For <see cref="FaultKind.PlatformError"/>: Meta's error code or X's status.</summary>
    public int Code { get; init; }

    /// <summary>Meta's error_subcode.</summary>
    public int? Subcode { get; init; }

    internal bool StrikesAfterAcceptance => Kind is FaultKind.AcceptThenHang or FaultKind.AcceptThenReset
        or FaultKind.AcceptThenResetMidBody or FaultKind.AcceptThenServerError or FaultKind.SlowAnswer;

    internal bool StrikesBeforeReading => Kind is FaultKind.Reset or FaultKind.SlowRead;
}

/// <summary>The faults that are set now. The first that matches strikes.</summary>
public sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly List<Planned> planned = [];
    private readonly Random random = new(20261121);

    public void Add(Fault fault)
    {
        lock (gate)
        {
            planned.Add(new Planned(fault));
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            planned.Clear();
        }
    }

    /// <summary>How many faults have struck since the start.</summary>
    public int Struck { get; private set; }

    internal Fault? Take(string platform, string request, string? account)
    {
        lock (gate)
        {
            foreach (var one in planned)
            {
                var fault = one.Fault;
                if ((fault.Platform ?? platform) != platform || (fault.Request ?? request) != request
                    || (fault.Account is { } wanted && wanted != account))
                {
                    continue;
                }

                one.Seen++;
                if (one.Seen < fault.From || one.Struck >= (fault.Times ?? int.MaxValue) || random.NextDouble() >= fault.Share)
                {
                    continue;
                }

                one.Struck++;
                Struck++;
                return fault;
            }

            return null;
        }
    }

    private sealed class Planned(Fault fault)
    {
        public Fault Fault { get; } = fault;

        public int Seen { get; set; }

        public int Struck { get; set; }
    }
}
