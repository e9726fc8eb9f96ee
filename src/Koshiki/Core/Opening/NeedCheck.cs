using Koshiki.Foundation;

namespace Koshiki.Core.Opening;

/// <summary>How the office means to use that people can answer. 双方向性.</summary>
public enum TwoWayUse
{
    /// <summary>コメントに返信する</summary>
    Replies,

    /// <summary>返信はしないが、反応を見る</summary>
    Listens,

    /// <summary>見込まない</summary>
    None,
}

/// <summary>What an office thinks through before it prepares anything. 開設の必要性. Guideline 2-1(1), 2-2, 2-3(1). C1.</summary>
/// <param name="PostsPerMonth">Posts expected in a month, 0 to 3,000.</param>
/// <param name="Field">In what the information is rich. 情報が充実している分野.</param>
/// <param name="Demand">How it is known that residents want it. 利用者のニーズ.</param>
/// <param name="ExistingAccounts">Why none of the accounts that exist would serve.</param>
/// <param name="PlatformTraits">Why this platform: its traits against purpose and audience.</param>
/// <param name="Despite">Why an account is needed although little is posted and nothing is expected back; empty where that is not so.</param>
public sealed record NeedCheck(int PostsPerMonth, TwoWayUse TwoWay, string Field, string Demand, string ExistingAccounts, string PlatformTraits, string Despite)
{
    /// <summary>So many posts in a month are "a few": the guideline then points to the home page. Its number is our decision; the guideline says 月に数回程度.</summary>
    public const int FewPosts = 4;

    private const int MostPosts = 3_000;
    private const int LongestText = 2_000;

    /// <summary>Few posts and nothing expected back: an ordinary web page reaches more people. Guideline 2-2(1).</summary>
    public bool PointsToHomePage => PostsPerMonth <= FewPosts && TwoWay is TwoWayUse.None;

    /// <summary>Everything that is missing or wrong, by the names of the form's fields.</summary>
    public IReadOnlyList<Fault> Faults()
    {
        var faults = new List<Fault>();
        if (PostsPerMonth is < 0 or > MostPosts) faults.Add(new("posts", $"月の投稿の見込みは、0から{MostPosts:N0}までの数で入力してください。"));
        Text("field", Field, "発信する分野で、どのような情報が充実しているかを入力してください。");
        Text("demand", Demand, "利用者が求めていることを、どのように確かめたかを入力してください。");
        Text("existing", ExistingAccounts, "今あるアカウントで対応できない理由を入力してください。");
        Text("traits", PlatformTraits, "この媒体を選んだ理由を、媒体の特性とともに入力してください。");
        if (PointsToHomePage && string.IsNullOrWhiteSpace(Despite))
            faults.Add(new("despite", $"投稿が月{FewPosts}回以下で反応も見込まないときは、ホームページでの発信が原則です。それでもアカウントが必要な理由を入力してください。"));
        if (Despite.Length > LongestText) faults.Add(TooLong("despite"));
        return faults;

        void Text(string field, string text, string missing)
        {
            if (string.IsNullOrWhiteSpace(text)) faults.Add(new(field, missing));
            else if (text.Length > LongestText) faults.Add(TooLong(field));
        }
    }

    private static Fault TooLong(string field) => new(field, $"{LongestText:N0}文字までにしてください。");
}
