using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Keys;

namespace Koshiki.Core.Organizations.SigningIn;

internal sealed record ChangeOwnPassword(Me Me, string Current, string New, string Again, Guid? Session);

/// <summary>What people change about their own sign-in: password, second factor.</summary>
internal sealed class OwnSignInHandler(CoreDb db, SessionEnds ends, TimeProvider clock, MasterKey master)
{
    /// <summary>Changes the password and ends all other sessions of the person.</summary>
    /// <returns><see cref="NotAcceptable"/> with what is wrong with which field.</returns>
    public async Task<Result<Done>> Handle(ChangeOwnPassword command, CancellationToken ct)
    {
        // Read
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await SignInHandler.Lock(db, command.Me.Id, ct) is not { } credential) return new PersonNotFound();

        // Decide
        List<Fault> faults = [];
        if (!SignInHandler.IsPassword(credential, command.Current)) faults.Add(new Fault("current-password", new WrongCurrentPassword().Sentence));
        if (PasswordRules.Check(command.New, credential.UserName).IsRefused(out var weak)) faults.Add(new Fault("new-password", weak.Sentence));
        else if (command.New == command.Current) faults.Add(new Fault("new-password", "今と違うパスワードにしてください。"));
        else if (command.New != command.Again) faults.Add(new Fault("again-password", "新しいパスワードと同じものを入力してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);

        // Write
        credential.ChangePassword(SignInHandler.HashPassword(credential, command.New), chosenByOther: false, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await ends.AllOf(command.Me.Id, except: command.Session, ct);
        await transaction.CommitAsync(ct);
        return new Done();
    }

    /// <summary>The key that the person is setting up: the one offered before, or a new one.</summary>
    /// <returns>The key and the user name; null when a second factor is set up already.</returns>
    public async Task<(byte[] Key, string UserName)?> OfferSecondFactor(Me me, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await SignInHandler.Lock(db, me.Id, ct) is not { HasSecondFactor: false } credential) return null;
        if (credential.Totp is { } offered) return (master.Unwrap(offered, SignInHandler.TotpContext(me.Id)), credential.UserName);

        var key = Totp.NewKey();
        credential.OfferSecondFactor(master.Wrap(key, SignInHandler.TotpContext(me.Id)));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (key, credential.UserName);
    }

    /// <summary>Puts the offered key in force when the person has typed a right code.</summary>
    /// <returns>The recovery codes, to be shown once; <see cref="WrongCode"/>.</returns>
    public async Task<Result<List<string>>> ConfirmSecondFactor(Me me, string code, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await SignInHandler.Lock(db, me.Id, ct) is not { HasSecondFactor: false, Totp: { } wrapped } credential) return new WrongCode();
        var now = clock.GetUtcNow();
        var given = InputText.Code(code).Replace(" ", "", StringComparison.Ordinal);
        if (Totp.StepOf(master.Unwrap(wrapped, SignInHandler.TotpContext(me.Id)), given, now) is not { } step) return new WrongCode();

        var recovery = Credential.NewRecoveryCodes();
        credential.ConfirmSecondFactor(step, recovery, now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return recovery.ToList();
    }
}
