using Koshiki.Core.Accounts;
using Koshiki.Foundation;

namespace Koshiki.Core.Opening;

/// <summary>What form 1 asks beside the documents. 事前協議書（様式1）; its layout is ours. Guideline 2-3(3). C5.</summary>
/// <param name="PlannedOn">The day on which the office wants to begin.</param>
/// <param name="PlannedHandle">The handle that it will try to get; empty where the platform has none.</param>
/// <param name="Operator">Who runs it day by day.</param>
/// <param name="OperatorName">The contractor, association or designated manager; empty when the office runs it itself.</param>
/// <param name="Contact">Who answers for the consultation. 担当者.</param>
/// <param name="Phone">His extension or number.</param>
public sealed record ConsultationForm(DateOnly PlannedOn, string PlannedHandle, OperatorKind Operator, string OperatorName, string Contact, string Phone, string Remarks)
{
    private const int LongestText = 2_000;
    private const int LongestName = 100;

    public IReadOnlyList<Fault> Faults()
    {
        var faults = new List<Fault>();
        if (Operator is not OperatorKind.Direct && string.IsNullOrWhiteSpace(OperatorName)) faults.Add(new("operator_name", "委託先や団体などの名称を入力してください。"));
        if (string.IsNullOrWhiteSpace(Contact)) faults.Add(new("contact", "協議の担当者の氏名を入力してください。"));
        if (string.IsNullOrWhiteSpace(Phone)) faults.Add(new("phone", "連絡先の電話番号または内線番号を入力してください。"));
        foreach (var (field, text) in new[] { ("planned_handle", PlannedHandle), ("operator_name", OperatorName), ("contact", Contact), ("phone", Phone) })
        {
            if (text.Length > LongestName) faults.Add(new(field, $"{LongestName}文字までにしてください。"));
        }

        if (Remarks.Length > LongestText) faults.Add(new("remarks", $"{LongestText:N0}文字までにしてください。"));
        return faults;
    }
}
