using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Accounts.Importing;

/// <summary>The columns of a file of accounts: what is written out can be read in again.</summary>
public static class AccountFile
{
    public static IReadOnlyList<CsvColumn> Columns { get; } =
    [
        new("id"), new("office_code"), new("platform"), new("name"), new("url"), new("operator"), new("opened_on"),
        new("platform_label", Required: false), new("handle", Required: false), new("permanent_id", Required: false), new("operator_name", Required: false),
        new("state", Required: false), new("retired_on", Required: false), new("purpose", Required: false), new("responsible_head", Required: false),
    ];

    public static AccountEntry Entry(CsvRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new()
        {
            Id = row["id"],
            OfficeCode = row["office_code"],
            Platform = row["platform"],
            PlatformLabel = row["platform_label"],
            Name = row["name"],
            Url = row["url"],
            Handle = row["handle"],
            PermanentId = row["permanent_id"],
            Operator = row["operator"],
            OperatorName = row["operator_name"],
            OpenedOn = Day(row["opened_on"]),
            State = row["state"],
            RetiredOn = Day(row["retired_on"]),
            Purpose = row["purpose"],
            ResponsibleHead = row["responsible_head"],
        };
    }

    /// <summary>One row of the file that is written out.</summary>
    public static IReadOnlyList<string?> Row(Account account, string officeCode, string? headNumber)
    {
        ArgumentNullException.ThrowIfNull(account);
        return
        [
            account.Key, officeCode, account.Platform.Key, account.Name, account.Address, account.Operator.FileWord, account.OpenedOn?.Iso,
            account.PlatformLabel, account.Handle, account.PermanentId, account.OperatorName,
            account.State.FileWord, account.RetiredOn?.Iso, account.Purpose, headNumber,
        ];
    }

    /// <summary>A column that the file lacks leaves things as they are; an empty cell empties them.</summary>
    internal static AccountDraft KeepingWhatIsAbsent(AccountDraft draft, Account account, CsvFile file) => draft with
    {
        PlatformLabel = file.Has("platform_label") ? draft.PlatformLabel : account.PlatformLabel,
        PermanentId = file.Has("permanent_id") ? draft.PermanentId : draft.PermanentId ?? account.PermanentId,
        Purpose = file.Has("purpose") ? draft.Purpose : account.Purpose,
        ResponsibleHead = file.Has("responsible_head") ? draft.ResponsibleHead : account.ResponsibleHead,
        RetiredOn = file.Has("retired_on") ? draft.RetiredOn : account.RetiredOn,
        Facts = draft.Facts with
        {
            Handle = file.Has("handle") ? draft.Facts.Handle : draft.Facts.Handle ?? account.Handle,
            OperatorName = file.Has("operator_name") || draft.Facts.Operator == OperatorKind.Direct ? draft.Facts.OperatorName : account.OperatorName,
            State = file.Has("state") || file.Has("retired_on") ? draft.Facts.State : account.State,
        },
    };

    private static Result<DateOnly>? Day(string text) => text.Length == 0 ? (Result<DateOnly>?)null : JapaneseDate.Parse(text);
}
