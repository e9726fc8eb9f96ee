namespace Koshiki.Core.Organizations.Authorization;

/// <summary>Everything that a person can do through a page, the API or an export. One entry of <see cref="AuthorizationTable"/> each.</summary>
public enum Act
{
    /// <summary>The home page, one's own settings, sessions, tokens, deputies.</summary>
    UseOwnDesk,

    ReadOffices,
    ChangeOffices,
    ReadPeople,
    ChangePeople,

    ReadAccounts,
    ChangeAccounts,
    /// <summary>Hands over tokens of the platforms; they are never shown again.</summary>
    ConnectAccounts,

    ReadPosts,
    /// <summary>When the accounts post; more of a post only for whoever may read it. 予定表.</summary>
    ReadCalendar,
    WritePosts,
    /// <summary>The second person's look at a post within a pre-approved scope. 複数人での確認.</summary>
    CheckPosts,
    ApprovePosts,
    /// <summary>Sends at once with a reason; the approval follows. 緊急.</summary>
    PublishEmergencies,
    /// <summary>Stops, holds, moves, withdraws what waits, and decides on deliveries in doubt.</summary>
    SteerDeliveries,
    ReadDeliveries,
    ReadScopes,
    /// <summary>Signs what may be posted without asking each time. 事前承認の範囲.</summary>
    DecideScopes,
    ReadPostingRules,
    /// <summary>Says whose word posts need (承認経路) and when accounts post (投稿時間).</summary>
    ChangePostingRules,
    /// <summary>The friends of LINE accounts in numbers, what they are asked, and what was sent to them.</summary>
    ReadSegments,
    /// <summary>Changes what friends are asked, and the registration codes.</summary>
    ChangeSegments,
    ReadMedia,
    AddMedia,
    /// <summary>Checks, findings, dead links, look-alikes, posting frequency. 見守り.</summary>
    ReadMonitoring,
    /// <summary>Records that somebody has looked at an account, and has the program look now.</summary>
    RecordChecks,
    /// <summary>Says how often an account is looked after and what its profile ought to say.</summary>
    PlanMonitoring,
    /// <summary>Says what was done about a finding.</summary>
    SettleFindings,
    ReportLookAlikes,
    /// <summary>Warns residents of a look-alike, and ends the warning.</summary>
    WarnOfLookAlikes,

    /// <summary>The guideline with all that belongs to it: versions, channel rules, platforms' terms, own rulebooks, reports.</summary>
    ReadRules,
    /// <summary>Edits and publishes the guideline, answers reports, sets channel rules, has the controls judged at once.</summary>
    ChangeRules,
    /// <summary>Says as the head that an office has read the guideline, and counts private use.</summary>
    AcknowledgeForOffice,
    /// <summary>Who has read the guideline, and who has not.</summary>
    ReadCoverage,
    /// <summary>Says that a clause no longer fits.</summary>
    ReportClauses,
    /// <summary>Registers rules of an office's own. 独自の定め.</summary>
    RegisterRulebooks,
    /// <summary>Takes note of platforms' terms.</summary>
    RecordTerms,
    /// <summary>The daily verdicts of offices and accounts.</summary>
    ReadControls,
    /// <summary>Answers for an office how it keeps a clause.</summary>
    StateControls,

    /// <summary>Puts news on the home pages of staff. お知らせ.</summary>
    PublishNews,
    /// <summary>Says which phone numbers and mail addresses an office publishes.</summary>
    ChangeContacts,

    /// <summary>Consultations on opening an account: form 1, its documents, what was said. 開設の事前協議.</summary>
    ReadConsultations,
    /// <summary>Prepares a consultation, answers, acquires the account, begins it.</summary>
    ApplyForAccounts,
    /// <summary>Files form 1 for the office and approves its documents thereby.</summary>
    SubmitConsultations,
    /// <summary>The reviewing offices' word; never for an account of one's own office.</summary>
    ReviewConsultations,
    /// <summary>Usage policy, operation manual and account policy of accounts in use, and what accounts lack.</summary>
    ReadDocuments,
    ChangeDocuments,
    ApproveDocuments,
    /// <summary>What offices make of their accounts: yearly reviews, judgements, retirements, advice.</summary>
    ReadReviews,
    WriteReviews,
    /// <summary>The office head's word on reviews, judgements, retirements, and his look at what went out within a scope. G2-7(3), G2-8.</summary>
    DecideReviews,
    /// <summary>The PR office's part: advice, taking retirements off the list, sharing cases. G2-8.</summary>
    AdviseOffices,
    /// <summary>Good cases and standards that offices share. Q22.</summary>
    ReadCases,
    WriteCases,

    /// <summary>Passwords' attestations, registered administrators, second factors, reviews, hand-overs. 管理情報.</summary>
    ReadCustody,
    ChangeCustody,
    /// <summary>The second person's look at a hand-over or at logins handed back. 引継ぎの確認.</summary>
    ConfirmHandOvers,
    /// <summary>Tells everyone that a platform's functions changed.</summary>
    NotePlatformChanges,
    /// <summary>Contracts, basic agreements, joint operation, associations. 委託契約・協定.</summary>
    ReadContracts,
    ChangeContracts,

    /// <summary>The surveys that one's office is asked, and what it answered. 調書.</summary>
    ReadSurveys,
    AnswerSurveys,
    /// <summary>The head's confirmation, with which an office submits its answers.</summary>
    ConfirmAnswers,
    /// <summary>Progress, statistics and submitted answers of all offices.</summary>
    ReadSurveyResults,
    /// <summary>Writes questionnaires, distributes surveys, returns answers, closes, gives follow-up tasks.</summary>
    RunSurveys,

    ReadTables,
    /// <summary>The audit compartment: plans, working papers, findings before they are sent, reports. The audit office's alone. 3.12.</summary>
    ReadAudits,
    WriteAudits,
    /// <summary>What the audit office has sent to offices: hearings, facts to confirm, measures. 措置状況.</summary>
    ReadMeasures,
    /// <summary>The office head's word to the audit office.</summary>
    AnswerAudits,
    ReadLog,
    /// <summary>Nodes, jobs, queues.</summary>
    ReadSystem,
    /// <summary>Lets unattended work that failed be tried again at once.</summary>
    RestartWork,
}

/// <summary>What a person is to the office, from his posting and his office's function. A3.</summary>
public enum Role
{
    /// <summary>担当者</summary>
    Author,

    /// <summary>確認者</summary>
    Checker,

    /// <summary>所属長</summary>
    OfficeHead,

    /// <summary>部局長</summary>
    DepartmentHead,

    /// <summary>広報広聴課の職員</summary>
    PrOffice,

    /// <summary>情報システム所管課の職員</summary>
    ItOffice,

    /// <summary>研修所管課の職員</summary>
    TrainingOffice,

    /// <summary>監査委員事務局の職員</summary>
    Auditor,

    /// <summary>委託業者</summary>
    Contractor,

    /// <summary>指定管理者</summary>
    DesignatedManager,

    /// <summary>システム管理者</summary>
    Administrator,
}

/// <summary>How far a role reaches in an act. A wider reach includes the narrower ones.</summary>
public enum Reach
{
    /// <summary>Only what is the person's own: his desk, his drafts.</summary>
    Own,

    /// <summary>The accounts named in the person's posting. Contractors and designated managers.</summary>
    NamedAccounts,

    /// <summary>The office of the posting.</summary>
    Office,

    /// <summary>All offices of the posting's department.</summary>
    Department,

    /// <summary>The whole government.</summary>
    Government,
}
