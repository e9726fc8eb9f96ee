using Koshiki.Edge.Platforms;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.Delivery;

/// <summary>The connectors of all platforms that can be spoken to.</summary>
internal sealed class Connectors(IEnumerable<IConnector> all)
{
    private readonly Dictionary<Platform, IConnector> byPlatform = all.ToDictionary(c => c.Platform);

    public IConnector? For(Platform? platform) => platform is { } known ? byPlatform.GetValueOrDefault(known) : null;
}
