using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Contracts;
using Koshiki.Core.Contracts.Recording;
using Koshiki.Core.Custody;
using Koshiki.Core.Custody.Attesting;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Figures;
using Koshiki.Tests.Core.Custody;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Koshiki.Tests.Core.Audits;

/// <summary>Tables 12 and 16 to 18 from the register's own facts, beside an independent count in plain SQL.</summary>
public sealed class CustodyTablesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 4, 6);
    private readonly CustodyCity town = new();

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task J2_table_12_counts_each_office_by_its_worst_account_as_plain_sql_does()
    {
        await Attest("sato", "A001", PasswordRules.All, Today.AddMonths(-3));
        await Attest("suzuki", "A002", PasswordRules.All, Today.AddMonths(-12));
        await Attest("suzuki", "A003", PasswordRules.EightOrMore, Today.AddMonths(-13));
        await Attest("aoki", "A004", PasswordRules.EightOrMore | PasswordRules.Upper, null, "媒体が記号を受け付けない");

        var table = await Table("12");

        var counted = await Sql("""
            with held as (
                select a.id, p.office from accounts.account a join accounts.account_period p on p.account = a.id and p."from" <= @day and (p.last is null or p.last >= @day)
                where p.state not in ('InConsultation', 'Retired')),
            latest as (select distinct on (account) account, rules, platform_limit from custody.password_attestation where "on" <= @day order by account, "on" desc, id desc),
            per_office as (
                select h.office,
                       bool_and(coalesce(l.rules = 'All' or l.platform_limit is not null, false)) as mixed,
                       bool_and(exists (select 1 from custody.password_attestation c where c.account = h.id and c."on" <= @day and c.changed_on between (@day - interval '12 months')::date and @day)) as changed
                from held h left join latest l on l.account = h.id group by h.office)
            select 'mixed', count(*) filter (where mixed), count(*) filter (where mixed and changed), count(*) filter (where mixed and not changed) from per_office
            union all select 'not_mixed', count(*) filter (where not mixed), count(*) filter (where not mixed and changed), count(*) filter (where not mixed and not changed) from per_office
            union all select 'total', count(*), count(*) filter (where changed), count(*) filter (where not changed) from per_office
            """);
        Assert.Equal(counted, Counts(table, "offices", "changed_yearly", "not_changed_yearly"));
        Assert.Equal(["mixed 2 1 1", "not_mixed 1 0 1", "total 3 1 2"], counted);
    }

    [Theory]
    [InlineData("16", "exists (select 1 from contracts.clause c where c.agreement = a.id and c.kind = 'SecurityAndGuideline')")]
    [InlineData("17", "exists (select 1 from contracts.clause c where c.agreement = a.id and c.kind = 'Copyright')")]
    [InlineData("18", "exists (select 1 from contracts.clause c where c.agreement = a.id and c.kind = 'Logins' and (c.points = 'All' or c.points like '%AfterTheEnd%'))")]
    public async Task J2_tables_16_to_18_count_contracts_and_basic_agreements_as_plain_sql_does(string key, string says)
    {
        await Sign(AgreementKind.Outsourcing, "A002", new DateOnly(2026, 4, 1), (ClauseKind.SecurityAndGuideline, LoginPoints.None), (ClauseKind.Logins, LoginPoints.BothLogins | LoginPoints.AfterTheEnd));
        await Sign(AgreementKind.Outsourcing, "A003", new DateOnly(2026, 4, 1), (ClauseKind.Copyright, LoginPoints.None), (ClauseKind.Logins, LoginPoints.BothLogins | LoginPoints.NoOtherSite));
        await Sign(AgreementKind.BasicAgreement, "A004", new DateOnly(2025, 4, 1), (ClauseKind.Copyright, LoginPoints.None));
        await Sign(AgreementKind.JointOperation, "A001", new DateOnly(2026, 4, 1), (ClauseKind.OwnInformation, LoginPoints.None));
        await Sign(AgreementKind.Outsourcing, "A001", new DateOnly(2026, 5, 1), (ClauseKind.Copyright, LoginPoints.None));

        var table = await Table(key);

        var counted = await Sql($"""
            with held as (select a.kind, {says} as says from contracts.agreement a where a.kind <> 'JointOperation' and a."from" <= @day and coalesce(a.ended_on, a.last) >= @day)
            select 'yes', count(*) filter (where says and kind = 'Outsourcing'), count(*) filter (where says and kind = 'BasicAgreement'), count(*) filter (where says) from held
            union all select 'no', count(*) filter (where not says and kind = 'Outsourcing'), count(*) filter (where not says and kind = 'BasicAgreement'), count(*) filter (where not says) from held
            union all select 'total', count(*) filter (where kind = 'Outsourcing'), count(*) filter (where kind = 'BasicAgreement'), count(*) from held
            """);
        Assert.Equal(counted, Counts(table, "contract", "designated-manager", "total"));
        Assert.EndsWith("2 1 3", counted[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task J2_a_figure_of_agreements_opens_the_agreements_behind_it()
    {
        await Sign(AgreementKind.Outsourcing, "A002", new DateOnly(2026, 4, 1), (ClauseKind.Copyright, LoginPoints.None));
        using var auditor = await town.City.SignIn("kansa");

        var records = await auditor.Open("/audits/tables/17/cells/yes/contract");
        var offices = await auditor.Open("/audits/tables/12/cells/total/offices");

        Assert.Equal("契約 A002", Assert.Single(records.QuerySelectorAll("#records tbody th")).TextContent);
        Assert.Equal(3, offices.QuerySelectorAll("#records tbody tr").Length);
    }

    private async Task<FigureTable> Table(string key)
    {
        await using var db = town.City.Open();
        return RecipeRun.Run(Programme.Ehime.Table(key)!, await RegisterSnapshot.Take(db, Today, default));
    }

    private static string[] Counts(FigureTable table, params string[] columns) => [.. table.Rows.Select(row => $"{row.Key} {string.Join(' ', columns.Select(column => table.Find(row.Key, column)!.Text))}")];

    private async Task<string[]> Sql(string sql)
    {
        await using var source = NpgsqlDataSource.Create(town.City.Database.As(DatabaseRole.Core));
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddWithValue("day", Today);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add($"{reader.GetString(0)} {reader.GetInt64(1)} {reader.GetInt64(2)} {reader.GetInt64(3)}");
        return [.. rows];
    }

    private async Task Attest(string who, string key, PasswordRules rules, DateOnly? changedOn, string? limit = null) =>
        Assert.True((await town.As(who == "sato" ? "aoki" : who, (services, me) => services.GetRequiredService<AttestPasswordHandler>().Handle(new AttestPassword(key, rules, limit, changedOn, IsSecret: true), me, default))).Succeeded);

    private Task<Koshiki.Foundation.Result<int>> Sign(AgreementKind kind, string account, DateOnly from, params (ClauseKind Kind, LoginPoints Points)[] clauses) => town.As("aoki", async (services, me) =>
    {
        var signed = await services.GetRequiredService<SaveAgreementHandler>().Handle(
            new SaveAgreement(null, null, kind, $"契約 {account}", ["相手方"], "01002", kind is AgreementKind.BasicAgreement ? "01003" : "", [account], from, from, from.AddYears(2), 6, null), me, default);
        return await services.GetRequiredService<ProveClausesHandler>().Handle(new ProveClauses(signed.Value, [.. clauses.Select(clause => new ClauseProof(clause.Kind, "第1条", "条文", clause.Points))]), me, default);
    });
}
