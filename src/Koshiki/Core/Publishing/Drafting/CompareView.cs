using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>What somebody else saved beside what one has typed oneself. 見比べる.</summary>
/// <param name="Form">All that was typed, with the version now stored: saving it replaces the other's.</param>
/// <param name="Differences">The texts that differ, each under its name.</param>
/// <param name="Facts">Other things that differ: title, purpose, link, time, channels, as stored and as typed.</param>
public sealed record CompareView(FormState Form, string Path, string Title, string Who, string At, IReadOnlyList<TextDifference> Differences, IReadOnlyList<FactDifference> Facts)
{
    public bool AreEqual => Differences.Count == 0 && Facts.Count == 0;

    internal static CompareView Of(FormState form, string path, Post stored, PostContent theirs, PostContent mine, string theirAudiences, string myAudiences)
    {
        var texts = new List<TextDifference>();
        if (theirs.CommonText != mine.CommonText) texts.Add(new("共通の本文", TextDiff.Between(theirs.CommonText, mine.CommonText)));
        foreach (var channel in theirs.Channels.Concat(mine.Channels).Select(c => c.Account).DistinctBy(a => a.Key))
        {
            var (before, after) = (OwnText(theirs, channel.Key), OwnText(mine, channel.Key));
            if (before != after) texts.Add(new($"「{channel.Name}」だけの本文", TextDiff.Between(before, after)));
        }

        FactDifference[] facts =
        [
            new("件名", theirs.Title, mine.Title),
            new("目的", theirs.Purpose.Word, mine.Purpose.Word),
            new("発信先", Channels(theirs), Channels(mine)),
            new("LINEの配信対象", theirAudiences, myAudiences),
            new("リンク先", theirs.Link ?? "なし", mine.Link ?? "なし"),
            new("画像", Pictures(theirs), Pictures(mine)),
            new("催しの内容", Event(theirs), Event(mine)),
            new("発信日時", Time(theirs), Time(mine)),
        ];
        return new CompareView(form, path, stored.Title, stored.LastEditorName, stored.SavedAt.TimeInJapan.InWords, texts, [.. facts.Where(f => f.Theirs != f.Mine)]);
    }

    private static string OwnText(PostContent content, string key) => content.Channels.FirstOrDefault(c => c.Account.Key == key)?.OwnText ?? "";

    private static string Channels(PostContent content) => content.Channels.Count == 0 ? "なし" : string.Join("、", content.Channels.Select(c => c.Account.Name));

    private static string Pictures(PostContent content) => $"{content.Channels.SelectMany(c => c.Media).Select(m => m.Item).Distinct().Count()}枚";

    private static string Event(PostContent content) => content.Event is { } e ? $"{e.When}／{e.Where}／{e.Who}" : "なし";

    private static string Time(PostContent content) => (content.Window.NotBefore?.InWords ?? "承認後すぐ") + (content.Window.NotAfter is { } until ? $"（期限：{until.InWords}）" : "");
}

/// <summary>A text as stored and as typed.</summary>
public sealed record TextDifference(string Name, IReadOnlyList<DiffPart> Parts);

/// <summary>A fact as stored and as typed.</summary>
public sealed record FactDifference(string Name, string Theirs, string Mine);
