using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Koshiki.Core.Organizations.SigningIn;

/// <summary>One-time codes that an app on a phone makes from a shared key and the time: six digits, a new one every 30 seconds.</summary>
/// <remarks>Source: RFC 6238 (SHA-1, 30 s) and RFC 4226. The framework's own provider reads the machine's clock and accepts a code twice; this one does neither.</remarks>
internal static class Totp
{
    public const int KeySize = 20;
    private const int StepSeconds = 30;
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeySize);

    public static long StepAt(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / StepSeconds;

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 codes are HMAC-SHA-1; every authenticator app expects it.")]
    public static string CodeOf(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, hash);
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is, the current one or its neighbours (a phone's clock may be half a minute off); null for none.</summary>
    public static long? StepOf(ReadOnlySpan<byte> key, string code, DateTimeOffset now)
    {
        var given = Encoding.ASCII.GetBytes(code);
        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(key, step)), given)) found = step;
        }

        return found;
    }

    /// <summary>What the app reads from the QR code.</summary>
    public static string AddressOf(ReadOnlySpan<byte> key, string system, string userName) =>
        $"otpauth://totp/{Uri.EscapeDataString(system)}:{Uri.EscapeDataString(userName)}?secret={Base32(key)}&issuer={Uri.EscapeDataString(system)}";

    /// <summary>The key for typing in, in upper-case letters and digits.</summary>
    public static string Base32(ReadOnlySpan<byte> key)
    {
        var text = new StringBuilder();
        for (int bits = 0, held = 0, at = 0; at < key.Length || held > 0;)
        {
            if (held < 5 && at < key.Length)
            {
                bits = (bits << 8) | key[at++];
                held += 8;
            }
            else if (held < 5)
            {
                bits <<= 5 - held;
                held = 5;
            }

            held -= 5;
            text.Append(Base32Letters[(bits >> held) & 31]);
            bits &= (1 << held) - 1;
        }

        return text.ToString();
    }
}
