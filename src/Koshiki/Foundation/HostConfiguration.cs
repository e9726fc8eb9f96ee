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

    /// <summary>Where the host listens, without saying what serves there. HTTP/3 stays with whatever stands in front: its library alone costs a megabyte at rest.</summary>
    public static void ListenAt(this IWebHostBuilder host, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        host.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(address.ToString());
        if (address.Scheme == Uri.UriSchemeHttps) host.UseKestrelHttpsConfiguration();
    }
}
