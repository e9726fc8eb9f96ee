using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Contracts.Listing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Elements;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts.Showing;

/// <summary>What an account's page shows of the agreements that cover it, and of its association.</summary>
internal sealed class ContractSection(CoreDb db, AgreementReader reader) : IAccountSection
{
    public int Order => 30;

    public async Task<AccountSection?> For(Me me, Account account, DateTimeOffset now, CancellationToken ct)
    {
        if (account.State is AccountState.Retired || !me.May(Act.ReadContracts, account.Office, account.Key)) return null;
        var (today, key) = (now.DayInJapan, account.Key);
        var facts = await reader.Read(db.Agreements.Where(a => a.AccountKeys.Contains(key)).OrderByDescending(a => a.From), today, ct);
        var associations = await db.Associations.AsNoTracking().Where(a => a.AccountKeys.Contains(key)).OrderBy(a => a.Name).Select(a => new { a.Id, a.Name }).ToListAsync(ct);
        var lines = new List<AccountLine>();
        foreach (var one in facts.Where(one => !one.IsSucceeded))
        {
            var lacks = AgreementStanding.Of(one, today).Where(standing => !standing.IsMet).ToList();
            var text = $"{one.Agreement.Title}（{one.Agreement.PhaseOn(today).Word}、{one.Agreement.Period}）{(lacks.Count == 0 ? "" : "足りないもの：" + string.Join("、", lacks.Select(lack => lack.Matter.Word)))}";
            lines.Add(new AccountLine(one.Agreement.Kind.Word, text, lacks.Count == 0 ? null : "要修正", $"/contracts/{one.Agreement.Id.Value}"));
        }

        lines.AddRange(associations.Select(association => new AccountLine("団体", association.Name, null, $"/contracts/associations/{association.Id.Value}")));
        if (account.Operator is OperatorKind.Outsourced or OperatorKind.DesignatedManager && !facts.Any(one => one.Agreement.HoldsOn(today) && one.Agreement.Kind is not AgreementKind.JointOperation))
            lines.Insert(0, new AccountLine("契約・協定", "今の契約・協定が登録されていません。", "要修正"));
        return lines.Count == 0 ? null : new AccountSection("契約・協定・団体", lines, new Link("委託契約・協定の一覧を開く", AgreementListPages.Path));
    }
}

/// <summary>An account shows 要対応 until the logins of an agreement that has ended are back.</summary>
internal sealed class HandBackAttention(CoreDb db) : IAccountAttention
{
    public async Task<IReadOnlyDictionary<AccountId, string>> Of(IReadOnlyCollection<AccountId> accounts, DateOnly today, CancellationToken ct)
    {
        var open = await (
            from handBack in db.LoginHandBacks.AsNoTracking()
            where handBack.State != HandBackState.Confirmed
            join agreement in db.Agreements on handBack.Agreement equals agreement.Id
            select agreement.AccountKeys).ToListAsync(ct);
        if (open.Count == 0) return new Dictionary<AccountId, string>();
        var (ids, keys) = (accounts.ToArray(), open.SelectMany(one => one).Distinct().ToArray());
        var shown = await db.Accounts.Where(a => ids.Contains(a.Id) && keys.Contains(a.Key) && a.State != AccountState.Retired).Select(a => a.Id).ToListAsync(ct);
        return shown.ToDictionary(id => id, _ => "契約の終了に伴うログインの返還");
    }
}

/// <summary>On the home page: hand-backs that wait for a second person.</summary>
internal sealed class HandBacksToConfirm(CoreDb db) : IWaitingList
{
    private const int MostRead = 100;

    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (!me.May(Act.ConfirmHandOvers)) return null;
        var offices = me.Roles.Select(role => role.Office).Distinct().Where(office => me.May(Act.ConfirmHandOvers, office)).ToArray();
        var id = me.Id;
        var rows = await (
            from handBack in db.LoginHandBacks.AsNoTracking()
            where handBack.State == HandBackState.AwaitingConfirmation && handBack.DoneBy != id && offices.Contains(handBack.Office)
            join agreement in db.Agreements on handBack.Agreement equals agreement.Id
            orderby handBack.DueOn
            select new { agreement.Id, agreement.Title, handBack.DueOn, handBack.DoneByName }).Take(MostRead).ToListAsync(ct);
        return new WaitingSection(
            "ログインの返還の確認",
            [.. rows.Select(row => new WaitingItem($"「{row.Title}」のログインの返還を確認する", $"/contracts/{row.Id.Value}/hand-back", row.DueOn.At(new TimeOnly(23, 59)), $"{row.DoneByName}さんが記録"))],
            rows.Count, AgreementListPages.Path + "?lack=" + AgreementMatter.HandBack, "確認を待っているログインの返還はありません。", OthersWait: true);
    }
}

/// <summary>On the home page of who records contracts: agreements of the own offices of which something is missing.</summary>
internal sealed class LackingAgreements(CoreDb db, AgreementReader reader) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (!me.May(Act.ChangeContracts)) return null;
        var (today, offices) = (now.DayInJapan, me.Roles.Select(role => role.Office).Distinct().Where(office => me.May(Act.ChangeContracts, office)).ToArray());
        var facts = await reader.Read(db.Agreements.Where(a => offices.Contains(a.Office) && a.From <= today && (a.EndedOn ?? a.Last) >= today).OrderBy(a => a.EndedOn ?? a.Last), today, ct);
        var lacking = facts.Select(one => (one.Agreement, Lacks: AgreementStanding.Of(one, today).Where(standing => !standing.IsMet && standing.Matter is not AgreementMatter.Check).ToList())).Where(one => one.Lacks.Count > 0).ToList();
        return new WaitingSection(
            "契約・協定で足りないもの",
            [.. lacking.Select(one => new WaitingItem(one.Agreement.Title, $"/contracts/{one.Agreement.Id.Value}", null, string.Join("、", one.Lacks.Select(lack => lack.Matter.Word))))],
            lacking.Count, AgreementListPages.Path + "?lack=any", "足りないものはありません。");
    }
}
