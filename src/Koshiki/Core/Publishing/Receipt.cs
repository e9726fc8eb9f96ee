using System.Buffers.Binary;

namespace Koshiki.Core.Publishing;

/// <summary>The short number by which a post is found where a link cannot be opened: 「7K3M-Q2XD」. 受付番号.</summary>
/// <remarks>Eight signs of Crockford's base 32, which has no I, L, O and U, from the random end of the post's id: 40 bits, so that two posts of one government practically never share one.</remarks>
internal static class Receipt
{
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(PostId post)
    {
        Span<byte> bytes = stackalloc byte[16];
        post.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        var bits = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        Span<char> text = stackalloc char[9];
        for (var i = 8; i >= 0; i--)
        {
            if (i == 4)
            {
                text[i] = '-';
                continue;
            }

            text[i] = Signs[(int)(bits & 31)];
            bits >>= 5;
        }

        return new string(text);
    }

    /// <summary>The number as stored, from what was typed: full width, lower case, with or without the hyphen, with spaces or any dash in its place, O for 0, I or L for 1.</summary>
    /// <returns>Null for what can be no such number.</returns>
    public static string? Read(string typed)
    {
        var signs = Foundation.Japanese.InputText.Code(typed).ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1');
        signs = string.Concat(signs.Where(sign => !char.IsWhiteSpace(sign) && char.GetUnicodeCategory(sign) is not System.Globalization.UnicodeCategory.DashPunctuation));
        return signs.Length == 8 && signs.All(Signs.Contains) ? $"{signs[..4]}-{signs[4..]}" : null;
    }
}
