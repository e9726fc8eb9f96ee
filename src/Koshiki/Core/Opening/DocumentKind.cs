namespace Koshiki.Core.Opening;

/// <summary>The documents that an account must have. Guideline 2-3(1), 2-4.</summary>
public enum DocumentKind
{
    /// <summary>利用方針</summary>
    UsagePolicy,

    /// <summary>運用マニュアル</summary>
    OperationManual,

    /// <summary>アカウント運用ポリシー</summary>
    AccountPolicy,
}

/// <summary>The words for documents: on screens in Japanese, in addresses in English.</summary>
public static class DocumentKinds
{
    private static readonly (DocumentKind Kind, string Key, string Word, string For)[] Words =
    [
        (DocumentKind.UsagePolicy, "usage-policy", "利用方針", "何のために、だれに、何を、どう発信するかを決める8項目の書類です。"),
        (DocumentKind.OperationManual, "operation-manual", "運用マニュアル", "発信の手順、安全の確保、媒体に特有の扱いをまとめた書類です。"),
        (DocumentKind.AccountPolicy, "account-policy", "アカウント運用ポリシー", "利用者に示す書類です。公開ページとアカウントのページの両方に載せます。"),
    ];

    public static IReadOnlyList<DocumentKind> All { get; } = Enum.GetValues<DocumentKind>();

    extension(DocumentKind kind)
    {
        /// <summary>As in addresses.</summary>
        public string Key => Array.Find(Words, entry => entry.Kind == kind).Key;

        public string Word => Array.Find(Words, entry => entry.Kind == kind).Word;

        /// <summary>What it is for, in one sentence.</summary>
        public string For => Array.Find(Words, entry => entry.Kind == kind).For;
    }

    public static DocumentKind? FromKey(string key) => Array.FindIndex(Words, entry => entry.Key == key) is >= 0 and var at ? Words[at].Kind : null;
}
