namespace Koshiki.Core.Accounts.FriendFiles;

/// <summary>Somebody took over or wrote a file of an account's friends. It holds counts alone: who the residents are is none of core's business. 友だちファイルの取込み・書出し.</summary>
/// <remarks>Written before the file is touched and completed afterwards, so that an act cut short is in the activity log too.</remarks>
public sealed class FriendFileAct
{
    public required Guid Id { get; init; }

    public required string AccountKey { get; init; }

    public required FriendFileKind Kind { get; init; }

    /// <summary>The file's name without its folder.</summary>
    public required string FileName { get; init; }

    /// <summary>Of an imported file's bytes, in lower-case hexadecimal; null for an export, which would be known by it.</summary>
    public string? Sha256 { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>Null while it runs, and for ever when it was cut short or refused.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Friends in the file.</summary>
    public int? Friends { get; private set; }

    /// <summary>Friends who were new to the register; null for an export.</summary>
    public int? Added { get; private set; }

    /// <summary>Known friends whom the file changed; null for an export.</summary>
    public int? Changed { get; private set; }

    public void Finish(int friends, int? added, int? changed, DateTimeOffset now) => (Friends, Added, Changed, DoneAt) = (friends, added, changed, now);
}

public enum FriendFileKind
{
    /// <summary>取込み.</summary>
    Import,

    /// <summary>書出し.</summary>
    Export,
}
