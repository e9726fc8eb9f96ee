using System.Text;
using System.Text.RegularExpressions;
using Koshiki.Core.Accounts.Controls;

namespace Koshiki.Core.Monitoring.Looking;

/// <summary>One thing that was compared, with what came of it.</summary>
/// <param name="Seen">What the platform shows, so that the same difference is not raised twice; empty where all is in order or nothing can be told.</param>
internal sealed record ProfileVerdict(FindingKind Kind, ControlVerdict Verdict, string Why, string Seen = "");

/// <summary>Compares what the platform shows of an account with the register. What one of the two does not say cannot be told, and is never an alarm. D3.</summary>
internal static partial class ProfileJudgement
{
    /// <param name="name">As registered.</param>
    /// <param name="handle">As registered; null where none is.</param>
    /// <param name="registered">The text that the profile ought to show; null while none is registered.</param>
    /// <param name="list">The addresses that count as a link back to the official list.</param>
    public static IReadOnlyList<ProfileVerdict> Of(string name, string? handle, string? registered, AccountLook look, IReadOnlyList<string> list) => look.SeenAt is null
        ? [.. Kinds.Select(kind => new ProfileVerdict(kind, ControlVerdict.CannotTell, look.Reason ?? "まだ媒体を確認していません。"))]
        : [Name(name, look), Handle(handle, look), Text(registered, look), LinkBack(look, list)];

    public static readonly FindingKind[] Kinds = [FindingKind.ProfileName, FindingKind.ProfileHandle, FindingKind.ProfileText, FindingKind.LinkBack];

    private static ProfileVerdict Name(string name, AccountLook look) => (look.Name ?? "") switch
    {
        "" => new(FindingKind.ProfileName, ControlVerdict.CannotTell, "媒体が名称を示しません。"),
        var seen when Even(seen) == Even(name) => new(FindingKind.ProfileName, ControlVerdict.Met, "名称は登録のとおりです。"),
        var seen => new(FindingKind.ProfileName, ControlVerdict.NotMet, $"登録の名称は「{name}」ですが、媒体では「{seen}」です。", seen),
    };

    private static ProfileVerdict Handle(string? handle, AccountLook look) => (look.Handle, handle) switch
    {
        (null, _) => new(FindingKind.ProfileHandle, ControlVerdict.CannotTell, "媒体がハンドルを示しません。"),
        (_, null) => new(FindingKind.ProfileHandle, ControlVerdict.CannotTell, "ハンドルが登録されていません。"),
        var (seen, own) when string.Equals(seen.TrimStart('@'), own.TrimStart('@'), StringComparison.OrdinalIgnoreCase) => new(FindingKind.ProfileHandle, ControlVerdict.Met, "ハンドルは登録のとおりです。"),
        var (seen, own) => new(FindingKind.ProfileHandle, ControlVerdict.NotMet, $"登録のハンドルは「@{own.TrimStart('@')}」ですが、媒体では「@{seen.TrimStart('@')}」です。", seen),
    };

    private static ProfileVerdict Text(string? registered, AccountLook look) => (look.Text, registered) switch
    {
        (null, _) => new(FindingKind.ProfileText, ControlVerdict.CannotTell, "媒体が紹介文を示しません。"),
        (_, null) => new(FindingKind.ProfileText, ControlVerdict.CannotTell, "紹介文が登録されていません。見守りの設定で登録してください。"),
        var (seen, own) when Even(seen) == Even(own) => new(FindingKind.ProfileText, ControlVerdict.Met, "紹介文は登録のとおりです。"),
        var (seen, _) => new(FindingKind.ProfileText, ControlVerdict.NotMet, $"紹介文が登録と違います。媒体の紹介文：「{seen}」", seen.Length == 0 ? "（空）" : seen),
    };

    private static ProfileVerdict LinkBack(AccountLook look, IReadOnlyList<string> list) => look.Links switch
    {
        null => new(FindingKind.LinkBack, ControlVerdict.CannotTell, "媒体が紹介のリンクを示しません。"),
        var links when links.Any(link => list.Any(address => LeadsTo(link, address))) => new(FindingKind.LinkBack, ControlVerdict.Met, "公式一覧へのリンクがあります。"),
        var links => new(FindingKind.LinkBack, ControlVerdict.NotMet, "媒体の紹介文とウェブサイトの欄に、公式一覧へのリンクがありません。", links.Length == 0 ? "（なし）" : string.Join(' ', links)),
    };

    /// <summary>The list itself, one of its pages, or the list with conditions; the scheme does not matter, the case of the host neither.</summary>
    private static bool LeadsTo(string link, string address)
    {
        var (seen, wanted) = (Bare(link), Bare(address));
        return seen.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) && (seen.Length == wanted.Length || seen[wanted.Length] is '/' or '?' or '#');
    }

    private static string Bare(string address)
    {
        var from = address.IndexOf("://", StringComparison.Ordinal);
        return (from < 0 ? address : address[(from + 3)..]).TrimEnd('/');
    }

    /// <summary>Composed alike, white space evened out.</summary>
    private static string Even(string text) => WhiteSpace().Replace(text.Normalize(NormalizationForm.FormC), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
