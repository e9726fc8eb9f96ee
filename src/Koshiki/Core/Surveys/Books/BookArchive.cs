using System.IO.Compression;
using System.Text;
using Koshiki.Foundation;
using Koshiki.Foundation.Spreadsheets.Reading;

namespace Koshiki.Core.Surveys.Books;

/// <summary>Books as files, single ones and several in a ZIP, out and in. Each is read by itself, so that one that is too large or broken spoils no other.</summary>
internal static class BookArchive
{
    private const string Extension = ".zip";

    /// <summary>What a Mac adds to a ZIP.</summary>
    private const string MacFolder = "__MACOSX/";

    private static readonly ArchiveLimits Limits = new(Entries: 2_000, Bytes: 500_000_000, Ratio: 30);

    private static readonly Encoding WindowsNames = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    /// <summary>Whether a file is a ZIP of books rather than a book itself.</summary>
    public static bool Is(BookFile file) =>
        file.Content.AsSpan().StartsWith("PK\x03\x04"u8) && SafeArchive.Open(file.Content, Limits) is { Succeeded: true } opened && IsWithoutContentTypes(opened.Value);

    /// <summary>Whether a file of this name is meant to be a book: a folder, a hidden file and what Excel and LibreOffice leave beside an open one are none.</summary>
    public static bool IsBook(string name) => name.Length > 0 && !name.StartsWith("~$", StringComparison.Ordinal) && !name.StartsWith('.');

    /// <summary>The books of a file as <see cref="Unpack"/> gives them, or the file itself.</summary>
    public static IEnumerable<(BookFile Book, Refusal? Refusal)> BooksIn(BookFile file) => Is(file) ? Unpack(file) : [(file, null)];

    /// <summary>The books of a file of this machine, which is read when its turn comes, and not at all where it is too large to be any.</summary>
    public static IEnumerable<(BookFile Book, Refusal? Refusal)> BooksAt(string path)
    {
        var (name, bytes) = (Path.GetFileName(path), new FileInfo(path).Length);
        var isZip = Path.GetExtension(name).Equals(Extension, StringComparison.OrdinalIgnoreCase);
        if (bytes > (isZip ? Limits.Bytes : WorkbookFile.MostBytes)) return [(new BookFile(name, []), isZip ? new WorkbookUnpacksTooLarge() : new WorkbookTooLarge(bytes))];
        return BooksIn(new BookFile(name, File.ReadAllBytes(path)));
    }

    public static byte[] Pack(IEnumerable<BookFile> books)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var book in books)
            {
                // Books are packed themselves.
                using var entry = archive.CreateEntry(book.Name, CompressionLevel.NoCompression).Open();
                entry.Write(book.Content);
            }
        }

        return content.ToArray();
    }

    /// <summary>The books of an archive, one after the other, each with why it cannot even be unpacked; the refusal is null where it can.</summary>
    /// <remarks>A reader that walks through them holds one at a time. An archive that cannot be opened gives one row that says so.</remarks>
    public static IEnumerable<(BookFile Book, Refusal? Refusal)> Unpack(BookFile file)
    {
        var opened = SafeArchive.Open(file.Content, Limits, WindowsNames);
        if (opened.IsRefused(out var refusal))
        {
            yield return (file, refusal);
            yield break;
        }

        using var archive = opened.Value;
        foreach (var entry in archive.Entries.Where(entry => IsBook(entry.Name) && !entry.FullName.StartsWith(MacFolder, StringComparison.Ordinal)))
        {
            var (content, broken) = Read(archive, entry);
            yield return (new BookFile(entry.FullName, content), broken);
        }
    }

    private static (byte[] Content, Refusal? Refusal) Read(SafeArchive archive, ZipArchiveEntry entry)
    {
        if (entry.Length > WorkbookFile.MostBytes) return ([], new WorkbookTooLarge(entry.Length));
        try
        {
            using var stream = archive.Open(entry);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return (content.ToArray(), null);
        }
        catch (InvalidDataException)
        {
            return ([], new BrokenWorkbook(entry.Name));
        }
        catch (UnpacksTooLargeException)
        {
            return ([], new WorkbookUnpacksTooLarge());
        }
    }

    private static bool IsWithoutContentTypes(SafeArchive archive)
    {
        using (archive) return archive.Find("[Content_Types].xml") is null && archive.Find("mimetype") is null;
    }
}
