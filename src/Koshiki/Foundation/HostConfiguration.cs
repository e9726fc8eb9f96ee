namespace Koshiki.Foundation;

/// <summary>How a host gets the installation's settings.</summary>
internal static class HostConfiguration
{
    /// <summary>Takes a copy. A chained configuration would let what one host of the process sets, such as its address, into all the others.</summary>
    public static void Take(this ConfigurationManager host, IConfiguration installation)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(installation);
        host.AddInMemoryCollection(installation.AsEnumerable());
    }
}
