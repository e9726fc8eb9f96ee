using Koshiki.Core.Accounts;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Opening.Writing;

/// <summary>What the register already knows of the account for which a document is begun; nobody is asked twice.</summary>
/// <param name="Address">Null until the account is acquired.</param>
/// <param name="Contacts">What the office publishes to be reached at.</param>
/// <param name="OfficialList">The public list's address.</param>
internal sealed record KnownAccount(
    string Government, string Name, Platform Platform, string PlatformName, string? Address, string Purpose, string Office, OperatorKind Operator, string? OperatorName,
    IReadOnlyList<string> Contacts, Uri OfficialList, NeedCheck? Need);

/// <summary>The first draft of a document, from the register's data and in words of our own; the office edits it. C2-C4.</summary>
internal static class FirstDraft
{
    /// <summary>Stands in the policy until the account has an address.</summary>
    public const string AddressToCome = "URL：アカウントの取得後に記載します";

    public static IReadOnlyList<DocumentSection> Of(DocumentKind kind, KnownAccount known, DateOnly day)
    {
        var texts = kind switch
        {
            DocumentKind.UsagePolicy => UsagePolicy(known),
            DocumentKind.OperationManual => OperationManual(known),
            _ => PolicyText.Of(known, day),
        };
        return [.. DocumentForms.Of(kind).Select(rule => new DocumentSection(rule.Key, rule.Heading, texts.GetValueOrDefault(rule.Key, "")))];
    }

    /// <summary>The section 対象のアカウント.</summary>
    public static string AccountLines(string name, string platform, string? address) => $"アカウント名：{name}\n媒体：{platform}\n{(address is null ? AddressToCome : $"URL：{address}")}";

    private static Dictionary<string, string> UsagePolicy(KnownAccount known) => new()
    {
        ["purpose"] = known.Purpose,
        ["platform"] = known.Need is { } need ? $"{known.PlatformName}\n{need.PlatformTraits}" : known.PlatformName,
        ["audience"] = known.Need?.Demand ?? "",
        ["content"] = known.Need?.Field ?? "",
        ["use"] = known.Need is { } expected
            ? $"・頻度：月{expected.PostsPerMonth:N0}回程度\n・コメント：{expected.TwoWay.Word}"
            : "",
        ["people"] = $"・運用管理の責任者：{known.Office}の長\n・運用の担当者：{known.Office}の職員\n・決裁：担当者が起案し、別の職員が確かめ、所属長が発信の前に承認する\n・担当者の判断で投稿できる範囲：なし（事前承認の範囲を設けるときは、ここに書いて所属長の承認を受ける）",
    };

    private static Dictionary<string, string> OperationManual(KnownAccount known) => new()
    {
        ["steps"] = """
            1　担当者は、公式アカウント管理のシステムで投稿を起案する。
            2　点検の結果に「要修正」があるときは直し、「注意」があるときは理由を書く。
            3　所属長は、媒体ごとの見え方と日時を確かめて承認する。直すところがあるときは、理由を付けて差し戻す。
            4　誤りに気付いたときは、すぐに所属長に報告する。訂正の投稿を作るか、削除して削除の記録を残す。
            5　緊急の発信は、所属長が理由を書いて行い、後で部局長などの承認を受ける。
            """,
        ["security"] = """
            ・パスワードは8文字以上とし、英字の大文字と小文字、数字、記号を混ぜる。ほかのサービスと同じものは使わない。
            ・パスワードは年に1回以上、及び担当者が異動したときに変える。変えた日を管理情報に記録する。
            ・二段階認証を使い、受け取る端末と担当者を決めておく。
            ・操作は、庁内で認めた端末で行う。個人の端末と個人のアカウントは使わない。
            ・異動のときは、登録されている管理者と権限を引き継ぎ、別の職員が確かめる。
            ・不審な投稿や操作を見つけたときは、所属長、広報の担当課、情報システムの担当課に直ちに知らせる。
            """,
        ["platform"] = PlatformHandling(known.Platform),
    };

    private static string PlatformHandling(Platform platform) => platform switch
    {
        Platform.Line => "・配信は通知を伴うため、休日と夜間は緊急のものに限る。\n・地区と情報の種類で配信の対象を選ぶ。対象を選ばない全員への配信は、所属長が認めたものに限る。\n・配信した後は取り消せない。送る前に文面と人数を確かめる。\n・個別の相談をトークで受けないときは、自動応答で窓口を案内する。",
        Platform.X => "・文字数は媒体の数え方で確かめる。\n・ほかの利用者の投稿の転載（リポスト）は、公的機関のものなど、内容を確かめたものに限る。\n・ダイレクトメッセージの受信の設定を決め、使わないときは閉じる。",
        Platform.Facebook => "・ページは、所属の管理者を2人以上登録して管理する。\n・コメントの表示の設定と、不適切な語の除外の設定を確かめる。\n・広告の機能は、決裁を受けて使う。",
        Platform.Instagram => "・写真に写る人の承諾を得て、承諾の記録を残す。\n・画像には代替テキストを付ける。\n・期限で消える投稿（ストーリーズ）も、承認と記録の対象とする。",
        Platform.YouTube => "・動画には字幕を付け、音楽と映像の権利を確かめる。\n・コメントを受けるかどうかを動画ごとに決める。\n・子ども向けかどうかの設定を確かめる。",
        _ => "・媒体の利用規約と設定を確かめ、変わったときは見直す。\n・画像には代替テキストを付け、写る人の承諾の記録を残す。",
    };
}
