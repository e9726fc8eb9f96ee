using Koshiki.PlatformFacts;

namespace Koshiki.Tests.PlatformFacts;

public sealed class AccountAddressTests
{
    /// <summary>Every line of the table is an address and what it must be read as. The failure lists all lines that differ.</summary>
    [Fact]
    public void A6_every_address_of_the_table_is_read_as_written_beside_it()
    {
        var lines = AddressTable.Lines;

        Assert.True(lines.Count >= 120, $"The table has {lines.Count} lines.");
        Assert.Equal(
            string.Join('\n', lines.Select(line => $"{line.Address}  =>  {line.Reading}")),
            string.Join('\n', lines.Select(line => $"{line.Address}  =>  {InWords(AccountAddress.Read(line.Address))}")));
    }

    /// <summary>What we show as the address of an account must lead back to that account, or the register would contradict itself.</summary>
    [Fact]
    public void A6_the_address_that_we_show_is_read_as_the_same_account()
    {
        var accounts = AddressTable.Lines.Select(line => AccountAddress.Read(line.Address)).OfType<AddressReading.Account>().ToList();

        Assert.NotEmpty(accounts);
        Assert.All(accounts, account => Assert.Equal(account.Address.Identity, Assert.IsType<AddressReading.Account>(AccountAddress.Read(account.Address.Url)).Address.Identity));
    }

    [Fact]
    public void A6_an_invisible_sign_or_a_bad_pair_does_not_break_the_reading()
    {
        Assert.Equal("x:handle:niiza_pr", InWords(AccountAddress.Read("\u200Bhttps://x.com/niiza_pr\uFEFF")));
        Assert.Equal("x:handle:niiza_pr", InWords(AccountAddress.Read("https://x.com/niiza\u200B_pr\r\n")));
        Assert.Equal("unreadable Malformed", InWords(AccountAddress.Read("https://x.com/\uD83D")));
        Assert.Equal("unreadable Empty", InWords(AccountAddress.Read(" \u3000\t")));
    }

    [Theory]
    [InlineData(Platform.X, "@Niiza_PR", "https://x.com/Niiza_PR")]
    [InlineData(Platform.X, "http://twitter.com/Niiza_PR/?lang=ja#top", "https://x.com/Niiza_PR")]
    [InlineData(Platform.Line, "@Niiza-City", "https://line.me/R/ti/p/%40niiza-city")]
    [InlineData(Platform.Facebook, "m.facebook.com/niiza.city", "https://www.facebook.com/niiza.city")]
    [InlineData(Platform.Instagram, "niiza.city", "https://www.instagram.com/niiza.city/")]
    [InlineData(Platform.YouTube, "@新座市公式", "https://www.youtube.com/@%E6%96%B0%E5%BA%A7%E5%B8%82%E5%85%AC%E5%BC%8F")]
    [InlineData(Platform.YouTube, "UCabcdefghijklmnopqrstuv", "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv")]
    [InlineData(Platform.Bluesky, "city.example.lg.jp", "https://bsky.app/profile/city.example.lg.jp")]
    [InlineData(Platform.Blog, "http://blog.example.jp/Koho/?cat=1#a", "https://blog.example.jp/Koho?cat=1")]
    public void A6_the_register_keeps_one_form_of_an_address(Platform platform, string text, string url)
    {
        var address = AccountAddress.Canonical(platform, text);

        Assert.Equal(url, address.Value.Url);
        Assert.Equal(platform, address.Value.Identity.Platform);
    }

    [Fact]
    public void A6_the_register_says_what_is_wrong_with_an_address()
    {
        Assert.Equal(new NoAddressGiven(Platform.X), AccountAddress.Canonical(Platform.X, " ").Refusal);
        Assert.Equal(new OtherPlatformsAddress(Platform.X, Platform.Instagram), AccountAddress.Canonical(Platform.X, "https://www.instagram.com/niiza/").Refusal);
        Assert.Equal(new NotAnAccountsPage(PageKind.Post), AccountAddress.Canonical(Platform.X, "https://x.com/niiza/status/1").Refusal);
        Assert.Equal(new NotThePlatformsHost(Platform.X, "www.city.example.lg.jp"), AccountAddress.Canonical(Platform.X, "https://www.city.example.lg.jp/").Refusal);
        Assert.Equal(new LooksLikeThePlatform(Platform.X, "x.com.example.net"), AccountAddress.Canonical(Platform.X, "https://x.com.example.net/niiza").Refusal);
        Assert.Equal(new ImpossibleAccountName(Platform.X), AccountAddress.Canonical(Platform.X, "@新座市").Refusal);
        Assert.Equal(new AddressNotReadable(), AccountAddress.Canonical(Platform.X, "javascript:alert(1)").Refusal);
        Assert.Equal(new AddressNotReadable(), AccountAddress.Canonical(Platform.Blog, "新座市のブログ").Refusal);
    }

    [Fact]
    public void K2_two_name_spaces_of_YouTube_are_two_accounts_and_a_channel_id_keeps_its_case()
    {
        Assert.NotEqual(AccountAddress.Read("youtube.com/c/niiza"), AccountAddress.Read("youtube.com/user/niiza"));
        Assert.NotEqual(
            InWords(AccountAddress.Read("youtube.com/channel/UCabcdefghijklmnopqrstuv")),
            InWords(AccountAddress.Read("youtube.com/channel/UCABCDEFGHIJKLMNOPQRSTUV")));
    }

    private static string InWords(AddressReading reading) => reading switch
    {
        AddressReading.Account account => account.Address.Identity.ToString(),
        AddressReading.OtherPage { Owner: { } owner } page => $"page {page.Platform.Key} {page.Kind} of {owner}",
        AddressReading.OtherPage page => $"page {page.Platform.Key} {page.Kind}",
        AddressReading.Elsewhere elsewhere => $"site {elsewhere.Site.Identity.Key}",
        AddressReading.LookAlike alike => $"imitates {alike.Imitated.Key} {alike.Kind}",
        AddressReading.PlatformUnknown unknown => $"name {unknown.Name}",
        AddressReading.Unreadable unreadable => $"unreadable {unreadable.Kind}",
        _ => "?",
    };
}
