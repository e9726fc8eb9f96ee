using System.Diagnostics;
using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Figures;
using Koshiki.PlatformFacts;

namespace Koshiki.Bench;

/// <summary>All tables of the built-in programme over 10,000 offices and 30,000 accounts, populations included; the median of 20 runs.</summary>
public static class Tables
{
    private const int Offices = 10_000;
    private const int Accounts = 30_000;
    private const int Runs = 20;
    private const int GoalMilliseconds = 200;

    /// <summary>The items of the fieldwork's checklist that tables count, with their values.</summary>
    private static readonly Dictionary<string, string[]> Answers = new()
    {
        ["guideline_known"] = ["known", "unknown", "own-rules"],
        ["started"] = ["H21-H25", "H26-H27", "H28-H29", "H30-R1", "R2", "R3"],
        ["consulted"] = ["yes", "no", "exempt"],
        ["usage_policy"] = ["yes", "no"],
        ["operation_manual"] = ["yes", "no"],
        ["account_policy"] = ["disclosed", "undisclosed", "none"],
        ["posting_frequency"] = ["twice-daily", "daily", "weekly", "monthly", "irregular", "none"],
        ["password_mixed"] = ["yes", "no"],
        ["password_changed_yearly"] = ["yes", "no"],
        ["approval"] = ["each-post", "pre-approved", "none"],
        ["monitoring"] = ["daily", "weekly", "monthly", "irregular", "none"],
        ["trouble"] = ["yes", "no"],
        ["outsourcing"] = ["contract", "designated-manager", "none"],
    };

    public static Task Run()
    {
        var offices = Enumerable.Range(0, Offices).Select(i => new RegisterSnapshot.OfficeRow(OfficeId.New(), $"部局{i % 40:00}", i % 15 == 0 ? OfficeKind.DesignatedFacility : OfficeKind.Prefectural)).ToList();
        var platforms = PlatformNames.All;
        var operators = Enum.GetValues<OperatorKind>();
        var accounts = Enumerable.Range(0, Accounts).Select(i => new RegisterSnapshot.AccountRow(
            AccountId.New(), platforms[i % platforms.Count], offices[i * 7 % Offices].Id, operators[i % operators.Length], i % 20 == 0 ? AccountState.Retired : AccountState.Active)).ToList();

        var times = Enumerable.Range(0, Runs).Select(_ => Once(offices, accounts)).Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tables {times[Runs / 2]:0.0} ms {GoalMilliseconds}"));
        return Task.CompletedTask;
    }

    /// <summary>Every office with an account, each answer of the fieldwork in turn.</summary>
    private static Population Fieldwork(IReadOnlyList<RegisterSnapshot.AccountRow> accounts)
    {
        Guid[] visited = [.. accounts.Select(account => account.Office.Value).Distinct()];
        var population = new Population("fieldwork", visited);
        foreach (var (attribute, values) in Answers) population.With(attribute, [.. visited.Select((_, i) => values[i % values.Length])]);
        return population;
    }

    /// <summary>One agreement for every tenth account.</summary>
    private static Population Agreements()
    {
        Guid[] ids = [.. Enumerable.Range(0, Accounts / 10).Select(_ => Guid.CreateVersion7())];
        var population = new Population("agreements", ids).With("outsourcing", [.. ids.Select((_, i) => i % 3 == 0 ? "designated-manager" : "contract")]);
        foreach (var clause in new[] { "clause_security_and_guideline", "clause_copyright", "clause_login_after_end" }) population.With(clause, [.. ids.Select((_, i) => i % 2 == 0 ? "yes" : "no")]);
        return population;
    }

    private static double Once(IReadOnlyList<RegisterSnapshot.OfficeRow> offices, IReadOnlyList<RegisterSnapshot.AccountRow> accounts)
    {
        var watch = Stopwatch.StartNew();
        var snapshot = RegisterSnapshot.Of(new DateOnly(2026, 4, 1), offices, accounts, Fieldwork(accounts), Agreements());
        foreach (var recipe in Programme.Ehime.Tables) RecipeRun.Run(recipe, snapshot);
        return watch.Elapsed.TotalMilliseconds;
    }
}
