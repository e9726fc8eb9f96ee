using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Keys;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.SigningIn;

internal sealed record SignInWithPassword(string UserName, string Password, string Browser, string Address);

/// <param name="Code">Six digits of the app, or a recovery code.</param>
internal sealed record SignInWithCode(PersonId Person, string Code, string Browser, string Address);

/// <summary>What follows a right password or code.</summary>
internal abstract record SignInStep
{
    private SignInStep() { }

    /// <param name="Token">The text for the session cookie.</param>
    internal sealed record Entered(string Token) : SignInStep;

    /// <summary>The password was right; now the code of the second factor.</summary>
    internal sealed record CodeWanted(PersonId Person) : SignInStep;
}

/// <summary>Lets people in. A row lock makes guesses at one name wait for each other, so that five are five even when sent at once.</summary>
internal sealed class SignInHandler(CoreDb db, TimeProvider clock, MasterKey master, Acting acting)
{
    private static readonly PasswordHasher<Credential> Hasher = new();

    /// <summary>Checked against when there is no such user, so that it takes as long as a wrong password.</summary>
    private static readonly string HashOfNobody = Hasher.HashPassword(null!, Guid.NewGuid().ToString());

    /// <returns>What follows; <see cref="WrongNameOrPassword"/> for an unknown name, a wrong password and a locked sign-in alike.</returns>
    public async Task<Result<SignInStep>> Handle(SignInWithPassword command, CancellationToken ct)
    {
        // Read
        acting.As(Actor.Program("sign-in"));
        var now = clock.GetUtcNow();
        var name = NormaliseName(command.UserName);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var credential = (await db.Credentials.FromSql($"select * from organizations.credential where user_name = {name} for update").ToListAsync(ct)).SingleOrDefault();

        // Decide
        var verdict = Hasher.VerifyHashedPassword(credential!, credential?.PasswordHash ?? HashOfNobody, command.Password);
        if (credential is null || credential.IsLocked(now)) return new WrongNameOrPassword();

        // Write
        if (verdict is PasswordVerificationResult.Failed)
        {
            credential.Failed(now);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return new WrongNameOrPassword();
        }

        if (verdict is PasswordVerificationResult.SuccessRehashNeeded) credential.PasswordHash = Hasher.HashPassword(credential, command.Password);
        SignInStep step = credential.HasSecondFactor ? new SignInStep.CodeWanted(credential.Person) : Enter(credential, command.Browser, command.Address, now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return step;
    }

    /// <returns>The way in, or <see cref="WrongCode"/>.</returns>
    public async Task<Result<SignInStep>> Handle(SignInWithCode command, CancellationToken ct)
    {
        // Read
        acting.As(Actor.Program("sign-in"));
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var credential = await Lock(db, command.Person, ct);
        if (credential is not { HasSecondFactor: true, Totp: { } wrapped } || credential.IsLocked(now)) return new WrongCode();

        // Decide
        var code = InputText.Code(command.Code).Replace(" ", "", StringComparison.Ordinal);
        var step = Totp.StepOf(master.Unwrap(wrapped, TotpContext(command.Person)), code, now);
        var right = step is { } used ? credential.UseStep(used) : credential.UseRecoveryCode(code);

        // Write
        if (!right) credential.Failed(now);
        SignInStep? entered = right ? Enter(credential, command.Browser, command.Address, now) : null;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return entered is null ? new WrongCode() : entered;
    }

    internal static string NormaliseName(string userName) => InputText.Mail(userName).ToLowerInvariant();

    internal static string HashPassword(Credential credential, string password) => Hasher.HashPassword(credential, password);

    internal static bool IsPassword(Credential credential, string password) =>
        Hasher.VerifyHashedPassword(credential, credential.PasswordHash, password) is not PasswordVerificationResult.Failed;

    internal static string TotpContext(PersonId person) => $"credential/{person.Value}/totp";

    /// <summary>Reads a credential and keeps others from changing it until the transaction ends.</summary>
    internal static async Task<Credential?> Lock(CoreDb db, PersonId person, CancellationToken ct) =>
        (await db.Credentials.FromSql($"select * from organizations.credential where person = {person.Value} for update").ToListAsync(ct)).SingleOrDefault();

    private SignInStep.Entered Enter(Credential credential, string browser, string address, DateTimeOffset now)
    {
        credential.Succeeded();
        var (session, token) = Session.Start(credential.Person, browser, address, now);
        db.Sessions.Add(session);
        return new SignInStep.Entered(token);
    }
}
