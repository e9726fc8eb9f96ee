using System.Globalization;
using Koshiki.Core.Accounts.Controls;

namespace Koshiki.Core.Custody.Judging;

/// <summary>One matter of custody as a control that clauses of the guideline name. What nobody attested is not met.</summary>
internal sealed class CustodyControl(CustodyReader reader, CustodyMatter matter, string key, string title, string? parameter = null) : IAutomaticControl
{
    public const string Months = "months";

    /// <summary>What a guideline's clauses can name, with the parameter that each takes.</summary>
    public static IReadOnlyList<(CustodyMatter Matter, string Key, string Title, string? Parameter)> All { get; } =
    [
        (CustodyMatter.PasswordComposition, "password-composition-attested", "パスワードの構成（8文字以上、英大文字・英小文字・数字・記号）を確かめている", null),
        (CustodyMatter.PasswordChange, "password-changed-yearly", "パスワードを定めた期間のうちに変更している", Months),
        (CustodyMatter.Administrator, "administrator-registered", "運用所属の職員が登録管理者になっている", null),
        (CustodyMatter.SecondFactor, "second-factor", "二段階認証を使っている", null),
        (CustodyMatter.ConnectedApplications, "connected-applications-reviewed", "連携アプリを定めた期間のうちに点検している", Months),
        (CustodyMatter.FunctionSettings, "function-settings-reviewed", "機能の設定を定期的に、また媒体の機能が変わったときに点検している", Months),
        (CustodyMatter.HandOver, "hand-over-done", "異動に伴う引継ぎが終わり、別の職員が確認している", null),
    ];

    public string Key => key;

    public string Title => title;

    public IReadOnlyDictionary<string, string> Parameters { get; } = parameter is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [parameter] = "12" };

    public async Task<IReadOnlyList<ControlFinding>> Judge(ControlRun run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        var facts = await run.Shared.Of(async () => (await reader.Read([.. run.Accounts.Select(account => account.Id)], run.Day, ct)).ToDictionary(one => one.Account));
        var months = run.Parameters.TryGetValue(Months, out var written) && int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : 12;
        var terms = CustodyTerms.Usual with { PasswordMonths = months, ApplicationMonths = months, SettingMonths = months };
        return
        [
            .. from account in run.Accounts
               where facts.ContainsKey(account.Id)
               let standing = CustodyStanding.Of(facts[account.Id], terms, run.Day).FirstOrDefault(one => one.Matter == matter)
                   ?? new MatterStanding(matter, IsMet: true, "終わっていない引継ぎはありません。", DueOn: null)
               select new ControlFinding(account.Office, account.Id, standing.IsMet ? ControlVerdict.Met : ControlVerdict.NotMet, standing.Why, $"/accounts/{account.Key}/custody", standing.DueOn),
        ];
    }
}
