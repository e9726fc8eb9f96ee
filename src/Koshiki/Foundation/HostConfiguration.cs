namespace Koshiki.Foundation;

/// <summary>How a host gets the installation's settings.</summary>
internal static class HostConfiguration
{
    /// <summary>Begins a host with a copy of the settings. A chained configuration would let what one host of the process sets, such as its address, into all the others.</summary>
    /// <remarks>Settings are read at the start alone: nothing watches their files, which costs each host a thread and half a megabyte.</remarks>
    public static WebApplicationBuilder Begin(IConfiguration installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Configuration.AddInMemoryCollection(installation.AsEnumerable());
        return builder;
    }

    /// <summary>Where the host listens, without saying what serves there. HTTP/3 stays with whatever stands in front: its library alone costs a megabyte at rest.</summary>
    public static void ListenAt(this IWebHostBuilder host, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        host.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(address.ToString());
        if (address.Scheme == Uri.UriSchemeHttps) host.UseKestrelHttpsConfiguration();
    }
}
