using System.IO.Compression;
using System.Text.Json;

namespace Koshiki.Core.Surveys.Books;

/// <summary>Looked-at books as one field of a form, so that a page without script can carry them to the next request and nothing lies on the server meanwhile. Its seal is checked before it is opened.</summary>
internal static class BookParcel
{
    public static string Pack(IReadOnlyList<BookToTake> books)
    {
        using var content = new MemoryStream();
        using (var packed = new BrotliStream(content, CompressionLevel.Fastest, leaveOpen: true)) JsonSerializer.Serialize(packed, books);
        return Convert.ToBase64String(content.GetBuffer(), 0, (int)content.Length);
    }

    public static List<BookToTake> Unpack(string parcel)
    {
        using var content = new MemoryStream(Convert.FromBase64String(parcel));
        using var unpacked = new BrotliStream(content, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<BookToTake>>(unpacked)!;
    }
}
