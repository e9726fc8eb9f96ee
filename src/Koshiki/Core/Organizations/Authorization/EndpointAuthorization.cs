namespace Koshiki.Core.Organizations.Authorization;

/// <summary>What an endpoint asks of who calls it. Every endpoint of the staff host carries one; a test and the start of the host see to it.</summary>
/// <param name="Act">The act; null for an endpoint that is open to anyone (sign-in, health, styles).</param>
/// <param name="Why">Why it is open; null otherwise.</param>
public sealed record EndpointRule(Act? Act, string? Why);

public static class EndpointAuthorization
{
    /// <summary>Only who may do this act somewhere gets past; how far he reaches is asked again in the query or the handler.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Act act) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new EndpointRule(act, null));

    /// <summary>Open without sign-in, with the reason.</summary>
    public static TBuilder OpenToAnyone<TBuilder>(this TBuilder endpoint, string why) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new EndpointRule(null, why));
}
