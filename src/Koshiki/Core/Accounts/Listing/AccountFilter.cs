using Koshiki.Core.Organizations;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Accounts.Listing;

/// <summary>The conditions of the list, as they stand in its address; the list, its exports and their addresses share them.</summary>
internal sealed record AccountFilter(FormState Form)
{
    public const string DefaultSort = "key";

    public string Sort => Form.Filled("sort") ? Form["sort"] : DefaultSort;

    /// <summary>The accounts that meet the conditions, each with its office of today, in the order asked for.</summary>
    public IQueryable<AccountInOffice> Apply(CoreDb db, Me me, DateOnly today)
    {
        var accounts = db.AccountsVisibleTo(me);
        if (Form.Filled("q")) accounts = accounts.Found(Form["q"]);
        if (PlatformNames.FromKey(Form["platform"]) is { } platform) accounts = accounts.Where(account => account.Platform == platform);
        if (OperatorWords.Parse(Form["operator"]) is { Succeeded: true, Value: var runBy }) accounts = accounts.Where(account => account.Operator == runBy);
        if (AccountStateWords.Parse(Form["state"]) is { Succeeded: true, Value: var state }) accounts = accounts.Where(account => account.State == state);
        if (ConnectionWords.Find(Form["connection"]) is { } connection) accounts = accounts.Where(account => account.Connection == connection);

        var rows = from account in accounts
                   join office in db.OfficesOn(today) on account.Office equals office.Id into offices
                   from office in offices.DefaultIfEmpty()
                   select new AccountInOffice { Account = account, Office = office };
        if (Form.Filled("department"))
        {
            var department = Form["department"];
            rows = rows.Where(row => row.Office!.Department == department);
        }

        if (Form.Filled("office"))
        {
            var (code, name) = (InputText.Code(Form["office"]), InputText.Name(Form["office"]));
            rows = rows.Where(row => row.Office!.Code == code || row.Office.Name.Contains(name));
        }

        return Sorted(rows);
    }

    private IQueryable<AccountInOffice> Sorted(IQueryable<AccountInOffice> rows) => Sort switch
    {
        "-key" => rows.OrderByDescending(row => row.Account.Key),
        "name" => rows.OrderBy(row => row.Account.Name).ThenBy(row => row.Account.Key),
        "-name" => rows.OrderByDescending(row => row.Account.Name).ThenBy(row => row.Account.Key),
        "platform" => rows.OrderBy(row => row.Account.Platform).ThenBy(row => row.Account.Key),
        "-platform" => rows.OrderByDescending(row => row.Account.Platform).ThenBy(row => row.Account.Key),
        "office" => rows.OrderBy(row => row.Office!.Code).ThenBy(row => row.Account.Key),
        "-office" => rows.OrderByDescending(row => row.Office!.Code).ThenBy(row => row.Account.Key),
        "opened" => rows.OrderBy(row => row.Account.OpenedOn).ThenBy(row => row.Account.Key),
        "-opened" => rows.OrderByDescending(row => row.Account.OpenedOn).ThenBy(row => row.Account.Key),
        _ => rows.OrderBy(row => row.Account.Key),
    };
}

/// <summary>An account with its office of today; null where that office is no more.</summary>
internal sealed class AccountInOffice
{
    public required Account Account { get; init; }

    public required OfficeOnDay? Office { get; init; }
}
