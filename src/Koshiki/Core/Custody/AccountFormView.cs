using Koshiki.Core.Accounts;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Custody;

/// <summary>A form about one account.</summary>
/// <param name="People">Staff numbers and names to pick from, where the form asks for a person.</param>
public sealed record AccountFormView(string Key, string Name, FormState Form, IReadOnlyList<string> People)
{
    public IReadOnlyList<Link> Trail => TrailOf(Key, Name);

    internal static AccountFormView Of(Account account, FormState form, IReadOnlyList<string>? people = null) => new(account.Key, account.Name, form, people ?? []);

    internal static IReadOnlyList<Link> TrailOf(string key, string name) =>
        [new Link("アカウントの一覧", "/accounts"), new Link(name, $"/accounts/{key}"), new Link("管理情報", $"/accounts/{key}/custody")];

    internal static PasswordRules Rules(FormState form) =>
        form.All("rules").Aggregate(PasswordRules.None, (rules, one) => Enum.TryParse<PasswordRules>(one, out var rule) ? rules | (rule & PasswordRules.All) : rules);
}
