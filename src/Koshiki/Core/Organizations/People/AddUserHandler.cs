using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.People;

/// <summary>Registers a person with a posting and a sign-in.</summary>
/// <param name="Duty">Null where none was chosen, which is refused.</param>
/// <param name="UserName">Staff number or mail address.</param>
/// <param name="Password">Empty for a person who is only registered and does not sign in.</param>
/// <param name="MustChange">True when whoever registers has chosen the password: the person must change it at first.</param>
/// <param name="Accounts">Keys of accounts, for contractors and designated managers.</param>
public sealed record AddUser(string Name, string OfficeCode, Duty? Duty, string UserName, string Password, bool MustChange = true, string Title = "", string? Employer = null, string Reading = "", params string[] Accounts);

/// <summary>For the page, <c>./koshiki user add</c> and the demonstration. The caller has said who acts.</summary>
public sealed class AddUserHandler(CoreDb db, TimeProvider clock, IAccountRegister register)
{
    private const int LongestNumber = 50;

    /// <returns>The new person, or <see cref="NotAcceptable"/> with all faults: fields name, reading, user, employer, office, duty, title, accounts, password.</returns>
    public async Task<Result<PersonId>> Handle(AddUser command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var now = clock.GetUtcNow();
        var today = now.DayInJapan;
        var userName = SignInHandler.NormaliseName(command.UserName);
        var isMail = userName.Contains('@', StringComparison.Ordinal);
        var title = InputText.Name(command.Title);
        var code = InputText.Code(command.OfficeCode);
        var office = await db.OfficesOn(today).Where(o => o.Code == code).Select(o => (OfficeId?)o.Id).SingleOrDefaultAsync(ct);
        var taken = userName.Length > 0 && (await db.Credentials.AnyAsync(c => c.UserName == userName, ct) || await db.People.AnyAsync(p => p.StaffNumber == userName, ct));
        var named = await register.Named(command.Duty ?? Duty.Staff, command.Accounts, ct);

        // Decide
        List<Fault> faults = [];
        var facts = PersonFacts.Read(command.Name, command.Reading, "", command.Employer, faults);
        if (userName.Length == 0) faults.Add(new Fault("user", "利用者名を入力してください。職員番号か、職員でない人はメールアドレスです。"));
        else if (isMail && !PersonFacts.IsMail(userName)) faults.Add(new Fault("user", PersonFacts.MailWords));
        else if (!isMail && userName.Length > LongestNumber) faults.Add(new Fault("user", $"職員番号は{LongestNumber}文字までで入力してください（今は{userName.Length}文字です）。"));
        else if (taken) faults.Add(new Fault("user", new UserNameTaken(userName).Sentence));
        if (code.Length == 0) faults.Add(new Fault("office", "所属コードを入力してください。"));
        else if (office is null) faults.Add(new Fault("office", $"所属コード{code}の所属は、今日はありません。所属の一覧で確かめてください。"));
        if (command.Duty is null) faults.Add(new Fault("duty", "職務を選んでください。"));
        PersonFacts.Short("title", "職名", title, faults);
        if (named.IsRefused(out var unknown)) faults.Add(new Fault("accounts", unknown.Sentence));
        else if (command.Duty is { } outsider && Posting.Of(PersonId.New(), office ?? default, outsider, today, accounts: named.Value).IsRefused(out var unnamed)) faults.Add(new Fault("accounts", unnamed.Sentence));
        if (command.Password.Length > 0 && PasswordRules.Check(command.Password, userName).IsRefused(out var weak)) faults.Add(new Fault("password", weak.Sentence));
        if (faults.Count > 0) return new NotAcceptable(faults);

        // Write
        var person = Person.Called(facts.Name, isMail ? null : userName, isMail ? userName : null, facts.Reading, facts.Employer);
        db.People.Add(person);
        db.Postings.Add(Posting.Of(person.Id, office!.Value, command.Duty!.Value, today, title: title, accounts: named.Value).Value);
        if (command.Password.Length > 0)
        {
            var credential = new Credential { Person = person.Id, UserName = userName };
            credential.ChangePassword(SignInHandler.HashPassword(credential, command.Password), command.MustChange, now);
            db.Credentials.Add(credential);
        }

        await db.SaveChangesAsync(ct);
        return person.Id;
    }
}
