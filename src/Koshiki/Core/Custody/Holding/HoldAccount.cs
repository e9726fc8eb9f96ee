using Koshiki.Core.Custody.HandingOver;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody.Holding;

/// <summary>Writes down who is registered at the platform as the administrator. 登録管理者.</summary>
/// <param name="Number">His staff number; people of other employers by their mail address.</param>
public sealed record RegisterAdministrator(string Key, string Number, DateOnly Since);

/// <summary>Writes down the second factor. 二段階認証.</summary>
public sealed record SecureAccount(string Key, SecondFactorKind? Kind, string? BackupCodesPlace);

internal sealed class HoldAccountHandler(CoreDb db, Fulfilment handOvers, CustodyTasks tasks, TimeProvider clock)
{
    /// <returns>Nothing, or <see cref="MayNotChangeCustody"/>, <see cref="Accounts.AccountNotFound"/>, <see cref="NotAcceptable"/> for <c>number</c> and <c>since</c>.</returns>
    public async Task<Result<Done>> Handle(RegisterAdministrator command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var account = await db.AccountToRecord(command.Key, me, ct);
        if (account.IsRefused(out var refusal)) return refusal;
        var person = await Find(db, command.Number, account.Value.Office, now.DayInJapan, ct);
        var record = await db.CustodyRecords.SingleOrDefaultAsync(r => r.Account == account.Value.Id, ct) ?? db.CustodyRecords.Add(CustodyRecord.For(account.Value.Id)).Entity;

        // Decide
        if (person.IsRefused(out refusal)) return refusal;
        var registered = record.Register(person.Value.Id, command.Since, now.DayInJapan);
        if (!registered.Succeeded) return registered;

        // Write
        await handOvers.Fulfil(HandOverStepKind.Administrator, account.Value.Id, me, command.Since, $"{person.Value.Name}さんに変更しました。", now, ct, person.Value.Id);
        await db.SaveChangesAsync(ct);
        await tasks.EndWhatIsInOrder([account.Value.Id], me.Id, now, ct);
        return registered;
    }

    /// <returns>Nothing, or <see cref="MayNotChangeCustody"/>, <see cref="Accounts.AccountNotFound"/>, <see cref="NotAcceptable"/> for <c>kind</c> and <c>place</c>.</returns>
    public async Task<Result<Done>> Handle(SecureAccount command, Me me, CancellationToken ct)
    {
        // Read
        var account = await db.AccountToRecord(command.Key, me, ct);
        if (account.IsRefused(out var refusal)) return refusal;
        var record = await db.CustodyRecords.SingleOrDefaultAsync(r => r.Account == account.Value.Id, ct) ?? db.CustodyRecords.Add(CustodyRecord.For(account.Value.Id)).Entity;

        // Decide
        if (command.Kind is not { } kind) return new NotAcceptable([new Fault("kind", "二段階認証の方法を選んでください。")]);
        var secured = record.Secure(kind, command.BackupCodesPlace);
        if (!secured.Succeeded) return secured;

        // Write
        await db.SaveChangesAsync(ct);
        await tasks.EndWhatIsInOrder([account.Value.Id], me.Id, clock.GetUtcNow(), ct);
        return secured;
    }

    /// <summary>The person with this number who works in the account's office.</summary>
    /// <returns>The person, or <see cref="NotAcceptable"/> for <c>number</c>.</returns>
    internal static async Task<Result<(PersonId Id, string Name)>> Find(CoreDb db, string written, OfficeId office, DateOnly today, CancellationToken ct)
    {
        var number = InputText.Mail(written.Trim().Split(' ', '　')[0]).ToLowerInvariant();
        if (number.Length == 0) return new NotAcceptable([new Fault("number", "登録管理者の職員番号を入力してください。")]);
        var found = await db.People.AsNoTracking().Where(p => p.StaffNumber == number || p.Mail == number)
            .Select(p => new { p.Id, p.Name, IsHere = db.PostingsOn(today).Any(posting => posting.Person == p.Id && posting.Office == office) }).FirstOrDefaultAsync(ct);
        if (found is null) return new NotAcceptable([new Fault("number", $"「{number}」の職員がいません。番号を確かめてください。")]);
        return found.IsHere ? (found.Id, found.Name) : new NotAcceptable([new Fault("number", $"{found.Name}さんは、今この所属に配属されていません。所属の職員を選んでください。")]);
    }
}
