using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;

namespace Koshiki.Core.Organizations;

/// <summary>What roles follow from a duty and from what the office does for the whole government. A3.</summary>
public static class Roles
{
    private static readonly (Duty Duty, Role Role, string File, string Word)[] Duties =
    [
        (Duty.Staff, Role.Author, "staff", "担当者"),
        (Duty.Checker, Role.Checker, "checker", "確認者"),
        (Duty.Head, Role.OfficeHead, "head", "所属長"),
        (Duty.DepartmentHead, Role.DepartmentHead, "department-head", "部局長"),
        (Duty.Contractor, Role.Contractor, "contractor", "委託業者"),
        (Duty.DesignatedManager, Role.DesignatedManager, "designated-manager", "指定管理者"),
        (Duty.Administrator, Role.Administrator, "administrator", "システム管理者"),
    ];

    /// <summary>The duty's own role, and for the office's staff the one of its function. Outsiders and administrators get nothing from the function.</summary>
    public static IReadOnlyList<Role> Of(Duty duty, OfficeFunction function)
    {
        var own = Array.Find(Duties, entry => entry.Duty == duty).Role;
        if (!duty.IsStaffs) return [own];
        return function switch
        {
            OfficeFunction.PublicRelations => [own, Role.PrOffice],
            OfficeFunction.InformationTechnology => [own, Role.ItOffice],
            OfficeFunction.Training => [own, Role.TrainingOffice],
            OfficeFunction.Audit => [own, Role.Auditor],
            _ => [own],
        };
    }

    extension(Duty duty)
    {
        /// <summary>Whether the government's own staff have it in the office; not the administrator of this system.</summary>
        public bool IsStaffs => duty is Duty.Staff or Duty.Checker or Duty.Head or Duty.DepartmentHead;

        /// <summary>Whether people of other employers have it, with the accounts that are named to them.</summary>
        public bool IsOutsiders => duty is Duty.Contractor or Duty.DesignatedManager;

        public string Word => Array.Find(Duties, entry => entry.Duty == duty).Word;

        public string FileWord => Array.Find(Duties, entry => entry.Duty == duty).File;
    }

    /// <summary>Takes the file's word or the screen's.</summary>
    /// <returns>The duty, or <see cref="NotADuty"/>.</returns>
    public static Result<Duty> ParseDuty(string text) =>
        Array.FindIndex(Duties, entry => entry.File == text || entry.Word == text) is >= 0 and var at
            ? Duties[at].Duty
            : new NotADuty(string.Join("、", Duties.Select(entry => entry.File)));
}
