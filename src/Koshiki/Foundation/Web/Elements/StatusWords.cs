namespace Koshiki.Foundation.Web.Elements;

/// <summary>The tint of a tag. The word carries the meaning; the tint only helps the eye.</summary>
public enum Tone { Gray, Blue, Green, Yellow, Orange, Red }

/// <summary>The status words that screens use, each with its tint. Every other word on a tag must name its tone.</summary>
public static class StatusWords
{
    private static readonly Dictionary<string, Tone> Tones = new(StringComparer.Ordinal)
    {
        // 投稿
        ["下書き"] = Tone.Gray, ["承認待ち"] = Tone.Blue, ["差戻し"] = Tone.Orange, ["承認済み・予約"] = Tone.Blue, ["発信中"] = Tone.Blue,
        ["発信済み"] = Tone.Green, ["一部失敗"] = Tone.Red, ["失敗"] = Tone.Red, ["訂正済み"] = Tone.Gray, ["削除済み"] = Tone.Gray, ["取下げ"] = Tone.Gray,
        // アカウント
        ["協議中"] = Tone.Blue, ["運用中"] = Tone.Green, ["休止"] = Tone.Gray, ["廃止手続中"] = Tone.Orange, ["廃止"] = Tone.Gray, ["未承認"] = Tone.Red, ["要対応"] = Tone.Orange,
        // 点検
        ["適合"] = Tone.Green, ["注意"] = Tone.Yellow, ["要修正"] = Tone.Red, ["対象外"] = Tone.Gray,
        // 事案
        ["受付"] = Tone.Orange, ["対応中"] = Tone.Blue, ["終結"] = Tone.Gray,
        // 調書
        ["未着手"] = Tone.Gray, ["回答中"] = Tone.Blue, ["所属長確認中"] = Tone.Blue, ["提出済み"] = Tone.Green,
        // 手順の進み
        ["作成中"] = Tone.Blue, ["完了"] = Tone.Green, ["無効（引戻しのため）"] = Tone.Gray, ["無効（差戻しのため）"] = Tone.Gray,
        // 作業
        ["未対応"] = Tone.Orange, ["確認待ち"] = Tone.Blue, ["不要と判断"] = Tone.Gray,
    };

    public static IReadOnlyCollection<string> All => Tones.Keys;

    /// <exception cref="ArgumentException">The word is not part of the vocabulary.</exception>
    public static Tone ToneOf(string word) =>
        Tones.TryGetValue(word, out var tone) ? tone : throw new ArgumentException($"「{word}」 is not a status word; use one of the vocabulary or name a tone.", nameof(word));
}
