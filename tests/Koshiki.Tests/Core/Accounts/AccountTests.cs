using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.Core.Accounts;

/// <summary>What is true of an account, without a database.</summary>
public sealed class AccountTests
{
    private static readonly DateOnly Opened = new(2014, 10, 28);
    private static readonly DateOnly Today = new(2026, 4, 6);

    [Fact]
    public void A6_a_new_handle_counts_from_its_day_and_the_days_before_keep_the_old_one()
    {
        var account = Sample();

        var changed = account.Change(account.Facts with { Handle = "aiko_city", Address = "https://x.com/aiko_city", AddressKey = "x:handle:aiko_city" }, new DateOnly(2026, 4, 1), Today);

        Assert.True(changed.Succeeded);
        Assert.Equal([(Opened, (DateOnly?)new DateOnly(2026, 3, 31), "aiko_koho"), (new DateOnly(2026, 4, 1), null, "aiko_city")], account.Periods.Select(period => (period.From, period.Last, period.Handle!)));
        Assert.Equal(("aiko_city", new DateOnly(2026, 4, 1)), (account.Handle, account.Since));
    }

    [Fact]
    public void A6_a_change_on_the_day_of_the_last_change_corrects_it()
    {
        var account = Sample();

        account.Change(account.Facts with { Name = "広報（訂正）" }, Opened, Today);

        Assert.Equal("広報（訂正）", Assert.Single(account.Periods).Name);
    }

    [Fact]
    public void A6_history_is_neither_overtaken_nor_foretold()
    {
        var account = Sample();
        account.Change(account.Facts with { Name = "新広報" }, new DateOnly(2026, 4, 1), Today);

        Assert.Equal(new ChangeBeforeTheLast(new DateOnly(2026, 4, 1)), account.Change(account.Facts with { Name = "旧" }, new DateOnly(2026, 3, 1), Today).Refusal);
        Assert.Equal(new DayInTheFuture(new DateOnly(2026, 4, 7)), account.Change(account.Facts with { Name = "先" }, new DateOnly(2026, 4, 7), Today).Refusal);
        Assert.Equal(new NothingChanged(), account.Change(account.Facts, Today, Today).Refusal);
    }

    [Fact]
    public void C7_a_retired_account_keeps_its_day_and_does_not_come_back()
    {
        var account = Sample();

        Assert.True(account.Do(AccountAction.Retire, new DateOnly(2026, 4, 1), Today).Succeeded);

        Assert.Equal((AccountState.Retired, (DateOnly?)new DateOnly(2026, 4, 1)), (account.State, account.RetiredOn));
        Assert.Equal(new StateDoesNotAllow(AccountState.Retired, AccountAction.Resume), account.Do(AccountAction.Resume, Today, Today).Refusal);
    }

    [Fact]
    public void D5_every_move_of_an_accounts_state_is_the_one_in_the_readme()
    {
        var moves = from state in Enum.GetValues<AccountState>()
                    from action in Enum.GetValues<AccountAction>()
                    let next = AccountFlow.Next(state, action)
                    where next.Succeeded
                    select $"| {state.Word} | {action.Verb} | {next.Value.Word} |";

        var readme = File.ReadAllLines(Path.Combine(Repository(), "src/Koshiki/Core/Accounts/README.md"));
        Assert.Equal(moves, readme.Where(line => line.EndsWith(" |", StringComparison.Ordinal) && line.Split('|').Length == 5 && line.Contains("する |", StringComparison.Ordinal) | line.Contains("始める |", StringComparison.Ordinal)));
    }

    private static Account Sample() => Account.Register(
        "A001", Platform.X, AccountFacts.At(AccountAddress.Canonical(Platform.X, "@aiko_koho").Value, "愛光市広報", OfficeId.New(), OperatorKind.Direct), Opened);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Koshiki.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
