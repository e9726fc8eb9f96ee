using System.IO.Compression;
using System.Text;

namespace Koshiki.Foundation.Spreadsheets.Reading;

/// <param name="Entries">How many files an archive may hold.</param>
/// <param name="Bytes">How much they may be together when unpacked, in bytes.</param>
/// <param name="Ratio">How many times larger than packed, once it is more than ten megabytes.</param>
internal sealed record ArchiveLimits(int Entries, long Bytes, int Ratio);

/// <summary>A ZIP from outside: what its directory says is looked at first, and what is really read is counted, because a directory can lie.</summary>
internal sealed class SafeArchive : IDisposable
{
    private const long SmallEnough = 10_000_000;

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> byName = new(StringComparer.OrdinalIgnoreCase);
    private long left;

    private SafeArchive(ZipArchive archive, ArchiveLimits limits) => (this.archive, left) = (archive, limits.Bytes);

    public IReadOnlyCollection<ZipArchiveEntry> Entries => archive.Entries;

    /// <param name="oldNames">How names are written in archives that do not say so; those of Windows in Japan are CP932.</param>
    /// <returns><see cref="BrokenWorkbook"/>, <see cref="WorkbookUnpacksTooLarge"/>, <see cref="EncryptedWorkbook"/>.</returns>
    public static Result<SafeArchive> Open(byte[] content, ArchiveLimits limits, Encoding? oldNames = null)
    {
        SafeArchive opened;
        try
        {
            opened = new SafeArchive(new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read, leaveOpen: false, oldNames), limits);
        }
        catch (InvalidDataException)
        {
            return new BrokenWorkbook("ZIP");
        }

        var refusal = opened.Look(content.Length, limits);
        if (refusal is null) return opened;
        opened.Dispose();
        return refusal;
    }

    public ZipArchiveEntry? Find(string name) => byName.GetValueOrDefault(name.TrimStart('/'));

    /// <summary>Opens one entry; reading past the limit throws <see cref="UnpacksTooLargeException"/>.</summary>
    public Stream Open(ZipArchiveEntry entry) => new Counted(entry.Open(), this);

    public void Dispose() => archive.Dispose();

    private Refusal? Look(long packed, ArchiveLimits limits)
    {
        try
        {
            if (archive.Entries.Count > limits.Entries) return new WorkbookUnpacksTooLarge();
            var unpacked = archive.Entries.Sum(entry => Math.Clamp(entry.Length, 0, int.MaxValue));
            if (unpacked > limits.Bytes || (unpacked > SmallEnough && unpacked > packed * limits.Ratio)) return new WorkbookUnpacksTooLarge();
            foreach (var entry in archive.Entries)
            {
                if (entry.IsEncrypted) return new EncryptedWorkbook();
                // Two of one name let one program read what another does not.
                if (!byName.TryAdd(entry.FullName.TrimStart('/'), entry)) return new BrokenWorkbook(entry.FullName);
            }

            return null;
        }
        catch (InvalidDataException)
        {
            return new BrokenWorkbook("ZIP");
        }
    }

    private sealed class Counted(Stream inner, SafeArchive archive) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        private int Count(int read)
        {
            archive.left -= read;
            return archive.left >= 0 ? read : throw new UnpacksTooLargeException();
        }
    }
}

/// <summary>An archive gave more than its directory said.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Thrown and caught within this folder.")]
internal sealed class UnpacksTooLargeException() : Exception("The archive unpacks to more than is read.");
