using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Organizations;

/// <summary>Somebody who works with official accounts: staff, or a contractor's or designated manager's employee. 職員・委託先の担当者. A2.</summary>
public sealed class Person
{
    private Person() { }

    public required PersonId Id { get; init; }

    /// <summary>As the person writes it; 髙 and 﨑 stay.</summary>
    public required string Name { get; set; }

    /// <summary>In hiragana; empty when not known. ふりがな.</summary>
    public string Reading { get; set; } = "";

    /// <summary>The government's number for the person; null for people of other employers. 職員番号.</summary>
    public string? StaffNumber { get; set; }

    public string? Mail { get; set; }

    /// <summary>The company of a contractor's or designated manager's employee; null for staff. 勤務先.</summary>
    public string? Employer { get; set; }

    /// <summary>What is searched: name, reading, number, mail, employer, made equal in width and kana.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>The two-letter pieces of <see cref="SearchText"/> for the index.</summary>
    public string[] SearchBigrams { get; private set; } = [];

    public uint Version { get; init; }

    public static Person Called(string name, string? staffNumber = null, string? mail = null, string reading = "", string? employer = null)
    {
        var person = new Person { Id = PersonId.New(), Name = name, StaffNumber = staffNumber, Mail = mail, Reading = reading, Employer = employer };
        person.BeFound();
        return person;
    }

    /// <summary>Must follow every change of what is searched.</summary>
    public void BeFound()
    {
        var key = SearchKey.Of(string.Join(' ', new[] { Name, Reading, StaffNumber, Mail, Employer }.Where(part => !string.IsNullOrEmpty(part))));
        (SearchText, SearchBigrams) = (key.Text, key.Bigrams);
    }
}

public readonly record struct PostingId(Guid Value) : IId<PostingId>
{
    public static PostingId From(Guid value) => new(value);

    public static PostingId New() => new(Guid.CreateVersion7());
}

/// <summary>One duty of one person in one office for some time; a person may have several at once (兼務). 配属・発令.</summary>
public sealed class Posting
{
    private Posting() { }

    public required PostingId Id { get; init; }

    public required PersonId Person { get; init; }

    public OfficeId Office { get; private set; }

    public required Duty Duty { get; init; }

    /// <summary>What stands on the name plate, such as 課長; empty when nothing more is to be said than the duty. 職名.</summary>
    public string Title { get; set; } = "";

    public required DateOnly From { get; init; }

    /// <summary>The last day, included; null while it goes on.</summary>
    public DateOnly? Last { get; private set; }

    /// <summary>Keys of the accounts that a contractor or designated manager may work on; empty for staff.</summary>
    public string[] Accounts { get; private set; } = [];

    public bool Holds(DateOnly day) => From <= day && (Last is not { } last || day <= last);

    /// <summary>Whether it neither goes on at a day nor is still to come.</summary>
    internal bool IsOver(DateOnly day) => Last < day || Last < From;

    /// <summary>The day for which its office is to be named: today while it goes on, its first day otherwise.</summary>
    internal DateOnly DayToShow(DateOnly today) => Holds(today) ? today : From;

    /// <summary>Puts a person on a duty. 発令.</summary>
    /// <returns><see cref="NeedsNamedAccounts"/> for an outsider without accounts; <see cref="LastBeforeFirst"/>.</returns>
    public static Result<Posting> Of(PersonId person, OfficeId office, Duty duty, DateOnly from, DateOnly? last = null, string title = "", params string[] accounts)
    {
        if (duty.IsOutsiders && accounts.Length == 0) return new NeedsNamedAccounts();
        if (last < from) return new LastBeforeFirst();
        return new Posting { Id = PostingId.New(), Person = person, Office = office, Duty = duty, From = from, Last = last, Title = title, Accounts = duty.IsOutsiders ? accounts : [] };
    }

    /// <summary>Names other accounts to an outsider; whoever asks has seen that he is one.</summary>
    /// <returns><see cref="NeedsNamedAccounts"/>.</returns>
    public Result<Done> Name(string[] accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        if (accounts.Length == 0) return new NeedsNamedAccounts();
        Accounts = accounts;
        return new Done();
    }

    /// <summary>Goes over to the successor of an office that will be closed before the posting begins. 統合.</summary>
    internal void GoOverTo(OfficeId successor) => Office = successor;

    /// <summary>Ends the posting after a day. 解職・異動.</summary>
    /// <returns><see cref="PostingHasEnded"/>, <see cref="LastBeforeFirst"/>.</returns>
    public Result<Done> End(DateOnly last)
    {
        if (Last is { } ended && ended <= last) return new PostingHasEnded(ended);
        if (last < From.AddDays(-1)) return new LastBeforeFirst();

        Last = last;
        return new Done();
    }
}

/// <summary>What a person does in the office of a posting.</summary>
public enum Duty
{
    /// <summary>担当者</summary>
    Staff,

    /// <summary>確認者</summary>
    Checker,

    /// <summary>所属長</summary>
    Head,

    /// <summary>部局長</summary>
    DepartmentHead,

    /// <summary>委託業者</summary>
    Contractor,

    /// <summary>指定管理者</summary>
    DesignatedManager,

    /// <summary>システム管理者</summary>
    Administrator,
}

public readonly record struct DeputyshipId(Guid Value) : IId<DeputyshipId>
{
    public static DeputyshipId From(Guid value) => new(value);

    public static DeputyshipId New() => new(Guid.CreateVersion7());
}

/// <summary>Somebody decides for an absent head for some days. 代決.</summary>
public sealed class Deputyship
{
    private Deputyship() { }

    public required DeputyshipId Id { get; init; }

    public required PersonId Deputy { get; init; }

    /// <summary>The absent person, whose postings as a head the deputy takes over for these days.</summary>
    public required PersonId Absent { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day, included; a deputyship always ends.</summary>
    public DateOnly Last { get; private set; }

    /// <summary>Why the head is absent, such as 出張; everyone who sees the decision sees it.</summary>
    public required string Reason { get; init; }

    /// <summary>False for one that was taken back before it began.</summary>
    public bool TookPlace => From <= Last;

    /// <summary>Longest deputyship in days; longer absences are a posting of their own (職務代理).</summary>
    public const int LongestDays = 92;

    /// <returns><see cref="CannotBeOwnDeputy"/>, <see cref="LastBeforeFirst"/>, <see cref="DeputyshipTooLong"/>.</returns>
    public static Result<Deputyship> Of(PersonId deputy, PersonId absent, DateOnly from, DateOnly last, string reason)
    {
        if (deputy == absent) return new CannotBeOwnDeputy();
        if (last < from) return new LastBeforeFirst();
        if (last.DayNumber - from.DayNumber >= LongestDays) return new DeputyshipTooLong(LongestDays);
        return new Deputyship { Id = DeputyshipId.New(), Deputy = deputy, Absent = absent, From = from, Last = last, Reason = reason };
    }

    /// <summary>Makes today its last day; one that has not begun is taken back and keeps the day before its first as its last. 代決の終了・取消し.</summary>
    /// <returns><see cref="DeputyshipHasEnded"/>.</returns>
    public Result<Done> End(DateOnly today)
    {
        if (!TookPlace || Last <= today) return new DeputyshipHasEnded();
        Last = From > today ? From.AddDays(-1) : today;
        return new Done();
    }
}
