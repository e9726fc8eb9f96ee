using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Koshiki.StandIns.Control;

/// <summary>A picture or film that reached a platform.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record StoredMedia(string Sha256, long Bytes, string ContentType);

/// <summary>The bytes of all media, by hash.</summary>
internal sealed class MediaStore
{
    private readonly string? directory;
    private readonly ConcurrentDictionary<string, byte[]> contents = new();

    public MediaStore(string? directory)
    {
        this.directory = directory;
        if (directory is not null)
        {
            Directory.CreateDirectory(directory);
        }
    }

    public StoredMedia Add(ReadOnlySpan<byte> bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (contents.TryAdd(hash, bytes.ToArray()) && directory is not null)
        {
            File.WriteAllBytes(Path.Combine(directory, hash), bytes);
        }

        return new StoredMedia(hash, bytes.Length, TypeOf(bytes));
    }

    /// <param name="hash">Checked to be a hash before it becomes part of a path.</param>
    public byte[]? Find(string hash)
    {
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        if (contents.TryGetValue(hash, out var bytes))
        {
            return bytes;
        }

        return directory is not null && File.Exists(Path.Combine(directory, hash)) ? File.ReadAllBytes(Path.Combine(directory, hash)) : null;
    }

    /// <summary>What the first bytes say it is, whatever its sender says.</summary>
    public static string TypeOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "video/mp4",
        _ => "application/octet-stream",
    };
}
