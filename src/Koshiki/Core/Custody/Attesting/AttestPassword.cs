using Koshiki.Core.Custody.HandingOver;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Custody.Attesting;

/// <summary>Attests the composition of an account's password, its change, and that it is kept secret. D1.</summary>
/// <param name="ChangedOn">Null where it was not changed, only looked at.</param>
public sealed record AttestPassword(string Key, PasswordRules Rules, string? PlatformLimit, DateOnly? ChangedOn, bool IsSecret);

internal sealed class AttestPasswordHandler(CoreDb db, Fulfilment handOvers, CustodyTasks tasks, TimeProvider clock)
{
    /// <returns>The attestation, or <see cref="MayNotChangeCustody"/>, <see cref="Accounts.AccountNotFound"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<PasswordAttestation>> Handle(AttestPassword command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var account = await db.AccountToRecord(command.Key, me, ct);
        if (account.IsRefused(out var refusal)) return refusal;

        // Decide
        var attested = PasswordAttestation.Of(account.Value.Id, command.Rules, command.PlatformLimit, command.ChangedOn, command.IsSecret, me.Id, me.Name, now);
        if (!attested.Succeeded) return attested;

        // Write
        db.PasswordAttestations.Add(attested.Value);
        if (command.ChangedOn is { } on) await handOvers.Fulfil(HandOverStepKind.Password, account.Value.Id, me, on, $"{on.InWordsWithoutWeekday}に変更しました。", now, ct);
        await db.SaveChangesAsync(ct);
        await tasks.EndWhatIsInOrder([account.Value.Id], me.Id, now, ct);
        return attested;
    }
}
