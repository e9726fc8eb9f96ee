using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Accounts.Registering;
using Koshiki.Core.Opening.Applying;
using Koshiki.Core.Opening.Lacking;
using Koshiki.Core.Opening.Writing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Acquiring;

/// <summary>The account was made at the platform, for the office as a body. Guideline 2-3(4)ア. C6.</summary>
/// <param name="On">The day on which it was made; today or earlier.</param>
/// <param name="NamedPerson">Staff number of the person in whose name the platform wanted it; empty where it stands in the office's name.</param>
public sealed record AcquireAccount(ConsultationId Id, string Url, string Handle, string PermanentId, Result<DateOnly> On, string NamedPerson, Badge Badge);

/// <summary>Begins the account, and with it its entry in the public list. C7.</summary>
public sealed record PublishAccount(ConsultationId Id, Result<DateOnly> From);

public sealed class AcquireHandler(CoreDb db, AccountHandler accounts, TimeProvider clock)
{
    /// <returns>The account, or <see cref="ConsultationNotFound"/>, <see cref="MayNotApply"/>, <see cref="ConsultationNotReady"/>, <see cref="NotAcceptable"/> with all faults of address, day and person.</returns>
    public async Task<Result<Account>> Handle(AcquireAccount command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var consultation = await db.ConsultationsVisibleTo(me).SingleOrDefaultAsync(c => c.Id == command.Id, ct);
        if (consultation is null) return new ConsultationNotFound();
        var number = InputText.Code(command.NamedPerson);
        var person = number.Length == 0 ? null : await db.People.AsNoTracking().Where(p => p.StaffNumber == number).Select(p => new { p.Id, p.Name }).SingleOrDefaultAsync(ct);
        var code = await db.Offices.IgnoreAutoIncludes().Where(o => o.Id == consultation.Office).Select(o => o.Code).SingleAsync(ct);

        // Decide
        if (!me.May(Act.ApplyForAccounts, consultation.Office)) return new MayNotApply();
        if (ConsultationFlow.Next(consultation.State, ConsultationAction.Acquire).IsRefused(out var notNow)) return notNow;
        if (number.Length > 0 && person is null) return new NotAcceptable([new Fault("named_person", new NoSuchPerson(number).Sentence)]);

        // Write
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var account = consultation.Account is { } known
            ? await db.Accounts.SingleAsync(a => a.Id == known, ct)
            : await accounts.Handle(new RegisterAccount(Entry(command, consultation, code)), me, ct);
        if (account.IsRefused(out var refusal)) return refusal;
        var acquired = consultation.Acquire(account.Value.Id, me, now);
        if (acquired.IsRefused(out notNow)) return notNow;
        await TakeOverDocuments(consultation, account.Value, me, now, ct);
        if (await db.Holdings.SingleOrDefaultAsync(h => h.Account == account.Value.Id, ct) is not { } holding) db.Add(holding = new Holding { Account = account.Value.Id });
        (holding.NamedPerson, holding.NamedPersonName, holding.NamedSince) = (person?.Id, person?.Name, person is null ? null : now.DayInJapan);
        (holding.Badge, holding.BadgeOn) = (command.Badge, now.DayInJapan);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return account;
    }

    /// <returns>The account, now in use; or <see cref="ConsultationNotFound"/>, <see cref="MayNotApply"/>, <see cref="ConsultationNotReady"/>, <see cref="NotAcceptable"/> for the day.</returns>
    public async Task<Result<Account>> Handle(PublishAccount command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var consultation = await db.ConsultationsVisibleTo(me).SingleOrDefaultAsync(c => c.Id == command.Id, ct);
        if (consultation is null) return new ConsultationNotFound();
        var account = await db.Accounts.Include(a => a.Periods).SingleOrDefaultAsync(a => a.Id == consultation.Account, ct);

        // Decide
        if (!me.May(Act.ApplyForAccounts, consultation.Office)) return new MayNotApply();
        if (command.From.IsRefused(out var notADay)) return new NotAcceptable([new Fault("from", notADay.Sentence)]);
        if (consultation.Publish(me, now).IsRefused(out var notNow)) return notNow;
        if (account!.State is AccountState.InConsultation or AccountState.Unapproved)
        {
            if (account.Do(AccountAction.Open, command.From.Value, now.DayInJapan).IsRefused(out var refusal)) return refusal is Invalid ? new NotAcceptable([new Fault("from", refusal.Sentence)]) : refusal;
        }

        // Write
        var papers = (await Papers.Read(db, [account.Id], now.DayInJapan, ct))[account.Id];
        if (papers.Disclosure is not { IsDisclosed: true }) await db.AddTaskOnce(LackTasks.Of(account.Office, account.Key, account.Name, Lack.Disclosure, now.DayInJapan.AddDays(LackTasks.DaysToDisclose), now), ct);
        await db.AddTaskOnce(LackTasks.Start(account.Office, account.Key, account.Name, now), ct);
        db.RenewPublicList();
        await db.SaveChangesAsync(ct);
        return account;
    }

    private static AccountEntry Entry(AcquireAccount command, Consultation consultation, string officeCode) => new()
    {
        Id = "", OfficeCode = officeCode, Platform = consultation.Platform.Key, PlatformLabel = consultation.PlatformLabel ?? "", Name = consultation.Name,
        Url = command.Url, Handle = command.Handle, PermanentId = command.PermanentId, Operator = consultation.Form!.Operator.FileWord, OperatorName = consultation.Form.OperatorName,
        OpenedOn = command.On, State = AccountState.InConsultation.FileWord, Purpose = consultation.Purpose,
    };

    /// <summary>The documents now belong to the account; its name and address are put into the policy.</summary>
    private async Task TakeOverDocuments(Consultation consultation, Account account, Me me, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var document in await db.DocumentVersions.Where(d => d.Consultation == consultation.Id).ToListAsync(ct)) document.BelongTo(account.Id);
        var latest = await ApplyHandler.Latest(db, consultation, ct);
        if (!latest.TryGetValue(DocumentKind.AccountPolicy, out var policy) || !policy["account"].Contains(FirstDraft.AddressToCome, StringComparison.Ordinal)) return;

        var sections = policy.Sections.Select(section => section.Key == "account"
            ? section with { Text = section.Text.Replace(FirstDraft.AddressToCome, $"URL：{account.Address}", StringComparison.Ordinal) }
            : section);
        db.Add(policy.WithAccount([.. sections], me, now));
    }
}
