using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Scheduling;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Scopes;

/// <summary>Proposes a scope, or a new version of one. The office head decides.</summary>
/// <param name="Scope">The scope whose new version it is; null for a new one.</param>
public sealed record ProposeScope(
    PostingScopeId? Scope, OfficeId Office, string Name, string Clause, IReadOnlyList<string> AccountKeys, IReadOnlyList<Purpose> Purposes, PostingTimes Times, DateOnly ValidFrom, DateOnly ExpiresOn);

public sealed class ProposeScopeHandler(CoreDb db, TimeProvider clock)
{
    /// <summary>The longest life of a scope: a fiscal year's work, to be looked at anew.</summary>
    private const int MostDays = 366;

    /// <returns>The scope and its number, or <see cref="NotAcceptable"/> with every fault, <see cref="NotYourPost"/>.</returns>
    public async Task<Result<(PostingScopeId Scope, int Number)>> Handle(ProposeScope command, Me me, CancellationToken ct)
    {
        // Read
        var number = command.Scope is { } id ? await db.PostingScopes.Where(s => s.Id == id && s.Office == command.Office).MaxAsync(s => (int?)s.Number, ct) ?? 0 : 0;
        var ownKeys = await db.Accounts.Where(a => a.Office == command.Office && command.AccountKeys.Contains(a.Key)).Select(a => a.Key).ToListAsync(ct);

        // Decide
        if (!me.May(Act.WritePosts, command.Office)) return new NotYourPost();
        if (command.Scope is not null && number == 0) return new ScopeNotFound();
        var faults = Faults(command, ownKeys);
        if (faults.Count > 0) return new NotAcceptable(faults);

        // Write
        var scope = new PostingScope
        {
            Id = command.Scope ?? PostingScopeId.New(), Number = number + 1, Office = command.Office, Name = command.Name.Trim(), Clause = command.Clause.Trim(),
            AccountKeys = [.. command.AccountKeys], Purposes = [.. command.Purposes], Times = command.Times, ValidFrom = command.ValidFrom, ExpiresOn = command.ExpiresOn,
            ProposedBy = me.Id, ProposedByName = me.Name, ProposedAt = clock.GetUtcNow(),
        };
        db.PostingScopes.Add(scope);
        await db.SaveChangesAsync(ct);
        return (scope.Id, scope.Number);
    }

    /// <param name="ownKeys">Those of its accounts that are the office's own: an office gives leave beforehand for its own accounts only. G2-7(3)ウ.</param>
    private static List<Fault> Faults(ProposeScope command, IReadOnlyCollection<string> ownKeys)
    {
        var faults = new List<Fault>();
        if (string.IsNullOrWhiteSpace(command.Name)) faults.Add(new("name", "範囲の名前が入力されていません。"));
        if (string.IsNullOrWhiteSpace(command.Clause)) faults.Add(new("clause", "利用方針の条項が入力されていません。範囲を書いた条項を入力してください。"));
        if (command.AccountKeys.Count == 0) faults.Add(new("accounts", "アカウントが選ばれていません。1つ以上選んでください。"));
        var others = command.AccountKeys.Except(ownKeys).ToList();
        if (others.Count > 0) faults.Add(new("accounts", $"この所属のアカウントではありません（{string.Join("、", others)}）。この所属のアカウントだけを選んでください。"));
        if (command.Purposes.Count == 0) faults.Add(new("purposes", "目的が選ばれていません。1つ以上選んでください。"));
        faults.AddRange(PostingTimesForm.Faults(command.Times));
        if (command.ExpiresOn < command.ValidFrom) faults.Add(new("expires", "有効期限が始まりの日より前です。"));
        else if (command.ExpiresOn.DayNumber - command.ValidFrom.DayNumber >= MostDays) faults.Add(new("expires", "有効期限は始まりの日から1年以内にしてください。"));
        return faults;
    }
}

/// <summary>The office head's act on a version: approve, refuse, or end one that holds.</summary>
public enum ScopeAct
{
    Approve,
    Refuse,
    End,
}

public sealed record DecideScope(PostingScopeId Scope, int Number, ScopeAct Act, string? Opinion);

public sealed class DecideScopeHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The new state, or <see cref="ScopeNotFound"/>, <see cref="MayNotDecideScopes"/>, <see cref="CannotDecideOwnScope"/>, <see cref="ScopeAlreadyDecided"/>, <see cref="ReasonMissing"/>.</returns>
    public async Task<Result<ScopeState>> Handle(DecideScope command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var versions = await db.PostingScopes.Where(s => s.Id == command.Scope).ToListAsync(ct);
        var scope = versions.SingleOrDefault(s => s.Number == command.Number);
        if (scope is null) return new ScopeNotFound();

        // Decide
        if (!me.May(Act.DecideScopes, scope.Office) || me.DeciderOf(RouteStepKind.OfficeHead, scope.Office) is not { } by) return new MayNotDecideScopes();
        var state = command.Act is ScopeAct.End ? scope.End(by, command.Opinion ?? "", now) : scope.Decide(by, command.Act is ScopeAct.Approve, command.Opinion, now);
        if (!state.Succeeded) return state;

        // Write
        if (state.Value is ScopeState.InForce)
        {
            foreach (var older in versions.Where(s => s.Number < scope.Number && s.State is ScopeState.InForce)) older.End(by, $"第{scope.Number}版に替わりました。", now);
        }

        db.Announce(new ScopeDecided(scope.Id, scope.Number, state.Value is ScopeState.InForce, me.Id, now), scope.Id.Value.ToString());
        await db.SaveChangesAsync(ct);
        return state;
    }
}
