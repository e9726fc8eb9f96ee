namespace Koshiki.Edge.Segments.Indexing;

/// <summary>The choices of 32,768 neighbouring friends. What is published is never written again.</summary>
/// <remarks>
/// Only friends who follow have bits, so that no count has to ask for it.
/// The size is a compromise, measured: a page of 4 KB is copied in a quarter of a microsecond, and with smaller ones finding the pages takes longer than counting them.
/// </remarks>
/// <param name="pages">A page of bits for each set, by <see cref="Slots"/>; null where nobody is in it.</param>
/// <param name="columns">For questions with one answer, each friend's answer by <see cref="OptionLayout"/>: a shortcut beside the pages.
/// Null where nobody answered; empty, for good, where somebody's answers do not fit into one byte.</param>
/// <param name="pairs">What <see cref="OptionPairs"/> counted of them.</param>
internal sealed class FriendBlock(ulong[]?[] pages, byte[]?[] columns, ushort[]?[] pairs)
{
    /// <summary>Friends in one block.</summary>
    public const int Friends = 1 << Shift;

    /// <summary>Bits by which an ordinal is shifted to give its block.</summary>
    public const int Shift = 15;

    /// <summary>Words of 64 bits in a page.</summary>
    public const int Words = Friends / 64;

    public static readonly FriendBlock Empty = new([], [], []);

    /// <summary>A page without a member.</summary>
    public static readonly ulong[] Nobody = new ulong[Words];

    public ulong[]?[] Pages => pages;

    public byte[]?[] Columns => columns;

    /// <summary>Whether <see cref="Pairs"/> speaks for this block.</summary>
    public bool HasPairs => pairs.Length > 0;

    /// <returns>By answers to the first question with one answer; null when nobody of this block chose the option.</returns>
    public ushort[]? Pairs(int slot) => slot < pairs.Length ? pairs[slot] : null;

    /// <returns>Null when nobody of this block is in the set.</returns>
    public ulong[]? Page(int slot) => slot < pages.Length ? pages[slot] : null;

    /// <returns>Null when the pages have to be asked.</returns>
    public byte[]? Column(int question) => question < columns.Length && columns[question] is { Length: > 0 } column ? column : null;
}

/// <summary>The sets that every account has; those of the options follow them.</summary>
internal static class Slots
{
    public const int Following = 0;
    public const int Unanswered = 1;
    public const int EmergencyOnly = 2;
    public const int FirstOption = 3;
}
