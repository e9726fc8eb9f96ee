using Koshiki.Core.Accounts;
using Koshiki.Core.Opening.Lacking;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Keeping;

/// <summary>A consultation or document of earlier days that exists outside this system. C8.</summary>
public sealed record RecordEarlier(string AccountKey, Lack? Of, Result<DateOnly> DatedOn, string Reference);

/// <summary>Somebody looked at the account itself for its policy. C4.</summary>
public sealed record RecordDisclosure(string AccountKey, Result<DateOnly> CheckedOn, bool? IsDisclosed, string Place, bool LinksToList);

/// <summary>In whose name it stands, and the badge. C6.</summary>
/// <param name="NamedPerson">A staff number; empty for the office's name.</param>
public sealed record RecordHolding(string AccountKey, string NamedPerson, Badge Badge);

/// <summary>One item of the start. C11.</summary>
public sealed record RecordStart(string AccountKey, IReadOnlyList<(StartItem Item, Result<DateOnly>? On, string Text)> Items);

public sealed class RecordHandler(CoreDb db, TimeProvider clock)
{
    private const int LongestName = 200;
    private const int LongestText = 2_000;

    /// <returns><see cref="AccountNotFound"/>, <see cref="MayNotChangeDocuments"/>, <see cref="NotAcceptable"/> with all faults.</returns>
    public async Task<Result<Account>> Handle(RecordEarlier command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var now = clock.GetUtcNow();

        // Read
        var found = await Find(command.AccountKey, me, ct);
        if (found.IsRefused(out var refusal)) return refusal;
        var account = found.Value;

        // Decide
        var faults = new List<Fault>();
        if (command.Of is null or Lack.Disclosure) faults.Add(new Fault("of", "何の記録かを選んでください。"));
        Day("dated", command.DatedOn, now, faults);
        Text("reference", command.Reference, LongestName, "文書番号と保管場所を入力してください。", faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        var of = command.Of!.Value;

        // Write
        var record = await db.EarlierRecords.SingleOrDefaultAsync(e => e.Account == account.Id && e.Of == of, ct);
        if (record is null) db.Add(record = new EarlierRecord { Account = account.Id, Of = of });
        (record.DatedOn, record.Reference, record.By, record.ByName, record.At) = (command.DatedOn.Value, command.Reference.Trim(), me.Id, me.Name, now);
        await LackTasks.Close(db, LackTasks.Kind, LackTasks.About(account.Key, of), me, $"既存の記録（{record.Reference}）を登録しました。", now, ct);
        await db.SaveChangesAsync(ct);
        return account;
    }

    public async Task<Result<Account>> Handle(RecordDisclosure command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var found = await Find(command.AccountKey, me, ct);
        if (found.IsRefused(out var refusal)) return refusal;
        var account = found.Value;

        // Decide
        if (account.State is AccountState.InConsultation) return new NotYetOpen();
        var faults = new List<Fault>();
        Day("checked", command.CheckedOn, now, faults);
        if (command.IsDisclosed is null) faults.Add(new Fault("disclosed", "確かめた結果を選んでください。"));
        if (command.IsDisclosed is true) Text("place", command.Place, LongestName, "アカウントのどこで読めるかを入力してください。例：プロフィール欄のリンク", faults);
        if (faults.Count > 0) return new NotAcceptable(faults);

        // Write
        var isDisclosed = command.IsDisclosed!.Value;
        db.Add(new PolicyDisclosure
        {
            Id = Guid.CreateVersion7(now), Account = account.Id, CheckedOn = command.CheckedOn.Value, IsDisclosed = isDisclosed, Place = isDisclosed ? command.Place.Trim() : "",
            LinksToList = isDisclosed && command.LinksToList, By = me.Id, ByName = me.Name, At = now,
        });
        if (isDisclosed) await LackTasks.Close(db, LackTasks.Kind, LackTasks.About(account.Key, Lack.Disclosure), me, $"{command.CheckedOn.Value.InWordsWithoutWeekday}に確かめました。", now, ct);
        await db.SaveChangesAsync(ct);
        return account;
    }

    public async Task<Result<Account>> Handle(RecordHolding command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var found = await Find(command.AccountKey, me, ct);
        if (found.IsRefused(out var refusal)) return refusal;
        var account = found.Value;
        var number = InputText.Code(command.NamedPerson);
        var person = number.Length == 0 ? null : await db.People.AsNoTracking().Where(p => p.StaffNumber == number).Select(p => new { p.Id, p.Name }).SingleOrDefaultAsync(ct);

        // Decide
        if (number.Length > 0 && person is null) return new NotAcceptable([new Fault("named_person", new NoSuchPerson(number).Sentence)]);
        if (await db.Holdings.SingleOrDefaultAsync(h => h.Account == account.Id, ct) is not { } holding) db.Add(holding = new Holding { Account = account.Id });
        var before = holding.NamedPerson;
        if (before != person?.Id) (holding.NamedPerson, holding.NamedPersonName, holding.NamedSince) = (person?.Id, person?.Name, person is null ? null : now.DayInJapan);
        if (holding.Badge != command.Badge) (holding.Badge, holding.BadgeOn) = (command.Badge, now.DayInJapan);

        // Write
        if (before is { } former && former != person?.Id)
            await LackTasks.Close(db, NamedPersonLeaves.Kind, NamedPersonLeaves.About(account.Key, former), me, person is null ? "所属の名義に変えました。" : $"名義を{person.Name}さんに変えました。", now, ct);
        await db.SaveChangesAsync(ct);
        return account;
    }

    public async Task<Result<Account>> Handle(RecordStart command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var found = await Find(command.AccountKey, me, ct);
        if (found.IsRefused(out var refusal)) return refusal;
        var account = found.Value;
        var records = await db.StartRecords.Where(s => s.Account == account.Id).ToListAsync(ct);

        // Decide
        var faults = new List<Fault>();
        var given = command.Items.Where(item => item.On is not null || item.Text.Trim().Length > 0).ToList();
        foreach (var (item, on, text) in given)
        {
            Day($"{item.Key}.on", on ?? new NotADay(""), now, faults);
            Text($"{item.Key}.text", text, LongestText, "内容を入力してください。", faults);
        }

        if (faults.Count > 0) return new NotAcceptable(faults);

        // Write
        foreach (var (item, on, text) in given)
        {
            var record = records.Find(r => r.Item == item);
            if (record is null)
            {
                records.Add(record = new StartRecord { Account = account.Id, Item = item });
                db.Add(record);
            }

            if (record.DoneOn == on!.Value.Value && record.Text == text.Trim()) continue;
            (record.DoneOn, record.Text, record.ByName) = (on.Value.Value, InputText.Prose(text).Trim(), me.Name);
        }

        // What reactions teach takes months; the rest is the start.
        if (Enum.GetValues<StartItem>().Where(item => item is not StartItem.BestHours).All(item => records.Exists(r => r.Item == item)))
            await LackTasks.Close(db, LackTasks.StartKind, account.Key, me, "すべて記録しました。", now, ct);
        await db.SaveChangesAsync(ct);
        return account;
    }

    private async Task<Result<Account>> Find(string key, Me me, CancellationToken ct)
    {
        var account = await db.AccountsVisibleTo(me).SingleOrDefaultAsync(a => a.Key == key, ct);
        if (account is null) return new AccountNotFound(key);
        return me.May(Act.ChangeDocuments, account.Office) ? account : new MayNotChangeDocuments();
    }

    private static void Day(string field, Result<DateOnly> day, DateTimeOffset now, List<Fault> faults)
    {
        if (day.IsRefused(out var notADay)) faults.Add(new Fault(field, notADay.Sentence));
        else if (day.Value > now.DayInJapan) faults.Add(new Fault(field, new DayInTheFuture(day.Value).Sentence));
    }

    private static void Text(string field, string text, int limit, string missing, List<Fault> faults)
    {
        if (string.IsNullOrWhiteSpace(text)) faults.Add(new Fault(field, missing));
        else if (text.Length > limit) faults.Add(new Fault(field, $"{limit:N0}文字までにしてください。"));
        else if (SecretText.LooksLikePassword(text)) faults.Add(new Fault(field, new HoldsAPassword().Sentence));
    }
}
