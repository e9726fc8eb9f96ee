using Koshiki.Core.Accounts;
using Koshiki.Core.Custody.Holding;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody.HandingOver;

/// <summary>The same new administrator for several accounts of one transfer.</summary>
public sealed record HandOverAdministrator(PostingId Posting, IReadOnlyList<string> Keys, string Number, DateOnly Since);

/// <summary>The passwords of several accounts of one transfer were changed on one day, each to one of its own.</summary>
public sealed record HandOverPassword(PostingId Posting, IReadOnlyList<string> Keys, PasswordRules Rules, string? PlatformLimit, DateOnly ChangedOn, bool IsSecret);

/// <summary>The leaver's rights at the platforms were withdrawn.</summary>
public sealed record HandOverRights(PostingId Posting, IReadOnlyList<string> Keys, DateOnly On, string? How);

internal sealed class DoHandOversHandler(CoreDb db, CustodyTasks tasks, TimeProvider clock)
{
    private const int LongestHow = 500;

    /// <returns>How many were recorded, or <see cref="TransferNotFound"/>, <see cref="NotAcceptable"/>, <see cref="MayNotChangeCustody"/>, what <see cref="HandOver.Do"/> says.</returns>
    public async Task<Result<int>> Handle(HandOverAdministrator command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var chosen = await Chosen(command.Posting, command.Keys, "administrator", me, ct);
        if (chosen.IsRefused(out var refusal)) return refusal;
        var person = await HoldAccountHandler.Find(db, command.Number, chosen.Value[0].HandOver.Office, now.DayInJapan, ct);
        if (person.IsRefused(out refusal)) return refusal;
        var ids = chosen.Value.Select(one => one.HandOver.Account).ToArray();
        var records = await db.CustodyRecords.Where(r => ids.Contains(r.Account)).ToDictionaryAsync(r => r.Account, ct);

        // Decide
        if (person.Value.Id == chosen.Value[0].HandOver.Leaver) return new NotAcceptable([new Fault("number", "異動する本人です。別の職員を登録管理者にしてください。")]);
        foreach (var (handOver, account) in chosen.Value)
        {
            if (!records.TryGetValue(account, out var record)) record = db.CustodyRecords.Add(CustodyRecord.For(account)).Entity;
            var registered = record.Register(person.Value.Id, command.Since, now.DayInJapan);
            if (registered.IsRefused(out refusal)) return refusal;
            var done = handOver.Do(HandOverStepKind.Administrator, me.Id, me.Name, command.Since, $"{person.Value.Name}さんに変更しました。", now);
            if (done.IsRefused(out refusal)) return BesideTheField("since", refusal);
        }

        // Write
        return await Save(chosen.Value, me, now, ct);
    }

    /// <returns>As above.</returns>
    public async Task<Result<int>> Handle(HandOverPassword command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var chosen = await Chosen(command.Posting, command.Keys, "password", me, ct);
        if (chosen.IsRefused(out var refusal)) return refusal;

        // Decide
        foreach (var (handOver, account) in chosen.Value)
        {
            var attested = PasswordAttestation.Of(account, command.Rules, command.PlatformLimit, command.ChangedOn, command.IsSecret, me.Id, me.Name, now);
            if (attested.IsRefused(out refusal)) return refusal;
            var done = handOver.Do(HandOverStepKind.Password, me.Id, me.Name, command.ChangedOn, $"{command.ChangedOn.InWordsWithoutWeekday}に変更しました。", now);
            if (done.IsRefused(out refusal)) return BesideTheField("changed", refusal);
            db.PasswordAttestations.Add(attested.Value);
        }

        // Write
        return await Save(chosen.Value, me, now, ct);
    }

    /// <returns>As above.</returns>
    public async Task<Result<int>> Handle(HandOverRights command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var chosen = await Chosen(command.Posting, command.Keys, "rights", me, ct);
        if (chosen.IsRefused(out var refusal)) return refusal;

        // Decide
        List<Fault> faults = [];
        if (command.On > now.DayInJapan) faults.Add(new Fault("withdrawn", "先の日です。権限を取り消した日を入力してください。"));
        if (command.How is null) faults.Add(new Fault("how", "取り消した権限を入力してください（例：Facebookページの管理者から外した。該当なし）。"));
        else FreeText.Look("how", command.How, LongestHow, faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        foreach (var (handOver, _) in chosen.Value)
        {
            var done = handOver.Do(HandOverStepKind.Rights, me.Id, me.Name, command.On, command.How!, now);
            if (done.IsRefused(out refusal)) return BesideTheField("withdrawn", refusal);
        }

        // Write
        return await Save(chosen.Value, me, now, ct);
    }

    private async Task<Result<int>> Save(IReadOnlyList<(HandOver HandOver, AccountId Account)> done, Me me, DateTimeOffset now, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await tasks.EndWhatIsInOrder([.. done.Select(one => one.Account)], me.Id, now, ct);
        return done.Count;
    }

    /// <summary>The hand-overs of the chosen accounts, tracked; at least one.</summary>
    private async Task<Result<IReadOnlyList<(HandOver HandOver, AccountId Account)>>> Chosen(PostingId posting, IReadOnlyList<string> keys, string form, Me me, CancellationToken ct)
    {
        var found = await db.HandOversOf(posting).Where(row => keys.Contains(row.Account.Key)).ToListAsync(ct);
        if (keys.Count == 0) return new NotAcceptable([new Fault($"{form}.accounts", "アカウントを1つ以上選んでください。")]);
        if (found.Count != keys.Count) return new TransferNotFound();
        if (found.Exists(row => !me.May(Act.ChangeCustody, row.Account.Office, row.Account.Key))) return new MayNotChangeCustody();
        return found.ConvertAll(row => (row.HandOver, row.Account.Id));
    }

    private static Refusal BesideTheField(string field, Refusal refusal) => refusal is DoneBeforeLeaving ? new NotAcceptable([new Fault(field, refusal.Sentence)]) : refusal;
}

/// <summary>A second person confirms what was done for these accounts of a transfer.</summary>
public sealed record ConfirmHandOvers(PostingId Posting, IReadOnlyList<string> Keys);

/// <summary>A second person sends one step back.</summary>
public sealed record SendBackHandOver(PostingId Posting, string Key, HandOverStepKind? Step, string? Reason);

internal sealed class ConfirmHandOversHandler(CoreDb db, TimeProvider clock)
{
    private const int LongestReason = 300;

    /// <returns>How many, or <see cref="TransferNotFound"/>, <see cref="NotAcceptable"/>, <see cref="MayNotConfirmHandOver"/>, what <see cref="HandOver.Confirm"/> says.</returns>
    public async Task<Result<int>> Handle(ConfirmHandOvers command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var all = await db.HandOversOf(command.Posting).ToListAsync(ct);
        var chosen = all.FindAll(row => command.Keys.Contains(row.Account.Key));

        // Decide
        if (command.Keys.Count == 0) return new NotAcceptable([new Fault("confirm.accounts", "確認したアカウントを選んでください。")]);
        if (chosen.Count != command.Keys.Count) return new TransferNotFound();
        foreach (var (handOver, account) in chosen.Select(row => (row.HandOver, row.Account)))
        {
            if (!me.May(Act.ConfirmHandOvers, account.Office)) return new MayNotConfirmHandOver();
            if (handOver.Confirm(me.Id, me.Name, now).IsRefused(out var refusal)) return refusal;
        }

        // Write: the last one of an office ends its task
        foreach (var office in chosen.Select(row => row.HandOver.Office).Distinct().Where(office => !all.Exists(row => row.HandOver.Office == office && row.IsOpen)))
        {
            await db.EndTask(RaiseHandOvers.TaskKind, RaiseHandOvers.About(command.Posting, office), me.Id, "引継ぎを確認しました。", now, ct);
        }

        await db.SaveChangesAsync(ct);
        return chosen.Count;
    }

    /// <returns>Nothing, or as above.</returns>
    public async Task<Result<Done>> Handle(SendBackHandOver command, Me me, CancellationToken ct)
    {
        // Read
        var row = await db.HandOversOf(command.Posting).SingleOrDefaultAsync(row => row.Account.Key == command.Key, ct);

        // Decide
        List<Fault> faults = [];
        if (row is null) faults.Add(new Fault("back", "差し戻すアカウントと作業を選んでください。"));
        if (command.Reason is null) faults.Add(new Fault("reason", "差し戻す理由を入力してください。"));
        else FreeText.Look("reason", command.Reason, LongestReason, faults);
        if (faults.Count > 0 || command.Step is not { } step) return new NotAcceptable(faults.Count > 0 ? faults : [new Fault("back", "差し戻すアカウントと作業を選んでください。")]);
        if (!me.May(Act.ConfirmHandOvers, row!.Account.Office)) return new MayNotConfirmHandOver();
        var sentBack = row.HandOver.SendBack(step, command.Reason!, me.Id);
        if (!sentBack.Succeeded) return sentBack;

        // Write
        await db.SaveChangesAsync(ct);
        return sentBack;
    }
}

/// <summary>A hand-over with its account.</summary>
internal sealed class HandOverOfAccount
{
    public required HandOver HandOver { get; init; }

    public required Account Account { get; init; }

    /// <summary>Not confirmed, and the account still in use: what was retired meanwhile needs no hand-over.</summary>
    public bool IsOpen => HandOver.State is not HandOverState.Confirmed && Account.State is not AccountState.Retired;
}

internal static class HandOverQueries
{
    extension(CoreDb db)
    {
        /// <summary>All hand-overs of one posting, tracked, in the order of the accounts' keys.</summary>
        public IQueryable<HandOverOfAccount> HandOversOf(PostingId posting) =>
            from handOver in db.HandOvers
            where handOver.Posting == posting
            join account in db.Accounts on handOver.Account equals account.Id
            orderby account.Key
            select new HandOverOfAccount { HandOver = handOver, Account = account };

        /// <summary>All open hand-overs that whoever asks may see.</summary>
        public IQueryable<HandOverOfAccount> HandOversVisibleTo(Me me)
        {
            var rows = from handOver in db.HandOvers.AsNoTracking()
                       join account in db.HeldAccountsVisibleTo(me) on handOver.Account equals account.Id
                       select new HandOverOfAccount { HandOver = handOver, Account = account };
            return rows;
        }
    }
}
