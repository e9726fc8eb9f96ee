using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts.Registering;

/// <summary>The form of an account: the same words and the same reading as a row of a file.</summary>
internal static class AccountForm
{
    /// <summary>Day boxes that are all empty are no day.</summary>
    public static AccountEntry Entry(FormState form, string? keyOf, AccountState? stateOf = null, DateOnly? retiredOnOf = null, string? platformOf = null) => new()
    {
        Id = keyOf ?? form["id"],
        OfficeCode = form["office_code"].Trim().Split(' ', '　')[0],
        Platform = platformOf ?? form["platform"],
        PlatformLabel = form["platform_label"],
        Name = form["name"],
        Url = form["url"],
        Handle = form["handle"],
        PermanentId = form["permanent_id"],
        Operator = form["operator"],
        OperatorName = form["operator_name"],
        OpenedOn = Day(form, "opened_on"),
        State = stateOf is { } state ? state.FileWord : "",
        RetiredOn = retiredOnOf is { } day ? day : (Result<DateOnly>?)null,
        Purpose = form["purpose"],
        ResponsibleHead = form["responsible_head"],
    };

    /// <summary>The form filled from the register.</summary>
    public static async Task<FormState> Of(Account account, CoreDb db, DateOnly today, CancellationToken ct)
    {
        var code = await db.Offices.IgnoreAutoIncludes().Where(office => office.Id == account.Office).Select(office => office.Code).SingleOrDefaultAsync(ct);
        var head = account.ResponsibleHead is { } id ? await db.People.Where(person => person.Id == id).Select(person => person.StaffNumber).SingleOrDefaultAsync(ct) : null;
        return FormState.Of(
        [
            ("office_code", code), ("platform_label", account.PlatformLabel), ("name", account.Name), ("url", account.Address), ("handle", account.Handle),
            ("permanent_id", account.PermanentId), ("operator", account.Operator.FileWord), ("operator_name", account.OperatorName),
            ("purpose", account.Purpose), ("responsible_head", head), ("version", account.Version.ToString()),
            .. DayFields("opened_on", account.OpenedOn), .. DayFields("from", today),
        ]);
    }

    public static Result<DateOnly>? Day(FormState form, string name) =>
        form.Filled(name + ".year") || form.Filled(name + ".month") || form.Filled(name + ".day")
            ? JapaneseDate.Parse(form[name + ".year"], form[name + ".month"], form[name + ".day"])
            : (Result<DateOnly>?)null;

    public static IEnumerable<(string Name, string? Value)> DayFields(string name, DateOnly? day) =>
        [(name + ".year", day?.Year.ToString()), (name + ".month", day?.Month.ToString()), (name + ".day", day?.Day.ToString())];

    /// <summary>Offices to pick from: "01001 広報課".</summary>
    public static Task<List<string>> Offices(CoreDb db, DateOnly today, CancellationToken ct) =>
        db.OfficesOn(today).OrderBy(office => office.Code).Select(office => office.Code + " " + office.Name).ToListAsync(ct);
}
