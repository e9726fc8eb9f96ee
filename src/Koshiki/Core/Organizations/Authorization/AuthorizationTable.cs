using static Koshiki.Core.Organizations.Authorization.Act;
using static Koshiki.Core.Organizations.Authorization.Reach;
using static Koshiki.Core.Organizations.Authorization.Role;

namespace Koshiki.Core.Organizations.Authorization;

/// <summary>Who may do what, and how far. The only place that says so: pages, API, command line, exports, search and downloads ask it. ARCHITECTURE 3.12.</summary>
/// <remarks>What is not written here is not allowed. Auditors read all and change nothing outside audits. An approver's further limits (never his own post) stand on the post itself.</remarks>
public static class AuthorizationTable
{
    /// <summary>In this table the word means the reach, not the record.</summary>
    private const Reach Office = Reach.Office;

    private static readonly Dictionary<(Act, Role), Reach> Entries = Build();

    /// <returns>How far the role reaches in this act; null when it may not do it at all.</returns>
    public static Reach? For(Act act, Role role) => Entries.TryGetValue((act, role), out var reach) ? reach : null;

    /// <summary>All entries, for the page and the test that show the table.</summary>
    public static IReadOnlyDictionary<(Act Act, Role Role), Reach> All => Entries;

    private static Dictionary<(Act, Role), Reach> Build()
    {
        var table = new Dictionary<(Act, Role), Reach>();
        foreach (var role in Enum.GetValues<Role>()) table[(UseOwnDesk, role)] = Own;

        Row(table, ReadOffices, (Author, Government), (Checker, Government), (OfficeHead, Government), (DepartmentHead, Government), (PrOffice, Government), (ItOffice, Government), (TrainingOffice, Government), (Auditor, Government), (Administrator, Government));
        Row(table, ChangeOffices, (PrOffice, Government), (Administrator, Government));
        Row(table, ReadPeople, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (ItOffice, Government), (Auditor, Government), (Administrator, Government));
        Row(table, ChangePeople, (ItOffice, Government), (Administrator, Government));

        Row(table, ReadAccounts, (Author, Government), (Checker, Government), (OfficeHead, Government), (DepartmentHead, Government), (PrOffice, Government), (ItOffice, Government), (TrainingOffice, Government), (Auditor, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts), (Administrator, Government));
        Row(table, ChangeAccounts, (Author, Office), (OfficeHead, Office), (PrOffice, Government));
        Row(table, ConnectAccounts, (PrOffice, Government), (ItOffice, Government), (Administrator, Government));

        Row(table, ReadPosts, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (ItOffice, Government), (Auditor, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, ReadCalendar, (Author, Government), (Checker, Government), (OfficeHead, Government), (DepartmentHead, Government), (PrOffice, Government), (ItOffice, Government), (Auditor, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, WritePosts, (Author, Office), (Checker, Office), (OfficeHead, Office), (PrOffice, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, CheckPosts, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government));
        Row(table, ApprovePosts, (OfficeHead, Office), (DepartmentHead, Department));
        Row(table, PublishEmergencies, (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government));
        Row(table, SteerDeliveries, (Author, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government));
        Row(table, ReadDeliveries, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (ItOffice, Government), (Auditor, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, ReadScopes, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (Auditor, Government));
        Row(table, DecideScopes, (OfficeHead, Office), (DepartmentHead, Department));
        Row(table, ReadPostingRules, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (Auditor, Government));
        Row(table, ChangePostingRules, (OfficeHead, Office), (PrOffice, Government));
        Row(table, ReadSegments, (Author, Government), (Checker, Government), (OfficeHead, Government), (DepartmentHead, Government), (PrOffice, Government), (Auditor, Government));
        Row(table, ChangeSegments, (PrOffice, Government));
        Row(table, ReadMedia, (Author, Government), (Checker, Government), (OfficeHead, Government), (DepartmentHead, Government), (PrOffice, Government), (Auditor, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, AddMedia, (Author, Office), (Checker, Office), (OfficeHead, Office), (PrOffice, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, ReadMonitoring, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (ItOffice, Government), (Auditor, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, RecordChecks, (Author, Office), (Checker, Office), (OfficeHead, Office), (PrOffice, Government), (ItOffice, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, PlanMonitoring, (Author, Office), (OfficeHead, Office), (PrOffice, Government));
        Row(table, SettleFindings, (Author, Office), (Checker, Office), (OfficeHead, Office), (PrOffice, Government), (ItOffice, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, ReportLookAlikes, (Author, Office), (Checker, Office), (OfficeHead, Office), (PrOffice, Government), (ItOffice, Government));
        Row(table, WarnOfLookAlikes, (PrOffice, Government), (ItOffice, Government));

        Row(table, ReadRules, (Author, Government), (Checker, Government), (OfficeHead, Government), (DepartmentHead, Government), (PrOffice, Government), (ItOffice, Government), (TrainingOffice, Government), (Auditor, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts), (Administrator, Government));
        Row(table, ChangeRules, (PrOffice, Government));
        Row(table, AcknowledgeForOffice, (OfficeHead, Office));
        Row(table, ReadCoverage, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (ItOffice, Government), (TrainingOffice, Government), (Auditor, Government));
        Row(table, ReportClauses, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (ItOffice, Government), (TrainingOffice, Government));
        Row(table, RegisterRulebooks, (OfficeHead, Office), (PrOffice, Government));
        Row(table, RecordTerms, (PrOffice, Government), (ItOffice, Government));
        Row(table, ReadControls, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (ItOffice, Government), (TrainingOffice, Government), (Auditor, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, StateControls, (OfficeHead, Office));

        Row(table, PublishNews, (PrOffice, Government));
        Row(table, ChangeContacts, (OfficeHead, Office), (PrOffice, Government), (Administrator, Government));

        Row(table, ReadConsultations, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (ItOffice, Government), (Auditor, Government));
        Row(table, ApplyForAccounts, (Author, Office), (Checker, Office), (OfficeHead, Office));
        Row(table, SubmitConsultations, (OfficeHead, Office), (DepartmentHead, Department));
        Row(table, ReviewConsultations, (PrOffice, Government), (ItOffice, Government));
        Row(table, ReadDocuments, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (ItOffice, Government), (Auditor, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, ChangeDocuments, (Author, Office), (Checker, Office), (OfficeHead, Office), (PrOffice, Government));
        Row(table, ApproveDocuments, (OfficeHead, Office), (DepartmentHead, Department));
        Row(table, ReadReviews, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (ItOffice, Government), (Auditor, Government));
        Row(table, WriteReviews, (Author, Office), (Checker, Office), (OfficeHead, Office));
        Row(table, DecideReviews, (OfficeHead, Office), (DepartmentHead, Department));
        Row(table, AdviseOffices, (PrOffice, Government));
        Row(table, ReadCases, (Author, Government), (Checker, Government), (OfficeHead, Government), (DepartmentHead, Government), (PrOffice, Government), (ItOffice, Government), (Auditor, Government));
        Row(table, WriteCases, (Author, Office), (Checker, Office), (OfficeHead, Office));

        Row(table, ReadCustody, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (ItOffice, Government), (Auditor, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, ChangeCustody, (Author, Office), (Checker, Office), (OfficeHead, Office), (ItOffice, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, ConfirmHandOvers, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (ItOffice, Government));
        Row(table, NotePlatformChanges, (PrOffice, Government), (ItOffice, Government));
        Row(table, ReadContracts, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (ItOffice, Government), (Auditor, Government), (Contractor, NamedAccounts), (DesignatedManager, NamedAccounts));
        Row(table, ChangeContracts, (Author, Office), (OfficeHead, Office), (PrOffice, Government), (ItOffice, Government));

        Row(table, ReadSurveys, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (PrOffice, Government), (Auditor, Government));
        Row(table, AnswerSurveys, (Author, Office), (Checker, Office), (OfficeHead, Office));
        Row(table, ConfirmAnswers, (OfficeHead, Office));
        Row(table, ReadSurveyResults, (PrOffice, Government), (Auditor, Government));
        Row(table, RunSurveys, (Auditor, Government));

        Row(table, ReadTables, (PrOffice, Government), (Auditor, Government));
        Row(table, ReadAudits, (Auditor, Government));
        Row(table, WriteAudits, (Auditor, Government));
        Row(table, ReadMeasures, (Author, Office), (Checker, Office), (OfficeHead, Office), (DepartmentHead, Department), (Auditor, Government));
        Row(table, AnswerAudits, (OfficeHead, Office), (DepartmentHead, Department));
        Row(table, ReadLog, (ItOffice, Government), (Auditor, Government));
        Row(table, ReadSystem, (ItOffice, Government), (Administrator, Government));
        Row(table, RestartWork, (ItOffice, Government), (Administrator, Government));
        return table;
    }

    private static void Row(Dictionary<(Act, Role), Reach> table, Act act, params (Role Role, Reach Reach)[] entries)
    {
        foreach (var (role, reach) in entries) table.Add((act, role), reach);
    }
}
