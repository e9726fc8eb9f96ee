using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Koshiki.Foundation.Keys;

/// <summary>The one secret outside the database: wraps platform tokens, residents' ids, the session keys and the list-signing key. ARCHITECTURE 3.13.</summary>
/// <remarks>The file holds one key a line, "id base64", the newest first: the first one wraps, every one unwraps, so that rotation can take its time.</remarks>
public sealed class MasterKey
{
    private const byte Format = 1;
    private const int KeySize = 32;
    private const int IdSize = 4;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeaderSize = 1 + IdSize + NonceSize + TagSize;

    /// <summary>A running program looks at the file's date so often before it wraps, so that it takes up a new key without being started anew.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly string path;
    private readonly Lock reading = new();
    private volatile Ring ring;
    private long lookedAt = Environment.TickCount64;

    private MasterKey(string path, Ring ring) => (this.path, this.ring) = (path, ring);

    /// <summary>The id of the key that wraps today.</summary>
    public uint CurrentId => ring.Keys[0].Id;

    /// <summary>The ids of all keys in the file, the newest first.</summary>
    public IEnumerable<uint> Ids => ring.Keys.Select(key => key.Id);

    /// <summary>Reads a key file. A missing or damaged one is an accident of installation: it throws and says what to do.</summary>
    public static MasterKey Load(string path)
    {
        if (!File.Exists(path)) throw new SettingException($"The master key file {path} is missing. Koshiki__MasterKeyFile must name the file made at installation; without it stored tokens cannot be read.");
        return new MasterKey(path, Read(path));
    }

    /// <summary>Makes a new file with one key, readable by its owner only.</summary>
    public static void Create(string path) => Write(path, [NewLine()]);

    /// <summary>Puts a new key in front of the old ones; what was wrapped before stays readable.</summary>
    public static void AddKey(string path) => Write(path, [NewLine(), .. File.ReadAllLines(path)]);

    /// <param name="secret">What to hide.</param>
    /// <param name="context">Where the secret belongs, such as <c>account/A001/token</c>: moved to another place it does not open.</param>
    public byte[] Wrap(ReadOnlySpan<byte> secret, string context)
    {
        if (Environment.TickCount64 - Interlocked.Read(ref lookedAt) > LookAgain.TotalMilliseconds) LookAtTheFile();
        var (id, current) = ring.Keys[0];
        var wrapped = new byte[HeaderSize + secret.Length];
        wrapped[0] = Format;
        BinaryPrimitives.WriteUInt32BigEndian(wrapped.AsSpan(1), id);
        var nonce = wrapped.AsSpan(1 + IdSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(current, TagSize);
        aes.Encrypt(nonce, secret, wrapped.AsSpan(HeaderSize), wrapped.AsSpan(1 + IdSize + NonceSize, TagSize), Encoding.UTF8.GetBytes(context));
        return wrapped;
    }

    /// <summary>Opens what <see cref="Wrap"/> made with the same context. Anything else throws <see cref="CryptographicException"/>.</summary>
    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, string context)
    {
        if (wrapped.Length < HeaderSize || wrapped[0] != Format) throw new CryptographicException("Not a wrapped secret.");
        var id = BinaryPrimitives.ReadUInt32BigEndian(wrapped[1..]);
        var key = Find(id);
        if (key is null)
        {
            LookAtTheFile();
            key = Find(id);
        }

        if (key is null) throw new CryptographicException($"The master key file lacks the key {id:x8} that wrapped this secret.");
        var secret = new byte[wrapped.Length - HeaderSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(wrapped.Slice(1 + IdSize, NonceSize), wrapped[HeaderSize..], wrapped.Slice(1 + IdSize + NonceSize, TagSize), secret, Encoding.UTF8.GetBytes(context));
        return secret;
    }

    /// <summary>True when a newer key than the one that wrapped this secret is at hand.</summary>
    public bool ShouldWrapAnew(ReadOnlySpan<byte> wrapped) => wrapped.Length > IdSize && BinaryPrimitives.ReadUInt32BigEndian(wrapped[1..]) != CurrentId;

    /// <summary>A key for one purpose, such as finding a resident by a keyed hash. It stays the same when a new key is added.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, ring.Keys[^1].Key, KeySize, info: Encoding.UTF8.GetBytes(purpose));

    private byte[]? Find(uint id) => Array.Find(ring.Keys, key => key.Id == id).Key;

    /// <summary>Takes up what <see cref="AddKey"/> has put into the file since. A file that cannot be read just now changes nothing.</summary>
    private void LookAtTheFile()
    {
        lock (reading)
        {
            Interlocked.Exchange(ref lookedAt, Environment.TickCount64);
            try
            {
                if (File.GetLastWriteTimeUtc(path) != ring.WrittenAt) ring = Read(path);
            }
            catch (IOException)
            {
                // Whoever lacks a key is told so by the caller.
            }
        }
    }

    private static Ring Read(string path)
    {
        var writtenAt = File.GetLastWriteTimeUtc(path);
        (uint, byte[])[] keys = [.. File.ReadAllLines(path).Where(line => line.Length > 0).Select(line => ReadLine(path, line))];
        return keys.Length > 0 ? new Ring(keys, writtenAt) : throw new InvalidDataException($"The master key file {path} holds no key.");
    }

    private sealed record Ring((uint Id, byte[] Key)[] Keys, DateTime WrittenAt);

    private static (uint Id, byte[] Key) ReadLine(string path, string line)
    {
        var key = new byte[KeySize];
        return line.Split(' ') is [var id, var text]
            && uint.TryParse(id, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
            && Convert.TryFromBase64String(text, key, out var size) && size == KeySize
            ? (number, key)
            : throw new InvalidDataException($"The master key file {path} has a line that is not 'id base64'.");
    }

    private static string NewLine() =>
        $"{BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(IdSize)):x8} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize))}";

    private static void Write(string path, string[] lines)
    {
        var temporary = path + ".new";
        using (var stream = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            stream.Write(Encoding.ASCII.GetBytes(string.Join('\n', lines) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
