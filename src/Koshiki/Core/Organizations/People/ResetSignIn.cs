using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.People;

/// <summary>Gives a person a new password after he forgot his, or a first one; the person must change it when signing in. Ends all his sessions.</summary>
/// <param name="DropSecondFactor">For a lost device.</param>
internal sealed record ResetSignIn(PersonId Person, string UserName, string Password, bool DropSecondFactor);

internal sealed class ResetSignInHandler(CoreDb db, SessionEnds ends, TimeProvider clock)
{
    /// <returns><see cref="PersonNotFound"/>, <see cref="UserNameTaken"/>, <see cref="WeakPassword"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<Done>> Handle(ResetSignIn command, CancellationToken ct)
    {
        // Read
        var userName = SignInHandler.NormaliseName(command.UserName);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await db.People.AnyAsync(p => p.Id == command.Person, ct)) return new PersonNotFound();
        var credential = await SignInHandler.Lock(db, command.Person, ct);
        var taken = await db.Credentials.AnyAsync(c => c.UserName == userName && c.Person != command.Person, ct);

        // Decide
        if (userName.Length == 0) return new NotAcceptable([new Fault("user", "利用者名を入力してください。")]);
        if (taken) return new UserNameTaken(userName);
        if (PasswordRules.Check(command.Password, userName).IsRefused(out var weak)) return weak;

        // Write
        if (credential is null)
        {
            credential = new Credential { Person = command.Person, UserName = userName };
            db.Credentials.Add(credential);
        }

        credential.UserName = userName;
        credential.ChangePassword(SignInHandler.HashPassword(credential, command.Password), chosenByOther: true, clock.GetUtcNow());
        if (command.DropSecondFactor) credential.DropSecondFactor();
        await db.SaveChangesAsync(ct);
        await ends.AllOf(command.Person, except: null, ct);
        await transaction.CommitAsync(ct);
        return new Done();
    }
}
