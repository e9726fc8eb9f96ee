using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.People;

/// <summary>Registers a person with a posting and a sign-in.</summary>
/// <param name="UserName">Staff number or mail address.</param>
/// <param name="Password">Empty for a person who is only registered and does not sign in.</param>
/// <param name="MustChange">True when whoever registers has chosen the password: the person must change it at first.</param>
/// <param name="Accounts">Keys of accounts, for contractors and designated managers.</param>
public sealed record AddUser(string Name, string OfficeCode, Duty Duty, string UserName, string Password, bool MustChange = true, string Title = "", string? Employer = null, string Reading = "", params string[] Accounts);

/// <summary>For the page, <c>./koshiki user add</c> and the demonstration. The caller has said who acts.</summary>
public sealed class AddUserHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The new person, or <see cref="OfficeNotFound"/>, <see cref="UserNameTaken"/>, <see cref="WeakPassword"/>, <see cref="NeedsNamedAccounts"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<PersonId>> Handle(AddUser command, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        var now = clock.GetUtcNow();
        var today = now.DayInJapan;
        var name = InputText.Name(command.Name);
        var userName = SignInHandler.NormaliseName(command.UserName);
        var code = InputText.Code(command.OfficeCode);
        var office = await db.OfficesOn(today).Where(o => o.Code == code).Select(o => (OfficeId?)o.Id).SingleOrDefaultAsync(ct);
        var taken = userName.Length > 0 && (await db.Credentials.AnyAsync(c => c.UserName == userName, ct) || await db.People.AnyAsync(p => p.StaffNumber == userName, ct));

        // Decide
        if (name.Length is 0 or > 100) return new NotAcceptable([new Fault("name", "氏名を100文字までで入力してください。")]);
        if (office is null) return new OfficeNotFound();
        if (taken) return new UserNameTaken(userName);
        var posting = Posting.Of(PersonId.New(), office.Value, command.Duty, today, title: InputText.Name(command.Title), accounts: command.Accounts);
        if (posting.IsRefused(out var refusal)) return refusal;
        if (command.Password.Length > 0 && (userName.Length == 0 || PasswordRules.Check(command.Password, userName).IsRefused(out refusal)))
            return userName.Length == 0 ? new NotAcceptable([new Fault("user", "利用者名を入力してください。")]) : refusal!;

        // Write
        var isMail = userName.Contains('@', StringComparison.Ordinal);
        var person = Person.Called(name, isMail || userName.Length == 0 ? null : userName, isMail ? userName : null, InputText.Reading(command.Reading), command.Employer);
        db.People.Add(person);
        db.Postings.Add(Posting.Of(person.Id, office.Value, command.Duty, today, title: InputText.Name(command.Title), accounts: command.Accounts).Value);
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
