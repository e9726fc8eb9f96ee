using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts.Recording;

/// <summary>Takes in the document on who posts with which devices.</summary>
public sealed record TakeStaffDocument(AgreementId Agreement, DateOnly ReceivedOn, string? Staff, string? Devices, string? Reference);

/// <summary>Writes down a login that the other side works with.</summary>
/// <param name="NoOtherSite">The other side has confirmed that it is used for no other site.</param>
public sealed record AddLogin(AgreementId Agreement, string AccountKey, LoginOwner? Owner, string Name, bool NoOtherSite);

/// <summary>Takes away a login that was written down by mistake.</summary>
public sealed record RemoveLogin(AgreementId Agreement, Guid Login);

internal sealed class RecordPartnerHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The document, or <see cref="AgreementNotFound"/>, <see cref="MayNotChangeContracts"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<StaffDocument>> Handle(TakeStaffDocument command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var agreement = await db.AgreementToRecord(command.Agreement, me, ct);
        if (agreement.IsRefused(out var refusal)) return refusal;

        // Decide
        var document = StaffDocument.Of(agreement.Value, command.ReceivedOn, command.Staff, command.Devices, command.Reference, me.Name, now.DayInJapan, now);
        if (!document.Succeeded) return document;

        // Write
        db.StaffDocuments.Add(document.Value);
        await db.SaveChangesAsync(ct);
        return document;
    }

    /// <returns>Nothing, or <see cref="AgreementNotFound"/>, <see cref="MayNotChangeContracts"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<Done>> Handle(AddLogin command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var agreement = await db.AgreementToRecord(command.Agreement, me, ct);
        if (agreement.IsRefused(out var refusal)) return refusal;

        // Decide
        var name = InputText.Name(command.Name);
        List<Fault> faults = [];
        if (!agreement.Value.AccountKeys.Contains(command.AccountKey)) faults.Add(new Fault("account", "アカウントを選んでください。"));
        if (command.Owner is null) faults.Add(new Fault("owner", "だれのログインかを選んでください。"));
        if (name.Length == 0) faults.Add(new Fault("name", "ログイン名か、持っている人を入力してください。"));
        else FreeText.Look("name", name, PartnerLogin.LongestName, faults);
        if (faults.Count > 0) return new NotAcceptable(faults);

        // Write
        var attested = command.NoOtherSite && command.Owner is LoginOwner.Partner ? now.DayInJapan : (DateOnly?)null;
        db.PartnerLogins.Add(new PartnerLogin { Id = Guid.CreateVersion7(now), Agreement = command.Agreement, AccountKey = command.AccountKey, Owner = command.Owner!.Value, Name = name, NoOtherSiteOn = attested });
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    /// <returns>Nothing, or <see cref="AgreementNotFound"/>, <see cref="MayNotChangeContracts"/>, <see cref="LoginNotFound"/>.</returns>
    public async Task<Result<Done>> Handle(RemoveLogin command, Me me, CancellationToken ct)
    {
        // Read
        var agreement = await db.AgreementToRecord(command.Agreement, me, ct);
        if (agreement.IsRefused(out var refusal)) return refusal;
        var login = await db.PartnerLogins.SingleOrDefaultAsync(l => l.Id == command.Login && l.Agreement == command.Agreement && l.Fate == null, ct);

        // Decide
        if (login is null) return new LoginNotFound();

        // Write
        db.PartnerLogins.Remove(login);
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
