using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Accounts.Importing;

/// <summary>Takes a file of accounts into the register: new keys are added, known ones changed as of today. All of it or nothing.</summary>
/// <param name="DryRun">Looks at everything and stores nothing.</param>
/// <param name="By">Whose reach bounds the file; null at the command line, which may do all.</param>
public sealed record ImportAccounts(string FileName, ReadOnlyMemory<byte> Content, bool DryRun, Me? By = null);

public sealed record AccountsImported(int Added, int Changed, int Unchanged);

public sealed class ImportAccountsHandler(CoreDb db, TimeProvider clock)
{
    public async Task<Result<AccountsImported>> Handle(ImportAccounts command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        // Read
        var file = CsvFile.Read(command.FileName, command.Content.Span, AccountFile.Columns);
        if (file.IsRefused(out var unreadable)) return unreadable;
        var today = clock.GetUtcNow().DayInJapan;
        var entries = file.Value.Rows.Select(AccountFile.Entry).ToList();
        var known = await KnownRecords.For(entries, db, today, ct);

        // Decide
        var faults = new CsvFaults(command.FileName);
        var drafts = Understand(file.Value, entries, known, faults);
        if (faults.Any) return faults.Refusal;
        var outcome = Apply(file.Value, drafts, known, command.By, faults);
        if (faults.Any || command.DryRun)
        {
            db.ChangeTracker.Clear();
            return faults.Any ? faults.Refusal : outcome;
        }

        // Write
        if (outcome.Added + outcome.Changed > 0) db.RenewPublicList();
        await db.SaveChangesAsync(ct);
        return outcome;
    }

    private static List<AccountDraft> Understand(CsvFile file, List<AccountEntry> entries, KnownRecords known, CsvFaults faults)
    {
        var reader = new EntryReader(known, EntryPlace.File);
        var drafts = new List<AccountDraft>();
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        var addresses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (row, entry) in file.Rows.Zip(entries))
        {
            var draft = reader.Read(entry, (column, sentence) => faults.Add(row, column, sentence));
            var key = InputText.Code(entry.Id);
            if (!keys.TryAdd(key, row.Line)) faults.Add(row, "id", $"同じ番号が{keys[key]}行目にもあります。番号は1件に1つです。");
            if (draft is null) continue;
            if (draft.Facts.State != AccountState.Retired && !addresses.TryAdd(draft.Facts.AddressKey, row.Line)) faults.Add(row, "url", $"同じアカウントのURLが{addresses[draft.Facts.AddressKey]}行目にもあります。どちらかを消すか、直してください。");
            drafts.Add(draft);
        }

        return drafts;
    }

    private AccountsImported Apply(CsvFile file, List<AccountDraft> drafts, KnownRecords known, Me? by, CsvFaults faults)
    {
        var (added, changed, unchanged) = (0, 0, 0);
        foreach (var (row, draft) in file.Rows.Zip(drafts))
        {
            if (known.Account(draft.Key) is not { } account)
            {
                if (by?.May(Act.ChangeAccounts, draft.Facts.Office) == false) faults.Add(row, "office_code", new MayNotRegisterFor(row["office_code"]).Sentence);
                var entered = Registration.Of(draft.EnteredBy(by));
                db.Accounts.Add(entered);
                if (entered.State is AccountState.Unapproved && by is not null) db.Announce(new UnapprovedAccountRegistered(entered.Id.Value, entered.Key), entered.Key);
                added++;
                continue;
            }

            if (by?.May(Act.ChangeAccounts, account.Office, account.Key) == false) faults.Add(row, "id", new MayNotChangeAccount().Sentence);
            var wanted = AccountFile.KeepingWhatIsAbsent(draft, account, file);
            if (by is not null && MoveRefused(account, wanted.Facts.State, by) is { } notMoved) faults.Add(row, "state", notMoved.Sentence);
            var result = Registration.Update(account, wanted, known.Today, known.Today);
            if (result.IsRefused(out var refusal)) faults.Add(row, "id", refusal.Sentence);
            else if (result.Value) changed++;
            else unchanged++;
        }

        return new AccountsImported(added, changed, unchanged);
    }

    /// <summary>A file moves an account only as its sender could on the account's page. Who sets up an installation at the command line writes down how things stand.</summary>
    /// <returns><see cref="StateCannotBecome"/>, <see cref="NeedsConsultation"/>, <see cref="NeedsTheHeadsWord"/>, or null.</returns>
    private static Refusal? MoveRefused(Account account, AccountState to, Me by)
    {
        if (to == account.State) return null;
        List<AccountAction> ways = [.. AccountFlow.PossibleFrom(account.State).Where(action => AccountFlow.Next(account.State, action).Value == to)];
        if (ways.Count == 0) return new StateCannotBecome(account.State, to);
        if (EntryRights.MayPutInUse(by)) return null;
        return ways.Contains(AccountAction.Open) ? new NeedsConsultation(account.Key) : new NeedsTheHeadsWord(account.Key);
    }
}
