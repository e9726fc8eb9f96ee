using System.Text.Json;

namespace Koshiki.StandIns.Control;

/// <summary>What happened at one platform, one JSON document a line, so that a restarted stand-in remembers it.</summary>
internal sealed class EventLog<T>(string? path) : IDisposable
    where T : class
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
    };

    private readonly Lock gate = new();
    private FileStream? file;

    /// <summary>Gives every event of an earlier run in its order, then takes new ones. A last line cut by a kill is dropped.</summary>
    public void Replay(Action<T> apply)
    {
        if (path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var whole = 0L;
        if (File.Exists(path))
        {
            var bytes = File.ReadAllBytes(path);
            var start = 0;
            for (var end = Array.IndexOf(bytes, (byte)'\n'); end >= 0; end = Array.IndexOf(bytes, (byte)'\n', start))
            {
                apply(JsonSerializer.Deserialize<T>(bytes.AsSpan(start, end - start), Json)!);
                start = end + 1;
            }

            whole = start;
        }

        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        file.SetLength(whole);
        file.Seek(0, SeekOrigin.End);
    }

    public void Append(T happened)
    {
        if (file is null)
        {
            return;
        }

        var line = JsonSerializer.SerializeToUtf8Bytes(happened, Json);
        lock (gate)
        {
            file.Write(line);
            file.WriteByte((byte)'\n');
            file.Flush();
        }
    }

    public void Dispose() => file?.Dispose();
}
