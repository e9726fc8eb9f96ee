using Koshiki.Exchange;

namespace Koshiki.Edge.Monitoring.Links;

/// <summary>What one check of an address met.</summary>
internal abstract record LinkLook
{
    private LinkLook() { }

    /// <summary>It can be read.</summary>
    public sealed record Answers(int Status) : LinkLook;

    /// <summary>It is certainly not there now.</summary>
    public sealed record Missing(int? Status, string Reason) : LinkLook;

    /// <summary>It may be there: the server asks who we are, is busy or in trouble, or must not be asked by us.</summary>
    public sealed record CannotTell(int? Status, string Reason) : LinkLook;
}

/// <summary>Where an address stands after a check, and when it is due again.</summary>
internal sealed record LinkStep(LinkState State, int Misses, TimeSpan Wait);

/// <summary>Every move of an address. A single miss is no news: only the second in a row makes it dead. E9.</summary>
internal static class LinkFlow
{
    private static readonly TimeSpan ADay = TimeSpan.FromDays(1);

    public static LinkStep After(LinkState state, int misses, LinkLook look, MonitoringOptions options) => look switch
    {
        LinkLook.Answers => new LinkStep(LinkState.Alive, 0, TimeSpan.FromDays(options.LinkEveryDays)),
        LinkLook.Missing when misses >= 1 => new LinkStep(LinkState.Dead, misses + 1, ADay),
        LinkLook.Missing => new LinkStep(state, 1, TimeSpan.FromMinutes(options.LinkAgainMinutes)),
        _ when state is LinkState.Dead => new LinkStep(LinkState.Dead, misses, ADay),
        _ => new LinkStep(LinkState.CannotTell, misses, ADay),
    };
}
