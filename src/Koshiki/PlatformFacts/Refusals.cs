using Koshiki.Foundation;

namespace Koshiki.PlatformFacts;

/// <summary>The field was left empty.</summary>
public sealed record NoAddressGiven(Platform Platform) : Invalid($"{Platform.DisplayName}のアカウントのURLを入力してください。");

/// <summary>The address is an account's, on another platform than the one chosen.</summary>
public sealed record OtherPlatformsAddress(Platform Expected, Platform Found)
    : Invalid($"入力されたURLは{Found.DisplayName}のものです。媒体を「{Found.DisplayName}」に変えるか、{Expected.DisplayName}のURLを入力してください。");

/// <summary>The address belongs to the platform and leads to something else than an account.</summary>
public sealed record NotAnAccountsPage(PageKind Kind) : Invalid($"入力されたURLは{NameOf(Kind)}のもので、アカウントのURLではありません。アカウントのページ（プロフィール）を開き、そのURLを入力してください。")
{
    private static string NameOf(PageKind kind) => kind switch
    {
        PageKind.Post => "個別の投稿",
        PageKind.Share => "共有用のページ",
        PageKind.Search => "検索結果",
        PageKind.Hashtag => "ハッシュタグ",
        PageKind.Collection => "グループ、リストまたは催し",
        PageKind.PersonalContact => "個人のLINE",
        PageKind.Forwarding => "転送用のページ",
        _ => "媒体自体のページ",
    };
}

/// <summary>The host belongs to nobody we know, and the platform has accounts only on its own.</summary>
public sealed record NotThePlatformsHost(Platform Platform, string Site)
    : Invalid($"「{Site}」は{Platform.DisplayName}のURLではありません。{Platform.DisplayName}でアカウントのページを開き、そのURLを入力してください。ブログ等の場合は、媒体を「ブログ」または「その他」にしてください。");

/// <summary>The host imitates a platform's.</summary>
public sealed record LooksLikeThePlatform(Platform Imitated, string Host)
    : Invalid($"「{Host}」は{Imitated.DisplayName}に似せたURLで、{Imitated.DisplayName}のものではありません。開かずに、なりすましの疑いとして広報担当課に知らせてください。");

/// <summary>The name has letters or a length that the platform does not allow.</summary>
public sealed record ImpossibleAccountName(Platform Platform) : Invalid($"{Platform.DisplayName}のアカウント名として使えない文字または長さです。アカウントのページを開き、URLをそのまま貼り付けてください。");

/// <summary>Neither an address nor a name that the platform could have.</summary>
public sealed record AddressNotReadable() : Invalid("URLとして読み取れません。「https://」から始まるURLを、アカウントのページからそのまま貼り付けてください。");
