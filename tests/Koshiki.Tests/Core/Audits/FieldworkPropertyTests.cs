using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Audits.Tables;
using Koshiki.Tests.Core.Publishing;
using Koshiki.Foundation;
using Koshiki.Foundation.Figures;

namespace Koshiki.Tests.Core.Audits;

/// <summary>Bases, exclusions and both roundings on any data of the same shape, beside counts made by hand from the plain answers.</summary>
public sealed class FieldworkPropertyTests
{
    private const int Rounds = 60;

    [Fact]
    public void J2_every_count_and_share_of_one_choice_tables_equals_a_plain_calculation()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var answers = Answers(seed);
            var snapshot = SnapshotOf(answers);
            foreach (var (table, item, left) in new[] { ("5", "guideline_known", ""), ("6", "started", ""), ("7", "consulted", "exempt"), ("8", "usage_policy", ""), ("9", "operation_manual", ""), ("11", "posting_frequency", ""), ("15", "trouble", "") })
            {
                var made = RecipeRun.Run(Programme.Ehime.Table(table)!, snapshot);
                var asked = answers.Where(one => one[item] != left).ToList();
                Assert.Equal(asked.Count, made.Base);
                foreach (var value in Programme.Ehime.Checklist.Item(item)!.Options.Select(option => option.Key))
                {
                    var count = answers.Count(one => one[item] == value);
                    Assert.Equal((seed, table, value, count.ToString("N0")), (seed, table, value, made.Find(value, "offices")!.Text));
                    Assert.Equal((seed, table, value, value == left ? "－" : Share(count, asked.Count)), (seed, table, value, made.Find(value, "share")!.Text));
                }
            }
        }
    }

    [Fact]
    public void J2_contracts_are_counted_only_of_offices_that_have_one_by_their_kind()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var answers = Answers(seed);
            var snapshot = SnapshotOf(answers);
            foreach (var (table, item) in new[] { ("16", "clause_security_and_guideline"), ("17", "clause_copyright"), ("18", "clause_login_after_end") })
            {
                var made = RecipeRun.Run(Programme.Ehime.Table(table)!, snapshot);
                var whole = answers.Count(one => one["outsourcing"] != "none");
                foreach (var value in new[] { "yes", "no" })
                {
                    foreach (var kind in new[] { "contract", "designated-manager" }) Assert.Equal(answers.Count(one => one["outsourcing"] == kind && one[item] == value).ToString("N0"), made.Find(value, kind)!.Text);
                    Assert.Equal(Share(answers.Count(one => one[item] == value), whole), made.Find(value, "share")!.Text);
                }
            }
        }
    }

    [Fact]
    public void J2_the_largest_remainder_adds_up_to_the_whole_and_moves_no_share_by_a_unit()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var parts = Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(0, 90)).ToList();
            if (parts.Sum() == 0) parts[0] = 1;
            var digits = random.Next(0, 3);
            var unit = (decimal)Math.Pow(10, -digits);

            var shares = Rounding.LargestRemainder(parts, digits);

            Assert.Equal(100m, shares.Sum());
            for (var i = 0; i < parts.Count; i++)
            {
                Assert.True(Math.Abs(shares[i] - (100m * parts[i] / parts.Sum())) < unit);
                for (var j = 0; j < parts.Count; j++) Assert.True(parts[i] <= parts[j] || shares[i] >= shares[j]);
            }
        }
    }

    /// <summary>Half up by whole numbers alone, in tenths of a percent.</summary>
    private static string Share(int part, int whole)
    {
        if (whole == 0) return "－";
        if (part == whole) return "100";
        var tenths = ((2000L * part) + whole) / (2L * whole);
        return $"{tenths / 10}.{tenths % 10}";
    }

    private static List<Dictionary<string, string>> Answers(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, random.Next(0, 90)).Select(_ =>
        {
            var answers = new Dictionary<string, string>();
            foreach (var item in Programme.Ehime.Checklist.Items) answers[item.Id] = item.IsAsked(answers) ? item.Options[random.Next(item.Options.Count)].Key : "";
            return answers;
        })];
    }

    private static Snapshot SnapshotOf(List<Dictionary<string, string>> answers)
    {
        var audit = Audit.Begin("R8-1", "ehime", AuditPlan.Empty, 1, "監査 太郎", Sample.MondayNine);
        var entries = answers.Select((one, at) =>
        {
            var entry = FieldworkEntry.Open(audit.Id, at + 1, new VisitedPlace(null, $"所属{at + 1}", "", null, null));
            Assert.Equal(new Done(), entry.Record(audit, Programme.Ehime.Checklist, new FieldworkRecord(one, new Dictionary<string, string>(), "", null), "監査 太郎", Sample.MondayNine).Value);
            return entry;
        }).ToList();
        return new Snapshot(new DateOnly(2026, 4, 6), FoundOnTheSpot.Of(entries, Programme.Ehime.Checklist));
    }
}
