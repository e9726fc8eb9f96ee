using System.Security.Cryptography;

namespace Koshiki.Core.Audits;

/// <summary>A file or a look that a finding rests on: when it was collected, and the time it speaks of. 証拠. J3, J4.</summary>
public sealed class Evidence
{
    public const int MostMegabytes = 20;

    public const int LongestFileName = 150;

    /// <summary>What papers, pictures, recordings and mails are kept as. Programs and files with macros are evidence of nothing that a copy on paper would not show, and dangerous to open.</summary>
    private static readonly string[] FileTypes = [".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".xlsx", ".docx", ".pptx", ".csv", ".txt", ".eml", ".mp3", ".m4a", ".wav", ".mp4", ".mov", ".zip"];

    public required EvidenceId Id { get; init; }

    public required AuditId Audit { get; init; }

    public FieldworkEntryId? Entry { get; init; }

    public AuditFindingId? Finding { get; init; }

    public required string Title { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required DateOnly CollectedOn { get; init; }

    /// <summary>The first and last day of which it tells.</summary>
    public required DateOnly PeriodFrom { get; init; }

    public required DateOnly PeriodUntil { get; init; }

    /// <summary>From whom or where it comes.</summary>
    public required string Source { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Why a file is not taken, in a sentence; null where it is.</summary>
    /// <param name="size">Bytes.</param>
    public static string? Unacceptable(string fileName, long size) => size switch
    {
        0 => "ファイルが選ばれていないか、空です。",
        > MostMegabytes * 1024L * 1024L => $"ファイルは{MostMegabytes}MBまでです。分けるか、必要なところだけにしてください。",
        _ when !FileTypes.Contains(Path.GetExtension(fileName).ToLowerInvariant()) => "PDF、画像、Excel、Word、PowerPoint、CSV、テキスト、メール（eml）、録音、動画、ZIPのファイルにしてください。プログラムやマクロを含むファイルは加えられません。",
        _ when fileName.Length > LongestFileName => $"ファイルの名前を{LongestFileName}文字までにしてください。",
        _ => null,
    };
}

/// <summary>The bytes of a piece of evidence, in a table of their own so that lists stay light.</summary>
public sealed class EvidenceContent
{
    public required EvidenceId Evidence { get; init; }

    public required byte[] Bytes { get; init; }

    /// <summary>Whether these are the bytes that were collected.</summary>
    public bool Has(string sha256) => Convert.ToHexStringLower(SHA256.HashData(Bytes)) == sha256;
}
