using System.Globalization;
using Koshiki.StandIns;

// Koshiki.StandIns --port N [--state DIR]: all platforms' stand-ins on one loopback port, until Ctrl-C.
// With --until-input-ends also until standard input ends, which it does when the process that started it is gone.
var untilInputEnds = false;
var options = new StandInOptions { Port = 5090 };
for (var i = 0; i < args.Length; i++)
{
    var value = i + 1 < args.Length ? args[i + 1] : null;
    switch (args[i])
    {
        case "--port" when int.TryParse(value, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536:
            options.Port = port;
            i++;
            break;
        case "--state" when value is not null:
            options.StateDirectory = value;
            i++;
            break;
        case "--journal" when value is "full" or "counts":
            options.JournalKeeps = value == "full" ? JournalKeeping.Everything : JournalKeeping.CountsOnly;
            i++;
            break;
        case "--until-input-ends":
            untilInputEnds = true;
            break;
        default:
            await Console.Error.WriteLineAsync("Usage: Koshiki.StandIns [--port N] [--state DIR] [--journal full|counts] [--until-input-ends]");
            return 2;
    }
}

await using var host = await StandInHost.Start(options);
await Console.Out.WriteLineAsync($"stand-ins listen on {host.BaseUrl} (control: {host.BaseUrl}/control, timelines: {host.BaseUrl}/)");
var ends = new List<Task> { host.WaitForShutdown() };
if (untilInputEnds) ends.Add(Console.OpenStandardInput().CopyToAsync(Stream.Null));
await Task.WhenAny(ends);
return 0;
