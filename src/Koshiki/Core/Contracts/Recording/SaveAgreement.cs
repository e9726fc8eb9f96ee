using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts.Recording;

/// <summary>Registers an agreement, or changes one.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Succeeds">The agreement that goes on in the new one; its clauses and logins are taken over.</param>
/// <param name="OfficeCode">Of the office that answers for it.</param>
/// <param name="FacilityCode">Empty where it is about no facility.</param>
/// <param name="SeenVersion">The version on the screen; null for a new one.</param>
public sealed record SaveAgreement(
    AgreementId? Id, AgreementId? Succeeds, AgreementKind? Kind, string Title, IReadOnlyList<string> Parties, string OfficeCode, string FacilityCode, IReadOnlyList<string> AccountKeys,
    DateOnly SignedOn, DateOnly From, DateOnly Last, int? CheckMonths, uint? SeenVersion);

internal sealed class SaveAgreementHandler(CoreDb db, TimeProvider clock)
{
    private const int LongestParty = 200;

    /// <returns>The agreement, or <see cref="NotAcceptable"/> with all faults, <see cref="AgreementNotFound"/>, <see cref="MayNotChangeContracts"/>.</returns>
    public async Task<Result<AgreementId>> Handle(SaveAgreement command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var stored = command.Id is { } id ? await db.AgreementToRecord(id, me, ct) : default;
        if (command.Id is not null && stored.IsRefused(out var refusal)) return refusal;
        var earlier = command.Succeeds is { } before ? await db.AgreementToRecord(before, me, ct) : default;
        if (command.Succeeds is not null && earlier.IsRefused(out refusal)) return refusal;
        var (officeCode, facilityCode) = (InputText.Code(command.OfficeCode), InputText.Code(command.FacilityCode));
        var offices = await db.OfficesOn(now.DayInJapan).Where(o => o.Code == officeCode || o.Code == facilityCode).ToDictionaryAsync(o => o.Code, o => o.Id, ct);
        var keys = command.AccountKeys.Select(InputText.Code).Where(key => key.Length > 0).Distinct().ToArray();
        var known = await db.Accounts.Where(a => keys.Contains(a.Key)).Select(a => a.Key).ToListAsync(ct);

        // Decide
        var faults = Faults(command, offices, officeCode, facilityCode, [.. keys.Except(known)]);
        if (keys.Length == 0) faults.Add(new Fault("accounts", "対象のアカウントを1つ以上入力してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        var office = offices[officeCode];
        OfficeId? facility = facilityCode.Length > 0 ? offices[facilityCode] : null;
        if (!me.May(Act.ChangeContracts, office)) return new MayNotChangeContracts();

        // Write
        var parties = command.Parties.ToArray();
        var agreement = command.Id is null
            ? db.Agreements.Add(Agreement.Sign(command.Kind!.Value, InputText.Name(command.Title), parties, office, facility, keys, command.SignedOn, command.From, command.Last, command.Succeeds)).Entity
            : stored.Value;
        (agreement.Title, agreement.Parties, agreement.Office, agreement.Facility, agreement.AccountKeys) = (InputText.Name(command.Title), parties, office, facility, keys);
        (agreement.SignedOn, agreement.From, agreement.Last, agreement.CheckMonths) = (command.SignedOn, command.From, command.Last, command.CheckMonths!.Value);
        if (command.Id is not null && command.SeenVersion is { } seen) db.Entry(agreement).Property(a => a.Version).OriginalValue = seen;
        if (command.Succeeds is not null) await TakeOver(agreement, earlier.Value, me, now, ct);
        await db.SaveChangesAsync(ct);
        return agreement.Id;
    }

    /// <summary>The text and the logins of the agreement before.</summary>
    private async Task TakeOver(Agreement agreement, Agreement earlier, Me me, DateTimeOffset now, CancellationToken ct)
    {
        agreement.CopyClauses(earlier, me.Id, now);
        foreach (var login in await db.PartnerLogins.AsNoTracking().Where(l => l.Agreement == earlier.Id && l.Fate == null).ToListAsync(ct))
        {
            db.PartnerLogins.Add(new PartnerLogin { Id = Guid.CreateVersion7(now), Agreement = agreement.Id, AccountKey = login.AccountKey, Owner = login.Owner, Name = login.Name, NoOtherSiteOn = login.NoOtherSiteOn });
        }
    }

    private static List<Fault> Faults(SaveAgreement command, Dictionary<string, OfficeId> offices, string officeCode, string facilityCode, IReadOnlyList<string> unknownKeys)
    {
        List<Fault> faults = [];
        if (command.Id is null && command.Kind is null) faults.Add(new Fault("kind", "種類を選んでください。"));
        if (InputText.Name(command.Title).Length is 0 or > Agreement.LongestTitle) faults.Add(new Fault("title", $"件名を{Agreement.LongestTitle}文字までで入力してください。"));
        if (command.Parties.Count == 0) faults.Add(new Fault("parties", "相手方の名称を入力してください。"));
        if (command.Parties.Any(party => party.Length > LongestParty)) faults.Add(new Fault("parties", $"相手方の名称は1行に{LongestParty}文字までにしてください。"));
        if (!offices.ContainsKey(officeCode)) faults.Add(new Fault("office", "この所属コードの所属がありません。コードを確かめてください。"));
        if (facilityCode.Length > 0 && !offices.ContainsKey(facilityCode)) faults.Add(new Fault("facility", "この所属コードの施設がありません。コードを確かめてください。"));
        if (command.Kind is AgreementKind.BasicAgreement && facilityCode.Length == 0) faults.Add(new Fault("facility", "指定管理の基本協定では、施設の所属コードを入力してください。"));
        if (unknownKeys.Count > 0) faults.Add(new Fault("accounts", $"アカウント「{string.Join("、", unknownKeys)}」は登録簿にありません。番号を確かめてください。"));
        if (command.Last < command.From) faults.Add(new Fault("last", "期間の終わりが始まりより前です。"));
        if (command.CheckMonths is not (>= 1 and <= Agreement.MostCheckMonths)) faults.Add(new Fault("months", $"点検の間隔は1から{Agreement.MostCheckMonths}までの月数で入力してください。"));
        return faults;
    }
}
