using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Monitoring;

public readonly record struct AccountCheckId(Guid Value) : IId<AccountCheckId>
{
    public static AccountCheckId From(Guid value) => new(value);

    public static AccountCheckId New() => new(Guid.CreateVersion7());
}

/// <summary>One person looked at one account. Never changed afterwards. 点検の記録. D3.</summary>
public sealed class AccountCheck
{
    public required AccountCheckId Id { get; init; }

    public required AccountId Account { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>The office that answered for the account on that day.</summary>
    public required OfficeId Office { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>In Japan.</summary>
    public required DateOnly Day { get; init; }

    public required PersonId By { get; init; }

    public required string ByName { get; init; }

    public required CheckOutcome Outcome { get; init; }

    /// <summary>What was looked at, by the keys of <see cref="CheckItems"/>.</summary>
    public required string[] Items { get; init; }

    /// <summary>What was seen; null where nothing was unusual.</summary>
    public string? Seen { get; init; }

    /// <summary>What was done at once; null where nothing had to be.</summary>
    public string? Done { get; init; }

    /// <summary>What follows from the abnormality; null where nothing was unusual.</summary>
    public FindingId? Finding { get; init; }
}

public enum CheckOutcome
{
    /// <summary>異常なし</summary>
    NothingUnusual,

    /// <summary>異常あり</summary>
    Unusual,
}

/// <summary>The short checklist of a round. 点検の項目.</summary>
/// <remarks>Guideline 2-6 (what can go wrong), 2-7(3)ア (what was posted is looked after), table 14; the wording is ours.</remarks>
public static class CheckItems
{
    public static IReadOnlyList<CheckItem> All { get; } =
    [
        new("own-page", "名称・アイコン・紹介文が、登録したとおりである"),
        new("own-posts", "身に覚えのない投稿・返信・メッセージがない"),
        new("comments", "不適切な書込みや、答えていない問合せがない"),
        new("content", "最近の投稿に、誤りや古くなった案内がない"),
        new("look-alikes", "このアカウントをかたる別のアカウントが見当たらない"),
    ];

    public static IReadOnlyList<string> Keys { get; } = [.. All.Select(item => item.Key)];

    /// <returns>The item's words; the key itself for one that is no more.</returns>
    public static string LabelOf(string key) => All.FirstOrDefault(item => item.Key == key)?.Label ?? key;
}

/// <param name="Key">Stays the same over releases.</param>
public sealed record CheckItem(string Key, string Label);
