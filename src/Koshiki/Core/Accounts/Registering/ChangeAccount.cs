using System.Globalization;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Core.Accounts.Registering;

/// <summary>A new entry in the register. Without a key, the next free one is given.</summary>
public sealed record RegisterAccount(AccountEntry Entry);

/// <summary>Other contents for a known account.</summary>
/// <param name="From">The day from which the dated ones count.</param>
/// <param name="Seen">The version that was on the screen.</param>
public sealed record ChangeAccount(AccountEntry Entry, Result<DateOnly> From, uint Seen);

/// <summary>Suspends, resumes, retires.</summary>
public sealed record MoveAccount(string Key, AccountAction Action, Result<DateOnly> From);

public sealed class AccountHandler(CoreDb db, TimeProvider clock)
{
    /// <summary>Registered by an office itself it enters as <see cref="AccountState.Unapproved"/>; see <see cref="EntryRights"/>.</summary>
    /// <returns>The new account, or <see cref="NotAcceptable"/> with all faults, <see cref="MayNotRegisterFor"/>.</returns>
    public async Task<Result<Account>> Handle(RegisterAccount command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        // Read
        var entry = command.Entry.Id.Trim().Length > 0 ? command.Entry : command.Entry with { Id = await NextKey(ct) };
        var known = await KnownRecords.For([entry], db, clock.GetUtcNow().DayInJapan, ct);

        // Decide
        var faults = new List<Fault>();
        var draft = new EntryReader(known, EntryPlace.Form).Read(entry, (field, sentence) => faults.Add(new Fault(field, sentence)));
        var key = InputText.Code(entry.Id);
        if (known.Account(key) is not null) faults.Insert(0, new Fault("id", new KeyTaken(key).Sentence));
        if (faults.Count > 0 || draft is null) return new NotAcceptable(faults);
        if (!me.May(Act.ChangeAccounts, draft.Facts.Office)) return new MayNotRegisterFor(entry.OfficeCode);
        var account = Registration.Of(draft.EnteredBy(me));

        // Write
        db.Accounts.Add(account);
        if (account.State is AccountState.Unapproved) db.Announce(new UnapprovedAccountRegistered(account.Id.Value, account.Key), account.Key);
        db.RenewPublicList();
        return await Save(account, ct);
    }

    /// <returns>The account, or <see cref="NotAcceptable"/>, <see cref="AccountNotFound"/>, <see cref="MayNotChangeAccount"/>, <see cref="SomebodyElseSavedFirst"/>.</returns>
    public async Task<Result<Account>> Handle(ChangeAccount command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        // Read
        var today = clock.GetUtcNow().DayInJapan;
        var known = await KnownRecords.For([command.Entry], db, today, ct);
        if (known.Account(command.Entry.Id) is not { } account) return new AccountNotFound(command.Entry.Id);

        // Decide
        if (!me.May(Act.ChangeAccounts, account.Office, account.Key)) return new MayNotChangeAccount();
        if (account.Version != command.Seen) return new SomebodyElseSavedFirst();
        var faults = new List<Fault>();
        var draft = new EntryReader(known, EntryPlace.Form).Read(command.Entry, (field, sentence) => faults.Add(new Fault(field, sentence)));
        if (command.From.IsRefused(out var notADay)) faults.Add(new Fault("from", notADay.Sentence));
        if (faults.Count > 0 || draft is null) return new NotAcceptable(faults);
        var updated = Registration.Update(account, draft, command.From.Value, today);
        if (updated.IsRefused(out var refusal)) return new NotAcceptable([new Fault("from", refusal.Sentence)]);
        if (!updated.Value) return new NothingChanged();

        // Write
        db.RenewPublicList();
        return await Save(account, ct);
    }

    /// <summary>For the PR office to put the register right; an office begins an account through its consultation, and pauses and ends it with its head's word, on the pages of reviews.</summary>
    /// <returns>The account, or <see cref="AccountNotFound"/>, <see cref="MayNotChangeAccount"/>, <see cref="NeedsConsultation"/>, <see cref="NeedsTheHeadsWord"/>, <see cref="StateDoesNotAllow"/>, <see cref="NotAcceptable"/> for the day.</returns>
    public async Task<Result<Account>> Handle(MoveAccount command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        // Read
        var account = await db.Accounts.Include(account => account.Periods).SingleOrDefaultAsync(account => account.Key == command.Key, ct);
        if (account is null) return new AccountNotFound(command.Key);

        // Decide
        if (!me.May(Act.ChangeAccounts, account.Office, account.Key)) return new MayNotChangeAccount();
        if (!EntryRights.MayPutInUse(me)) return command.Action is AccountAction.Open ? new NeedsConsultation(account.Key) : new NeedsTheHeadsWord(account.Key);
        if (command.From.IsRefused(out var notADay)) return new NotAcceptable([new Fault("from", notADay.Sentence)]);
        var moved = account.Do(command.Action, command.From.Value, clock.GetUtcNow().DayInJapan);
        if (moved.IsRefused(out var refusal)) return refusal is Invalid ? new NotAcceptable([new Fault("from", refusal.Sentence)]) : refusal;

        // Write
        db.RenewPublicList();
        await db.SaveChangesAsync(ct);
        return account;
    }

    /// <summary>Saves; when somebody else has taken the key, the address or the platform's id since we read, says so beside its field.</summary>
    /// <returns>The account, or <see cref="SomebodyElseSavedFirst"/>, <see cref="NotAcceptable"/>.</returns>
    internal async Task<Result<Account>> Save(Account account, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return account;
        }
        catch (DbUpdateConcurrencyException)
        {
            // What is shown now is what is stored, not what was about to be.
            db.ChangeTracker.Clear();
            return new SomebodyElseSavedFirst();
        }
        catch (DbUpdateException race) when (race.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } taken && FieldOf(taken) is { } field)
        {
            return new NotAcceptable([new Fault(field, new RegisteredMeanwhile().Sentence)]);
        }
    }

    private static string? FieldOf(PostgresException taken) => taken.ConstraintName switch
    {
        "ix_account_address_key" => "url",
        "ix_account_platform_permanent_id" => "permanent_id",
        "ix_account_key" => "id",
        _ => null,
    };

    /// <summary>A and one more than the highest number in use; at least three digits.</summary>
    private async Task<string> NextKey(CancellationToken ct)
    {
        var keys = await db.Accounts.Where(account => EF.Functions.Like(account.Key, "A%")).Select(account => account.Key).ToListAsync(ct);
        var highest = keys.Select(key => int.TryParse(key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty().Max();
        return string.Create(CultureInfo.InvariantCulture, $"A{highest + 1:000}");
    }
}
