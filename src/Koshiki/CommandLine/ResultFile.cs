using System.Text;

namespace Koshiki.CommandLine;

/// <summary>What a command makes: in the file that was named, or on the standard output.</summary>
internal static class ResultFile
{
    /// <param name="path">Null writes a text to the standard output; what is no text needs a file.</param>
    /// <param name="said">Tells that the file has been written.</param>
    public static async Task Write(string? path, byte[] content, string said, CancellationToken ct)
    {
        if (path is null)
        {
            await Console.Out.WriteAsync(Encoding.UTF8.GetString(content));
            return;
        }

        await File.WriteAllBytesAsync(path, content, ct);
        Console.WriteLine(said);
    }
}
