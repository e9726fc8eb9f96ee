using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;

namespace Koshiki.Core.Opening;

/// <summary>What an account must have; what is not there becomes a dated task. C8.</summary>
public enum Lack
{
    /// <summary>開設の協議</summary>
    Consultation,

    /// <summary>利用方針</summary>
    UsagePolicy,

    /// <summary>運用マニュアル</summary>
    OperationManual,

    /// <summary>アカウント運用ポリシー</summary>
    AccountPolicy,

    /// <summary>ポリシーの開示</summary>
    Disclosure,
}

public static class Lacks
{
    extension(Lack lack)
    {
        public string Word => lack switch
        {
            Lack.Consultation => "開設の協議",
            Lack.UsagePolicy => DocumentKind.UsagePolicy.Word,
            Lack.OperationManual => DocumentKind.OperationManual.Word,
            Lack.AccountPolicy => DocumentKind.AccountPolicy.Word,
            _ => "ポリシーの開示",
        };

        /// <summary>As in addresses, exports and tasks.</summary>
        public string Key => lack switch
        {
            Lack.Consultation => "consultation",
            Lack.Disclosure => "disclosure",
            _ => lack.Document!.Value.Key,
        };

        /// <summary>The document that would fill it; null for the others.</summary>
        public DocumentKind? Document => lack switch
        {
            Lack.UsagePolicy => DocumentKind.UsagePolicy,
            Lack.OperationManual => DocumentKind.OperationManual,
            Lack.AccountPolicy => DocumentKind.AccountPolicy,
            _ => null,
        };

        /// <summary>What to do about it, of one account.</summary>
        public string TaskTitle(string account) => lack switch
        {
            Lack.Consultation => $"「{account}」の開設の協議をするか、過去の協議を記録する",
            Lack.Disclosure => $"「{account}」のアカウント運用ポリシーを、アカウントのページで開示し、確かめた日を記録する",
            _ => $"「{account}」の{lack.Word}を作る",
        };
    }

    public static IReadOnlyList<Lack> All { get; } = Enum.GetValues<Lack>();

    public static Lack? FromKey(string key) => All.Cast<Lack?>().FirstOrDefault(lack => lack!.Value.Key == key);
}

/// <summary>A consultation or document of earlier days that exists outside this system. 既存の記録. C8.</summary>
public sealed class EarlierRecord
{
    public required AccountId Account { get; init; }

    /// <summary>Everything but <see cref="Lack.Disclosure"/>.</summary>
    public required Lack Of { get; init; }

    /// <summary>The day of the document or of the reply.</summary>
    public DateOnly DatedOn { get; set; }

    /// <summary>Its number and where it is kept. 文書番号・保管場所.</summary>
    public string Reference { get; set; } = "";

    public PersonId By { get; set; }

    public string ByName { get; set; } = "";

    public DateTimeOffset At { get; set; }
}

/// <summary>Somebody looked whether the policy can be read on the account itself. Only this counts as disclosed in table 10. Guideline 2-3(4)ウ, 2-4. C4.</summary>
public sealed class PolicyDisclosure
{
    public required Guid Id { get; init; }

    public required AccountId Account { get; init; }

    public required DateOnly CheckedOn { get; init; }

    /// <summary>Whether users find the policy, or a link to it, on the account.</summary>
    public required bool IsDisclosed { get; init; }

    /// <summary>Where: プロフィール欄, 固定した投稿, 概要 and so on. Empty where it was not found.</summary>
    public required string Place { get; init; }

    /// <summary>Whether the policy there links to the official list. Guideline 2-3(4)イ.</summary>
    public required bool LinksToList { get; init; }

    public required PersonId By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Whether the platform vouches for the account. 認証マーク. Guideline 2-3(4)イ. C6.</summary>
public enum Badge
{
    /// <summary>未確認</summary>
    Unknown,

    /// <summary>制度なし</summary>
    NotOffered,

    /// <summary>未申請</summary>
    NotAsked,

    /// <summary>申請中</summary>
    Asked,

    /// <summary>取得済み</summary>
    Held,
}

/// <summary>In whose name the account stands at its platform, and whether the platform vouches for it. C6.</summary>
public sealed class Holding
{
    public required AccountId Account { get; init; }

    /// <summary>The person in whose name the platform wanted it; null where it stands in the office's name. Guideline 2-3(4)ア.</summary>
    public PersonId? NamedPerson { get; set; }

    public string? NamedPersonName { get; set; }

    public DateOnly? NamedSince { get; set; }

    public Badge Badge { get; set; }

    public DateOnly? BadgeOn { get; set; }

    public uint Version { get; init; }
}

/// <summary>What is done when an account begins. Guideline 2-5(2)ア. C11.</summary>
public enum StartItem
{
    /// <summary>開設の周知</summary>
    Announcement,

    /// <summary>アイコンの保管</summary>
    Icon,

    /// <summary>カバー画像の保管</summary>
    Cover,

    /// <summary>プロフィール文</summary>
    Profile,

    /// <summary>フォローしたアカウント</summary>
    Follows,

    /// <summary>反応の良い内容と時間</summary>
    BestHours,
}

/// <summary>One item of an account's start, done on a day.</summary>
public sealed class StartRecord
{
    public required AccountId Account { get; init; }

    public required StartItem Item { get; init; }

    public DateOnly DoneOn { get; set; }

    public string Text { get; set; } = "";

    public string ByName { get; set; } = "";
}

public static class BadgeWords
{
    extension(Badge badge)
    {
        public string Word => badge switch
        {
            Badge.NotOffered => "この媒体に制度がない",
            Badge.NotAsked => "申請していない",
            Badge.Asked => "申請中",
            Badge.Held => "取得済み",
            _ => "確認していない",
        };
    }
}

public static class StartItemWords
{
    extension(StartItem item)
    {
        public string Word => item switch
        {
            StartItem.Announcement => "開設の周知",
            StartItem.Icon => "アイコン",
            StartItem.Cover => "カバー画像",
            StartItem.Profile => "プロフィール文",
            StartItem.Follows => "フォローしたアカウント",
            _ => "反応の良い内容と時間",
        };

        public string Hint => item switch
        {
            StartItem.Announcement => "どこで知らせたかを書きます。例：ホームページ、広報紙4月号、報道発表",
            StartItem.Icon => "元の画像の保管場所を書きます。",
            StartItem.Cover => "元の画像の保管場所を書きます。",
            StartItem.Profile => "登録した文をそのまま書きます。",
            StartItem.Follows => "近隣の自治体や関係機関など、フォローしたアカウントを書きます。",
            _ => "始めてからの反応で分かった、良い内容と時間を書きます。",
        };

        public string Key => item.ToString().ToLowerInvariant();
    }
}
