namespace Koshiki.Edge.Segments;

/// <summary>The choices of 4,096 neighbouring friends: a page of bits for each set. What is published is never written again.</summary>
/// <remarks>
/// Only friends who follow have bits, so that no count has to ask for it. A page nobody is in is null.
/// The size is a compromise, measured: small enough that a change copies little, large enough that pages cost nothing but their bits.
/// </remarks>
internal sealed class FriendBlock(ulong[]?[] pages)
{
    /// <summary>Friends in one block.</summary>
    public const int Friends = 1 << Shift;

    /// <summary>Bits by which an ordinal is shifted to give its block.</summary>
    public const int Shift = 12;

    /// <summary>Words of 64 bits in a page.</summary>
    public const int Words = Friends / 64;

    public static readonly FriendBlock Empty = new([]);

    public ulong[]?[] Pages => pages;

    /// <returns>Null when nobody of this block is in the set.</returns>
    public ulong[]? Page(int slot) => slot < pages.Length ? pages[slot] : null;
}

/// <summary>The sets that every account has; those of the options follow them.</summary>
internal static class Slots
{
    public const int Following = 0;
    public const int Unanswered = 1;
    public const int EmergencyOnly = 2;
    public const int FirstOption = 3;
}
