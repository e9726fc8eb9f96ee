using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Audits;

/// <summary>One account of an office within the audit's reach: chosen for the visit, or left out and why. 監査の対象. J1, J7.</summary>
public sealed class AuditTarget
{
    public required AuditTargetId Id { get; init; }

    public required AuditId Audit { get; init; }

    public required OfficeId Office { get; init; }

    public required string OfficeCode { get; init; }

    public required string OfficeName { get; init; }

    public required string Department { get; init; }

    public required AccountId Account { get; init; }

    public required string AccountKey { get; init; }

    public required string AccountName { get; init; }

    public TargetState State { get; private set; }

    /// <summary>Why it is in or out, as printed in the list.</summary>
    public string Why { get; private set; } = "";

    public uint Version { get; init; }

    internal static AuditTarget Of(AuditId audit, OfficeOnDay office, AccountId account, string key, string name, Drawn drawn) => new()
    {
        Id = AuditTargetId.New(), Audit = audit, Office = office.Id, OfficeCode = office.Code, OfficeName = office.Name, Department = office.Department,
        Account = account, AccountKey = key, AccountName = name, State = drawn.IsChosen ? TargetState.Chosen : TargetState.NotDrawn, Why = drawn.Why,
    };

    /// <summary>Takes it in or out by hand, with the reason. J7: exclusions and later additions.</summary>
    /// <returns><see cref="NotAcceptable"/> without a reason.</returns>
    public Result<TargetState> Decide(bool isIn, string why)
    {
        if (string.IsNullOrWhiteSpace(why)) return new NotAcceptable([new Fault("why", "理由を入力してください。対象の一覧に載ります。")]);
        (State, Why) = (isIn ? TargetState.Added : TargetState.Excluded, why.Trim());
        return State;
    }
}

public enum TargetState
{
    /// <summary>抽出</summary>
    Chosen,

    /// <summary>抽出外: another account of the same office was drawn.</summary>
    NotDrawn,

    /// <summary>除外</summary>
    Excluded,

    /// <summary>追加</summary>
    Added,
}

public static class TargetWords
{
    extension(TargetState state)
    {
        public string Word => state switch { TargetState.Chosen => "抽出", TargetState.NotDrawn => "抽出外", TargetState.Excluded => "除外", _ => "追加" };

        public bool IsIn => state is TargetState.Chosen or TargetState.Added;

        public Foundation.Web.Elements.Tone Tone => state switch
        {
            TargetState.Chosen or TargetState.Added => Foundation.Web.Elements.Tone.Green,
            TargetState.Excluded => Foundation.Web.Elements.Tone.Orange,
            _ => Foundation.Web.Elements.Tone.Gray,
        };
    }
}

/// <summary>Whether one account of an office was drawn, and the sentence that says why.</summary>
public sealed record Drawn(string Key, bool IsChosen, string Why);

/// <summary>Draws one account of each office that has several. Anyone with the number and the list can draw again and gets the same. 抽出.</summary>
public static class Sampling
{
    /// <param name="keys">The accounts of one office; their order does not matter.</param>
    /// <returns>One entry for each, in the order given.</returns>
    public static IReadOnlyList<Drawn> OneOf(int seed, IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 1) return [new Drawn(keys[0], true, "この所属のアカウントは1件だけのため")];
        var chosen = keys.MinBy(key => (Lot(seed, key), key), Comparer<(uint, string)>.Create((a, b) => a.Item1 != b.Item1 ? a.Item1.CompareTo(b.Item1) : string.CompareOrdinal(a.Item2, b.Item2)));
        return [.. keys.Select(key => new Drawn(key, key == chosen, key == chosen
            ? string.Create(CultureInfo.InvariantCulture, $"この所属の{keys.Count}件から抽出（乱数の種{seed}、くじの値{Lot(seed, key)}が最小）")
            : string.Create(CultureInfo.InvariantCulture, $"同じ所属の{chosen}を抽出したため（くじの値{Lot(seed, key)}）")))];
    }

    /// <summary>The first four bytes of SHA-256 of "seed:key", read as a number.</summary>
    public static uint Lot(int seed, string key) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{key}"))));
}
