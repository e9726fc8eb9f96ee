using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Koshiki.Edge.Delivery.Segments;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.Edge.Delivery.Segments;

/// <summary>Frozen bits become the same chunks and the same bytes, always.</summary>
public sealed class ChunksTests
{
    private static readonly SealedChannel Channel = new("A001", Platform.Line, "大雨警報が出ました。", null, [], new Audience.Everyone(), null);

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(499, 1)]
    [InlineData(500, 1)]
    [InlineData(501, 1)]
    [InlineData(40_000, 0.9)]
    [InlineData(100_003, 0.01)]
    public void F4_chunk_k_is_the_kth_500_set_bits(int ordinals, double share)
    {
        var random = new Random(ordinals);
        var chosen = Enumerable.Range(0, ordinals).Where(_ => random.NextDouble() < share).ToList();
        var bits = new byte[(ordinals + 7) / 8];
        foreach (var ordinal in chosen) bits[ordinal / 8] |= (byte)(1 << (ordinal % 8));

        var chunks = new Chunks(bits);

        Assert.Equal(chosen.Chunk(500), Enumerable.Range(0, chunks.Count).Select(chunks.Ordinals));
        Assert.Equal((chosen.Count, (chosen.Count + 499) / 500), (chunks.People, chunks.Count));
    }

    [Fact]
    public void F4_a_body_names_each_id_and_the_same_body_comes_from_leaving_out_and_from_making_without()
    {
        var ids = new byte[16 * 5];
        new Random(1).NextBytes(ids);
        var body = MulticastBody.For(Channel, "k1", new Uri("https://www.example.lg.jp")).Value;

        var all = new byte[body.Length(5)];
        var written = body.Write(ids, all);
        var without = new byte[all.Length];
        var withoutLength = MulticastBody.Without(all, 5, [0, 4], without);
        var made = new byte[body.Length(3)];
        body.Write(ids.AsSpan(16, 48), made);

        var json = JsonElement.Parse(all);
        Assert.Equal(all.Length, written);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => "U" + Convert.ToHexStringLower(ids, i * 16, 16)), json.GetProperty("to").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(Channel.Text, json.GetProperty("messages")[0].GetProperty("text").GetString());
        Assert.Equal("k1", json.GetProperty("customAggregationUnits")[0].GetString());
        Assert.Equal(Encoding.UTF8.GetString(made), Encoding.UTF8.GetString(without, 0, withoutLength));
    }

    [Fact]
    public void F4_no_second_holds_more_than_a_hundredth_above_the_share_and_a_halved_share_comes_back()
    {
        var pace = new Pace(200);
        var second = Stopwatch.Frequency;
        var start = Stopwatch.GetTimestamp();
        int Taken(int from, int to) => Enumerable.Range(from, to - from).Count(ms => pace.Take(start + (ms * second / 1000)) is null);
        Taken(0, 100);

        var burst = Enumerable.Range(0, 50).Count(_ => pace.Take(start + (5 * second)) is null);
        var after = Taken(5_000, 6_000);
        pace.Halve(start + (6 * second));
        var halved = Taken(6_000, 7_000);
        Taken(7_000, 16_000);
        var again = Taken(16_000, 17_000);

        Assert.Equal(10, burst);
        Assert.InRange(burst + after, 198, 202);
        Assert.InRange(halved, 99, 110);
        Assert.InRange(again, 198, 202);
    }

    [Theory]
    [InlineData(198)]
    [InlineData(3)]
    public void F4_after_halts_of_any_length_no_second_wherever_it_begins_holds_more_than_a_hundredth_above_the_share(int share)
    {
        var pace = new Pace(share);
        var halts = new Random(share);
        var begun = Stopwatch.GetTimestamp();
        var starts = new List<long>();

        for (var now = begun; now < begun + (20 * Stopwatch.Frequency); now += Stopwatch.Frequency / 2_000 * (halts.Next(400) == 0 ? halts.Next(2_000) : 1))
        {
            if (pace.Take(now) is null) starts.Add(now);
        }

        var fullest = starts.Max(from => starts.Count(at => at >= from && at < from + Stopwatch.Frequency));
        Assert.InRange(fullest, share, (int)(share * 1.01));
    }
}
