using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts.Associating;

/// <summary>Registers an association, or changes one. A6.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="SecretariatCode">The code of the office that is its secretariat.</param>
public sealed record SaveAssociation(AssociationId? Id, string Name, string SecretariatCode, IReadOnlyList<string> AccountKeys, uint? SeenVersion);

/// <summary>Adds a member.</summary>
public sealed record AddMember(AssociationId Association, string Name, string Duty, DateOnly From);

/// <summary>A member leaves after a day.</summary>
public sealed record EndMember(AssociationId Association, Guid Member, DateOnly Last);

internal sealed class AssociationHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The association, or <see cref="NotAcceptable"/> with all faults, <see cref="AssociationNotFound"/>, <see cref="MayNotChangeContracts"/>.</returns>
    public async Task<Result<AssociationId>> Handle(SaveAssociation command, Me me, CancellationToken ct)
    {
        // Read
        var stored = command.Id is { } id ? await db.Associations.SingleOrDefaultAsync(a => a.Id == id, ct) : null;
        var (code, name) = (InputText.Code(command.SecretariatCode), InputText.Name(command.Name));
        var office = await db.OfficesOn(clock.GetUtcNow().DayInJapan).Where(o => o.Code == code).Select(o => (OfficeId?)o.Id).SingleOrDefaultAsync(ct);
        var keys = command.AccountKeys.Select(InputText.Code).Where(key => key.Length > 0).Distinct().ToArray();
        var known = await db.Accounts.Where(a => keys.Contains(a.Key)).Select(a => a.Key).ToListAsync(ct);
        var isTaken = await db.Associations.AnyAsync(a => a.Name == name && a.Id != command.Id, ct);

        // Decide
        if (command.Id is not null && stored is null) return new AssociationNotFound();
        if (stored is not null && !me.May(Act.ChangeContracts, stored.Secretariat)) return new MayNotChangeContracts();
        List<Fault> faults = [];
        if (name.Length is 0 or > Association.LongestName) faults.Add(new Fault("name", $"団体の名称を{Association.LongestName}文字までで入力してください。"));
        if (isTaken) faults.Add(new Fault("name", "同じ名称の団体が登録されています。一覧で確かめてください。"));
        if (office is null) faults.Add(new Fault("office", "この所属コードの所属がありません。コードを確かめてください。"));
        if (keys.Except(known).ToList() is { Count: > 0 } unknown) faults.Add(new Fault("accounts", $"アカウント「{string.Join("、", unknown)}」は登録簿にありません。番号を確かめてください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        if (!me.May(Act.ChangeContracts, office!.Value)) return new MayNotChangeContracts();

        // Write
        var association = stored ?? db.Associations.Add(Association.Of(name, office.Value, keys)).Entity;
        (association.Name, association.Secretariat, association.AccountKeys) = (name, office.Value, keys);
        if (stored is not null && command.SeenVersion is { } seen) db.Entry(stored).Property(a => a.Version).OriginalValue = seen;
        await db.SaveChangesAsync(ct);
        return association.Id;
    }

    /// <returns>Nothing, or <see cref="AssociationNotFound"/>, <see cref="MayNotChangeContracts"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<Done>> Handle(AddMember command, Me me, CancellationToken ct)
    {
        // Read
        var association = await db.Associations.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.Association, ct);

        // Decide
        if (association is null) return new AssociationNotFound();
        if (!me.May(Act.ChangeContracts, association.Secretariat)) return new MayNotChangeContracts();
        var (name, duty) = (InputText.Name(command.Name), InputText.Name(command.Duty));
        List<Fault> faults = [];
        if (name.Length is 0 or > Association.LongestName) faults.Add(new Fault("member", $"構成員の名称を{Association.LongestName}文字までで入力してください。"));
        if (duty.Length > Association.LongestName) faults.Add(new Fault("duty", $"役割は{Association.LongestName}文字までにしてください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);

        // Write
        db.AssociationMembers.Add(new AssociationMember { Id = Guid.CreateVersion7(clock.GetUtcNow()), Association = command.Association, Name = name, Duty = duty, From = command.From });
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    /// <returns>Nothing, or <see cref="AssociationNotFound"/>, <see cref="MayNotChangeContracts"/>.</returns>
    public async Task<Result<Done>> Handle(EndMember command, Me me, CancellationToken ct)
    {
        // Read
        var association = await db.Associations.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.Association, ct);
        var member = await db.AssociationMembers.SingleOrDefaultAsync(m => m.Id == command.Member && m.Association == command.Association, ct);

        // Decide
        if (association is null || member is null) return new AssociationNotFound();
        if (!me.May(Act.ChangeContracts, association.Secretariat)) return new MayNotChangeContracts();
        member.Leave(command.Last);

        // Write
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
