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
        OfficeCode = OfficeCode(form),
        Platform = platformOf ?? form["platform"],
        PlatformLabel = form["platform_label"],
        Name = form["name"],
        Url = form["url"],
        Handle = form["handle"],
        PermanentId = form["permanent_id"],
        Operator = form["operator"],
        OperatorName = form["operator_name"],
        OpenedOn = form.DayIfAny("opened_on"),
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
            .. FormDays.Boxes("opened_on", account.OpenedOn), .. FormDays.Boxes("from", today),
        ]);
    }

    /// <summary>Where what was typed is another than what is stored, by the labels of the form.</summary>
    public static IReadOnlyList<FieldDifference> Differences(FormState stored, FormState typed)
    {
        (string Name, Func<FormState, string> Read)[] fields =
        [
            ("媒体の名称", form => InputText.Line(form["platform_label"])),
            ("名称", form => InputText.Line(form["name"])),
            ("URL", form => InputText.Url(form["url"])),
            ("ハンドル", form => InputText.Url(form["handle"]).TrimStart('@')),
            ("媒体の固有ID", form => InputText.Line(form["permanent_id"])),
            ("運用所属", form => InputText.Code(OfficeCode(form))),
            ("運用主体", form => OperatorWords.Parse(form["operator"]) is { Succeeded: true, Value: var kind } ? kind.Word : form["operator"]),
            ("受託者・団体・指定管理者の名称", form => InputText.Line(form["operator_name"])),
            ("開設日", form => form.DayIfAny("opened_on") is { } day ? (day.Succeeded ? day.Value.InWordsWithoutWeekday : "読み取れません") : ""),
            ("責任者の職員番号", form => InputText.Code(form["responsible_head"])),
            ("目的", form => InputText.Prose(form["purpose"]).Trim()),
        ];
        return [.. fields.Select(field => new FieldDifference(field.Name, field.Read(stored), field.Read(typed))).Where(one => one.Stored != one.Typed)];
    }

    /// <summary>What is picked has the office's name behind its code.</summary>
    private static string OfficeCode(FormState form) => form["office_code"].Trim().Split(' ', '　')[0];

    /// <summary>Offices to pick from: "01001 広報課".</summary>
    public static Task<List<string>> Offices(CoreDb db, DateOnly today, CancellationToken ct) =>
        db.OfficesOn(today).OrderBy(office => office.Code).Select(office => office.Code + " " + office.Name).ToListAsync(ct);
}
