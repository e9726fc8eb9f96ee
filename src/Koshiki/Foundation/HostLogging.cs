namespace Koshiki.Foundation;

/// <summary>How every host logs: one JSON object a line on standard output, nothing personal in it. Z3.</summary>
internal static class HostLogging
{
    public static void Configure(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        logging.SetMinimumLevel(LogLevel.Information);
        // Requests and SQL are metrics' business; their text could name people.
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        logging.AddFilter("Quartz", LogLevel.Warning);
        // The key ring is wrapped by our own table of keys, which the framework cannot see.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }
}
