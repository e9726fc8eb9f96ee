using Koshiki.Core.Accounts;

namespace Koshiki.Core.Opening.Writing;

/// <summary>The account policy that the register's data make. Guideline 2-4(1)-(13); the wording is ours. C4.</summary>
internal static class PolicyText
{
    public static Dictionary<string, string> Of(KnownAccount known, DateOnly day) => new()
    {
        ["title"] = $"{known.Name}（{known.PlatformName}）アカウント運用ポリシー",
        ["preface"] = $"{known.Government}{known.Office}は、次の目的で{known.PlatformName}のアカウントを運用します。\n{known.Purpose}\n利用される皆さまに安心してご覧いただけるよう、運用の方針を次のとおり定めます。",
        ["account"] = FirstDraft.AccountLines(known.Name, known.PlatformName, known.Address),
        ["content"] = known.Purpose,
        ["operator"] = Operator(known),
        ["hours"] = "原則として、平日の執務時間（8時30分から17時15分まで）に投稿します。\n災害などの緊急の情報は、この時間のほかにも投稿します。",
        ["comments"] = Comments(known),
        ["prohibitions"] = """
            次の内容の投稿はご遠慮ください。当てはまると判断したときは、お知らせせずに削除や非表示にすることがあります。
            ・特定の個人、団体、国、地域などを傷つけ、又はおとしめるもの
            ・他人や団体になりすますもの、事実と異なるもの
            ・著作権、商標権、肖像権など、他人の権利を侵すおそれがあるもの
            ・法令に違反するもの、違反をあおるもの
            ・公の秩序や善良な風俗に反するもの
            ・本人の承諾なく個人の情報を明らかにするもの
            ・有害なプログラムやそのおそれがあるリンクを含むもの
            ・わいせつな表現など、不快の念を与えるもの
            ・営利を目的とするもの、政治や宗教の活動を目的とするもの
            ・このアカウントの目的と関わりがないもの
            """,
        ["property"] = $"・掲載する文章、写真、動画などの権利は、{known.Government}又は元の権利者に属します。\n・{Law("property", day, "著作権法")}で認められた場合を除き、無断で複製や転用はできません。",
        ["disclaimer"] = $"・掲載する情報は正確を期していますが、利用により生じた損害について、{known.Government}は責任を負いません。\n・利用者が投稿した内容について、{known.Government}は責任を負いません。\n・媒体の運営者の都合により、表示や機能が変わったり、止まったりすることがあります。\n・このポリシーは変わることがあります。変わったときは、公開ページでお知らせします。",
        ["personal"] = $"・このアカウントを通じて個人の情報をお預かりするときは、{Law("personal", day, "個人情報の保護に関する法律")}に従って取り扱います。\n・お預かりするときは目的を明らかにし、その目的のほかには使いません。\n・コメントなどに、ご自身やほかの人の住所、電話番号などを書き込まないでください。\n・媒体の運営者による情報の取扱いは、その運営者の規約によります。",
        ["contact"] = known.Contacts.Count == 0 ? "" : $"{known.Government}{known.Office}\n{string.Join('\n', known.Contacts)}",
        ["official"] = $"このアカウントが公式のものであることは、公式アカウントの一覧でご確認ください。\n{known.OfficialList}",
    };

    private static string Operator(KnownAccount known) => known.Operator switch
    {
        OperatorKind.Direct => $"{known.Government}{known.Office}",
        OperatorKind.Outsourced => $"{known.Government}{known.Office}\n投稿の作業は、{Named(known)}に委託しています。発信する内容は{known.Office}が確かめます。",
        OperatorKind.Association => $"{Named(known)}（事務局：{known.Government}{known.Office}）",
        _ => $"{Named(known)}（指定管理者。所管：{known.Government}{known.Office}）",
    };

    private static string Named(KnownAccount known) => string.IsNullOrWhiteSpace(known.OperatorName) ? "団体" : known.OperatorName;

    private static string Comments(KnownAccount known) => (known.Need?.TwoWay ?? TwoWayUse.Listens) switch
    {
        TwoWayUse.Replies => "・いただいたコメントには、できる限り回答します。ただし、すべてに回答できるとは限りません。\n・このアカウントの目的と関わりがないご意見やご質問には、回答しません。下の問合せ先をご利用ください。",
        TwoWayUse.Listens => "・コメントは今後の発信の参考にします。原則として、個別の回答は行いません。\n・ご意見やご質問は、下の問合せ先をご利用ください。",
        _ => "・このアカウントは情報をお知らせするためのもので、コメントへの回答は行いません。\n・ご意見やご質問は、下の問合せ先をご利用ください。",
    };

    private static string Law(string topic, DateOnly day, string otherwise) => LegalReferences.For(topic, day)?.Name ?? otherwise;
}
