using System.Text;
using System.Text.Json;
using Koshiki.CommandLine;
using Koshiki.Edge.PublicSite.Checking;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using static Koshiki.Tests.Edge.PublicSite.Checking.CheckSamples;

namespace Koshiki.Tests.Edge.PublicSite.Checking;

public sealed class OfficialCheckTests
{
    /// <summary>Every sign beyond ASCII that is said to look like a letter or digit.</summary>
    private static readonly Dictionary<char, char[]> Twins = Enumerable.Range(0x80, 0xFFFF - 0x80).Select(unit => (char)unit)
        .Where(unit => !char.IsSurrogate(unit) && char.IsAscii(Confusables.Plain(unit)))
        .GroupBy(Confusables.Plain)
        .ToDictionary(twins => twins.Key, twins => twins.ToArray());

    /// <summary>The failure lists every line that differs.</summary>
    [Fact]
    public void K2_every_address_of_the_table_gets_the_answer_written_beside_it()
    {
        Assert.True(Table.Count >= 200, $"The table has {Table.Count} lines.");

        var wrong = Table.Select(line => (Line: line, Given: Check.Of(line.Input)))
            .Where(one => (one.Given.Word, one.Given.About?.Key ?? "") != (one.Line.Answer, one.Line.Account))
            .Select(one => $"{one.Line.Input} => {one.Given.Word} {one.Given.About?.Key}, not {one.Line.Answer} {one.Line.Account}");

        Assert.Empty(wrong);
    }

    /// <summary>The table is only worth as much as what it tries.</summary>
    [Fact]
    public void K2_the_table_tries_every_platform_every_shape_and_every_trick()
    {
        var accounts = Accounts.ToDictionary(account => account.Key);
        var readings = Table.Select(line => AccountAddress.Read(line.Input)).ToList();
        var reasons = Table.Select(line => Check.Of(line.Input)).OfType<CheckAnswer.CannotTell>().Select(answer => answer.Why).ToHashSet();
        var official = Table.Where(line => line.Answer == "official").ToList();

        Assert.All(Enum.GetValues<Platform>(), platform => Assert.True(official.Count(line => accounts[line.Account].Platform == platform) >= 3, $"{platform} is asked about too seldom."));
        Assert.All(Accounts.Where(account => account.RetiredOn is null), account => Assert.Contains(official, line => line.Account == account.Key));
        Assert.Equal(Enum.GetValues<WhyUnclear>().Except([WhyUnclear.TooLong]), reasons.Order());
        Assert.Equal(Enum.GetValues<PageKind>(), readings.OfType<AddressReading.OtherPage>().Select(page => page.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<LookAlikeKind>(), readings.OfType<AddressReading.LookAlike>().Select(alike => alike.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<UnreadableKind>(), readings.OfType<AddressReading.Unreadable>().Select(unreadable => unreadable.Kind).Distinct().Order());
        Assert.True(Table.Count(line => line.Input.Contains("xn--", StringComparison.Ordinal)) >= 8, "Too few punycode addresses.");
        Assert.True(official.Count(line => line.Input.Any(unit => unit is >= '！' and <= '～')) >= 10, "Too few full-width addresses.");
        Assert.True(Table.Count(line => Check.Of(line.Input) is CheckAnswer.CannotTell { Why: WhyUnclear.ShortLink }) >= 8, "Too few forwarding addresses.");
    }

    [Fact]
    public void K2_no_letter_of_an_official_address_can_be_replaced_by_one_that_looks_like_it()
    {
        var tried = 0;
        foreach (var account in Accounts.Where(account => account.RetiredOn is null))
        {
            for (var place = "https://".Length; place < account.Address.Length; place++)
            {
                foreach (var twin in TwinsOf(account.Address[place]))
                {
                    var imitation = string.Concat(account.Address.AsSpan(0, place), [twin], account.Address.AsSpan(place + 1));
                    Assert.False(Check.Of(imitation) is CheckAnswer.Official, $"{imitation} ({(int)twin:X4} for {account.Address[place]}) is called official.");
                    tried++;
                }
            }
        }

        Assert.True(tried > 2000, $"Only {tried} imitations were tried.");
    }

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u200D")]
    [InlineData("\u202E")]
    [InlineData("\u2066")]
    [InlineData("\u00AD")]
    [InlineData("\u2060")]
    [InlineData("\uFE0F")]
    [InlineData("\u034F")]
    [InlineData("\u0301")]
    [InlineData("\u3164")]
    [InlineData("\t")]
    [InlineData("\0")]
    public void K2_no_invisible_sign_inside_an_official_address_goes_unnoticed(string sign)
    {
        foreach (var account in Accounts)
        {
            for (var place = 1; place < account.Address.Length; place++)
            {
                var imitation = account.Address.Insert(place, sign);
                Assert.False(Check.Of(imitation) is CheckAnswer.Official, $"{imitation} with {(int)sign[0]:X4} at {place} is called official.");
            }
        }
    }

    /// <summary>Random edits; what is still called official must be read as the very same account.</summary>
    [Fact]
    public void K2_whatever_is_done_to_an_official_address_only_the_account_itself_is_official()
    {
        var random = new Random(20261121);
        string[] pieces = ["a", "1", "l", "_", ".", "-", "@", "/", "//", "..", "/../", "%2e%2e/", "%2F", "\\", ":", ":8443", "?", "#", "&", " ", "www.", ".evil.example", "evil.example/", "@evil.example/", "xn--", "\u0430", "\u200B", "ａ", "です", "https://"];
        var official = 0;
        var wrong = new List<string>();
        for (var round = 0; round < 40_000; round++)
        {
            var account = Accounts[random.Next(Accounts.Count)];
            var edited = account.Address;
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var place = random.Next(edited.Length + 1);
                edited = random.Next(3) == 0 && place < edited.Length ? edited.Remove(place, 1) : edited.Insert(place, pieces[random.Next(pieces.Length)]);
            }

            if (Check.Of(edited) is not CheckAnswer.Official { Account: var said }) continue;
            official++;
            if (!LeadsTo(edited, said)) wrong.Add($"{edited} is called official as {said.Key}.");
        }

        Assert.Empty(wrong);
        Assert.True(official > 200, $"Only {official} edited addresses were still official: the test tries too little.");
    }

    [Fact]
    public void K2_an_account_is_official_until_the_day_it_ends_and_by_its_old_name_until_it_moved()
    {
        PublicAccount ending = Accounts[1] with { RetiredOn = new DateOnly(2026, 12, 1) };
        var before = new OfficialCheck([ending], [], new DateOnly(2026, 11, 30));
        var after = new OfficialCheck([ending], [], new DateOnly(2026, 12, 1));

        Assert.Equal(new CheckAnswer.Official(ending), before.Of("https://x.com/aikawa_pr"));
        Assert.Equal(new CheckAnswer.Formerly(ending, new DateOnly(2026, 11, 30), Retired: true), after.Of("https://x.com/aikawa_pr"));
        Assert.Equal(new CheckAnswer.Formerly(ending, new DateOnly(2022, 3, 31), Retired: false), before.Of("https://x.com/aikawa_koho"));
    }

    [Fact]
    public void K2_an_address_that_another_official_account_took_over_is_official()
    {
        PublicAccount next = Accounts[1] with { Key = "A099", Former = null };
        var check = new OfficialCheck([Accounts[1] with { RetiredOn = new DateOnly(2025, 4, 1) }, next], [], Today);

        Assert.Equal(new CheckAnswer.Official(next), check.Of("https://x.com/aikawa_pr"));
    }

    [Fact]
    public void K2_a_warning_outweighs_the_list()
    {
        var check = new OfficialCheck(Accounts, [Impersonators[0] with { Address = "https://x.com/aikawa_pr" }], Today);

        Assert.IsType<CheckAnswer.Impersonation>(check.Of("https://twitter.com/Aikawa_PR"));
    }

    [Fact]
    public void K2_a_name_alone_names_the_accounts_that_have_it()
    {
        var answer = Assert.IsType<CheckAnswer.CannotTell>(Check.Of("愛川市公式"));

        Assert.Equal(WhyUnclear.NameOnly, answer.Why);
        Assert.Contains("A002", answer.Similar.Select(account => account.Key));
    }

    [Fact]
    public void K2_the_same_name_on_another_platform_is_not_registered_and_the_real_one_is_named()
    {
        var answer = Assert.IsType<CheckAnswer.NotRegistered>(Check.Of("https://www.instagram.com/aikawa_pr/"));

        Assert.Equal(["A002"], answer.Similar.Select(account => account.Key));
    }

    [Fact]
    public async Task K2_a_file_is_answered_line_by_line_in_the_agreed_words()
    {
        using var output = new MemoryStream();

        await OfficialChecking.Answer(new StringReader("https://x.com/aikawa_pr\r\n\r\nx.com/aikawa_kanko\n@aikawa_pr\n<新座>"), Check, output, CancellationToken.None);

        Assert.Equal(
            """[{"input":"https://x.com/aikawa_pr","answer":"official","account":"A002"},{"input":"x.com/aikawa_kanko","answer":"formerly-official","account":"A013"},{"input":"@aikawa_pr","answer":"cannot-tell","account":null},{"input":"<新座>","answer":"not-registered","account":null}]""",
            Encoding.UTF8.GetString(output.ToArray()).TrimEnd());
        Assert.Equal(4, JsonDocument.Parse(output.ToArray()).RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uD83D")]
    [InlineData("https://x.com/\uD83D")]
    [InlineData("https://\uDE00\uD83D.example/a")]
    [InlineData("%")]
    [InlineData("https://xn--\u0430-/")]
    [InlineData("https://xn--9999999999999.example/")]
    [InlineData("@@@@")]
    [InlineData("/////")]
    [InlineData("???###")]
    public void K2_nothing_that_anybody_sends_breaks_the_answer(string asked) => Assert.False(Check.Of(asked) is CheckAnswer.Official);

    [Fact]
    public void K2_a_text_of_a_whole_book_is_not_read() =>
        Assert.Equal(WhyUnclear.TooLong, Assert.IsType<CheckAnswer.CannotTell>(Check.Of(new string('あ', 100_000))).Why);

    private static char[] TwinsOf(char letter) => Twins.TryGetValue(char.ToLowerInvariant(letter), out var twins) ? twins : [];

    /// <summary>By a reading of its own: what a browser makes of the one address among the words, and then host and name of the account.</summary>
    private static bool LeadsTo(string written, PublicAccount account)
    {
        var sign = written.IndexOf("http", StringComparison.Ordinal);
        var text = (sign > 0 ? written[sign..] : written).Trim('\u200B').Normalize(NormalizationForm.FormKC);
        return text.Split(' ').Any(word => WordLeadsTo(word, account));
    }

    private static bool WordLeadsTo(string text, PublicAccount account)
    {
        if (account.Platform is Platform.X or Platform.Instagram or Platform.Line or Platform.Facebook && text.AsSpan().IndexOfAnyInRange('\u3041', '\u9FFF') is var end and > 0) text = text[..end];
        if (!text.Contains("://", StringComparison.Ordinal)) text = "https://" + text.TrimStart('/');
        if (!Uri.TryCreate(text, UriKind.Absolute, out var asked) || asked.UserInfo.Length > 0 || !asked.IsDefaultPort) return false;

        var real = new Uri(account.Address);
        var host = asked.IdnHost.TrimEnd('.');
        string[] hosts = [real.IdnHost, "www." + real.IdnHost, real.IdnHost.Replace("www.", "", StringComparison.Ordinal)];
        return hosts.Contains(host) && Name(asked).StartsWith(Name(real), StringComparison.OrdinalIgnoreCase)
            && (Name(asked).Length == Name(real).Length || Name(asked)[Name(real).Length] is '/');
    }

    private static string Name(Uri address)
    {
        var host = address.IdnHost.TrimEnd('.');
        var name = string.Join('/', Uri.UnescapeDataString(address.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries)).Replace("@", "", StringComparison.Ordinal);
        if (host.EndsWith("line.me", StringComparison.Ordinal)) name = name.Replace("R/", "", StringComparison.Ordinal);
        if (host.EndsWith("facebook.com", StringComparison.Ordinal)) name = name.Replace(".", "", StringComparison.Ordinal);
        return address.AbsolutePath.EndsWith("profile.php", StringComparison.Ordinal) ? name + "?" + address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() : name;
    }
}
