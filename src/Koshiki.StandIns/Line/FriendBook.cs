using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Koshiki.StandIns.Line;

/// <summary>How a person stands to an account.</summary>
public enum FriendState : byte
{
    Friend,
    Blocked,
    LeftLine,
}

/// <summary>
/// The friends of one account and how many deliveries each has got, in arrays: five bytes a friend when the ids are made here.
/// </summary>
/// <remarks>An id is "U" and 32 lower-case hexadecimal digits (messaging-api.yml). The account's lock guards it.</remarks>
internal sealed class FriendBook(string account)
{
    private readonly ulong salt = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(account)));
    private readonly Dictionary<UInt128, int> listed = [];
    private readonly Dictionary<int, UInt128> idsOfListed = [];
    private FriendState[] states = [];
    private int[] received = [];

    public int Count { get; private set; }

    /// <summary>How many can be reached now.</summary>
    public int Reachable { get; private set; }

    public ReadOnlySpan<int> Received => received.AsSpan(0, Count);

    /// <summary>Adds friends whose ids follow from the account and their number.</summary>
    public void AddMade(int howMany)
    {
        Grow(Count + howMany);
        Count += howMany;
        Reachable += howMany;
    }

    /// <summary>Adds a friend with an id from outside; a friend already known comes back.</summary>
    public void Add(UInt128 id)
    {
        if (TryFind(id, out var known))
        {
            Set(known, FriendState.Friend);
            return;
        }

        Grow(Count + 1);
        listed.Add(id, Count);
        idsOfListed.Add(Count, id);
        Count++;
        Reachable++;
    }

    public void Set(int friend, FriendState state)
    {
        Reachable += (state == FriendState.Friend ? 1 : 0) - (states[friend] == FriendState.Friend ? 1 : 0);
        states[friend] = state;
    }

    public FriendState StateOf(int friend) => states[friend];

    public int ReceivedBy(int friend) => received[friend];

    /// <returns>Whether the message reached him.</returns>
    public bool Deliver(int friend)
    {
        if (states[friend] != FriendState.Friend)
        {
            return false;
        }

        received[friend]++;
        return true;
    }

    public UInt128 IdOf(int friend) =>
        idsOfListed.TryGetValue(friend, out var id) ? id : new UInt128(Check(friend), Mix((ulong)friend ^ salt));

    public bool TryFind(UInt128 id, out int friend)
    {
        var number = Unmix((ulong)id) ^ salt;
        friend = (int)number;
        if (number < (ulong)Count && (ulong)(id >> 64) == Check(friend) && !idsOfListed.ContainsKey(friend))
        {
            return true;
        }

        return listed.TryGetValue(id, out friend);
    }

    public static string Text(UInt128 id) => "U" + id.ToString("x32", CultureInfo.InvariantCulture);

    public static bool TryParse(ReadOnlySpan<byte> utf8, out UInt128 id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id = default;
        if (utf8.Length != 33 || utf8[0] != 'U' || utf8.ContainsAnyInRange((byte)'A', (byte)'F')
            && utf8[1..].ContainsAnyInRange((byte)'A', (byte)'F')
            || Convert.FromHexString(utf8[1..], bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        id = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    private void Grow(int needed)
    {
        if (needed > states.Length)
        {
            var size = Math.Max(needed, states.Length * 2);
            Array.Resize(ref states, size);
            Array.Resize(ref received, size);
        }
    }

    private ulong Check(int friend) => Mix(Mix((ulong)friend) + salt);

    /// <summary>A one-to-one scrambling of 64 bits, undone by <see cref="Unmix"/>.</summary>
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 32)) * 0x9E3779B97F4A7C15;
        return value ^ (value >> 32);
    }

    private static ulong Unmix(ulong value)
    {
        value = (value ^ (value >> 32)) * 0xF1DE83E19937733D;
        return value ^ (value >> 32);
    }
}
