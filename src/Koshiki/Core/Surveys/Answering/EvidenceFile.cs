using System.IO.Compression;

namespace Koshiki.Core.Surveys.Answering;

/// <summary>What may be put beside an answer: papers, pictures and tables, by what is in them and not only by their name. 根拠資料.</summary>
internal static class EvidenceFile
{
    /// <summary>Bytes.</summary>
    public const int Largest = 10_000_000;

    private const int LongestName = 150;

    /// <returns>What to do; null for a file that is taken.</returns>
    public static string? Unacceptable(string name, byte[] content)
    {
        if (content.Length == 0) return "ファイルを1つ選んでください。中身のないファイルは付けられません。";
        if (content.Length > Largest) return $"ファイルは{Largest / 1_000_000}MBまでにしてください（選んだファイルは{content.Length / 1_000_000m:0.0}MBです）。";
        if (name.Length is 0 or > LongestName) return $"ファイルの名前を{LongestName}文字までにしてください。";
        var type = Path.GetExtension(name).ToLowerInvariant();
        return type switch
        {
            ".pdf" => Unless(content.AsSpan(0, Math.Min(1024, content.Length)).IndexOf("%PDF-"u8) >= 0),
            ".png" => Unless(content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])),
            ".jpg" or ".jpeg" => Unless(content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])),
            ".csv" or ".txt" => Unless(IsText(content)),
            ".xlsx" or ".docx" or ".pptx" => OfficeFault(type, content),
            _ => "PDF、画像（PNG・JPEG）、Excel、Word、PowerPoint、CSV、テキストのファイルにしてください。",
        };

        string? Unless(bool isSo) => isSo ? null : Other(type);
    }

    private static string Other(string type) => $"ファイルの中身が「{type}」の形式ではありません。元のファイルを開き、正しい形式で保存し直してください。";

    private static string? OfficeFault(string type, byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (zip.GetEntry("[Content_Types].xml") is null) return Other(type);
            return zip.Entries.Any(entry => entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)) ? "マクロを含むファイルは付けられません。マクロを除いて保存し直してください。" : null;
        }
        catch (InvalidDataException)
        {
            return Other(type);
        }
    }

    /// <summary>UTF-16 with its mark, or bytes without a zero.</summary>
    private static bool IsText(byte[] content) => content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || !content.AsSpan().Contains((byte)0);
}
