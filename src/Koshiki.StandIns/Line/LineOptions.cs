namespace Koshiki.StandIns.Line;

/// <summary>What LINE does with a user id it does not know. The documentation says both (PLATFORMS.md, line 74).</summary>
public enum UnknownUsers
{
    /// <summary>200; nothing is delivered to it.</summary>
    AcceptedAndSkipped,

    /// <summary>400 naming the place in the list; nobody receives anything.</summary>
    Refused,
}

/// <summary>Switches of LINE's stand-in; they may be changed while it runs.</summary>
public sealed class LineOptions
{
    public UnknownUsers UnknownUsers { get; set; } = UnknownUsers.AcceptedAndSkipped;

    /// <summary>Whether the limits of PLATFORMS.md, lines 49-62, are kept.</summary>
    public bool EnforceRateLimits { get; set; } = true;

    /// <summary>Multicasts in a second. Documented: 200 (PLATFORMS.md, line 58).</summary>
    public int MulticastsPerSecond { get; set; } = 200;

    /// <summary>How long the first use of a retry key binds it. Documented: 24 hours (PLATFORMS.md, line 41).</summary>
    public TimeSpan RetryKeyLives { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Whether http addresses of this machine pass for the HTTPS addresses that LINE asks for (PLATFORMS.md, line 67).</summary>
    public bool AllowLoopbackHttpMedia { get; set; } = true;

    /// <summary>Whether pictures of accepted messages are fetched, as the receivers' apps would.</summary>
    public bool FetchesMedia { get; set; } = true;

    /// <summary>When a day's delivery counts can be read. Documented: about a day (PLATFORMS.md, line 80).</summary>
    public TimeSpan CountsReadyAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many of a hundred people reached open a message. Made up; for statistics.</summary>
    public int ShownPercent { get; set; } = 60;

    /// <summary>How many of a hundred people reached open a link in it. Made up; for statistics.</summary>
    public int ClickedPercent { get; set; } = 8;

    /// <summary>How often each webhook request is sent, as duplicates happen. Default 1.</summary>
    public int WebhookCopies { get; set; } = 1;

    /// <summary>How often an event that got no 2xx is sent again. Off by default, as at LINE (PLATFORMS.md, line 34).</summary>
    public int WebhookRedeliveries { get; set; }

    /// <summary>How long LINE waits before; it does not say (PLATFORMS.md, line 34).</summary>
    public TimeSpan WebhookRedeliversAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the accounts are verified, so that their followers' ids can be read (PLATFORMS.md, line 19).</summary>
    public bool Verified { get; set; } = true;
}
