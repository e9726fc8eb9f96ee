using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Custody;

/// <summary>By what an account is held beside its password. 二段階認証.</summary>
public enum SecondFactorKind
{
    /// <summary>使っていない</summary>
    NotUsed,

    /// <summary>媒体に機能がない</summary>
    NotOffered,

    /// <summary>認証アプリ</summary>
    AuthenticatorApp,

    /// <summary>セキュリティキー・パスキー</summary>
    SecurityKey,

    /// <summary>SMS</summary>
    TextMessage,

    /// <summary>メール</summary>
    Mail,
}

/// <summary>Who is registered at the platform as the account's administrator, and by what the account is held. 管理情報. Guideline 2-3(4)ア, D1.</summary>
public sealed class CustodyRecord
{
    public const int LongestText = 200;

    private CustodyRecord() { }

    public required AccountId Account { get; init; }

    /// <summary>The person in whose name the account is registered; null where nobody has written it down.</summary>
    public PersonId? Administrator { get; private set; }

    /// <summary>Since which day.</summary>
    public DateOnly? AdministratorSince { get; private set; }

    /// <summary>Null where nobody has written it down.</summary>
    public SecondFactorKind? SecondFactor { get; private set; }

    /// <summary>Where the backup codes are kept, such as 所属の金庫; never the codes.</summary>
    public string? BackupCodesPlace { get; private set; }

    public uint Version { get; init; }

    public static CustodyRecord For(AccountId account) => new() { Account = account };

    /// <summary>Another person is registered at the platform from a day on. 登録管理者の変更.</summary>
    /// <returns><see cref="NotAcceptable"/> for <c>since</c>.</returns>
    public Result<Done> Register(PersonId administrator, DateOnly since, DateOnly today)
    {
        if (since > today) return new NotAcceptable([new Fault("since", "先の日です。媒体の登録を変更した日を入力してください。")]);
        (Administrator, AdministratorSince) = (administrator, since);
        return new Done();
    }

    /// <returns><see cref="NotAcceptable"/> for <c>place</c>.</returns>
    public Result<Done> Secure(SecondFactorKind kind, string? backupCodesPlace)
    {
        List<Fault> faults = [];
        if (backupCodesPlace is not null) FreeText.Look("place", backupCodesPlace, LongestText, faults);
        if (kind is SecondFactorKind.AuthenticatorApp or SecondFactorKind.SecurityKey && backupCodesPlace is null)
            faults.Add(new Fault("place", "バックアップコードの保管場所を入力してください（例：所属の金庫）。担当者が不在でも復旧できるようにするためです。"));
        if (faults.Count > 0) return new NotAcceptable(faults);

        (SecondFactor, BackupCodesPlace) = (kind, kind is SecondFactorKind.NotUsed or SecondFactorKind.NotOffered ? null : backupCodesPlace);
        return new Done();
    }
}
