using Koshiki.Foundation.Japanese;

namespace Koshiki.Tests.Foundation.Japanese;

public sealed class InputTextTests
{
    [Theory]
    [InlineData("０８９－９１２－２２４１", "089-912-2241")]
    [InlineData(" 089ー912ー2241 ", "089-912-2241")]
    [InlineData("790‐8570", "790-8570")]
    [InlineData("790−8570", "790-8570")]
    [InlineData("３８００００", "380000")]
    [InlineData("Ａ００１", "A001")]
    public void Z1_a_code_is_stored_in_half_width_with_hyphens(string typed, string stored)
    {
        Assert.Equal(stored, InputText.Code(typed));
    }

    [Fact]
    public void Z1_a_number_loses_its_commas_and_a_mail_address_keeps_its_dashes()
    {
        Assert.Equal("3120", InputText.Number("３，１２０"));
        Assert.Equal("-5", InputText.Number("−5"));
        Assert.Equal("koho@city.example.lg.jp", InputText.Mail("　ｋｏｈｏ＠city.example.lg.jp "));
    }

    [Fact]
    public void Z1_a_web_address_is_folded_in_full_width_ascii_only()
    {
        Assert.Equal("https://www.example.lg.jp/Koho/①/ｱ", InputText.Url(" ｈｔｔｐｓ：／／www.example.lg.jp/Koho/①/ｱ\n"));
    }

    [Fact]
    public void Z1_characters_that_nobody_types_are_dropped_and_a_name_has_one_line()
    {
        Assert.Equal("広報\t課\r\n①", InputText.Typed("広\0報\t課\u0007\r\n①\u0085"));
        Assert.Equal("広報 戦略課", InputText.Line(" 広報\r\n\t戦略課\n"));
        Assert.Equal("髙﨑　太郎", InputText.Line("髙﨑　太郎"));
    }

    [Fact]
    public void Z1_names_and_posts_are_kept_as_typed()
    {
        Assert.Equal("髙﨑　太郎", InputText.Name(" 髙﨑　太郎　"));
        Assert.Equal("①㈱ｱ～\n②", InputText.Prose("①㈱ｱ～\r\n②"));
    }

    [Fact]
    public void Z1_a_reading_is_hiragana_whatever_was_typed()
    {
        Assert.Equal("たかさき じろう", InputText.Reading("ﾀｶｻｷ　ジロウ"));
        Assert.Equal("ぱぴぷゔー", InputText.Reading("ﾊﾟピぷヴー"));
    }

    [Theory]
    [InlineData("管理用パスワード：Ehime#2021", true)]
    [InlineData("PW=abc123xyz", true)]
    [InlineData("パスワードは「p@ssw0rd」です", true)]
    [InlineData("パスワードは年に1回以上変更します。", false)]
    [InlineData("パスワード：広報課長が保管", false)]
    [InlineData("pass: see the office head", false)]
    public void Z1_a_password_in_a_note_is_noticed(string note, bool secret)
    {
        Assert.Equal(secret, SecretText.LooksLikePassword(note));
    }

    [Theory]
    [InlineData("10:00～12:00", "１０：００〜１２：００")]
    [InlineData("ﾗｲﾝ ﾏﾙｼｪ", "ライン　マルシェ")]
    [InlineData("ライン", "らいん")]
    [InlineData("LINE", "ｌｉｎｅ")]
    [InlineData("広報\t\n課 ", "広報 課")]
    [InlineData("2025−3−19", "2025-3-19")]
    public void Z1_two_texts_that_look_the_same_have_the_same_search_key(string one, string other)
    {
        Assert.Equal(SearchKey.Of(one), SearchKey.Of(other));
        Assert.Equal(SearchKey.Of(one).Bigrams, SearchKey.Of(other).Bigrams);
    }

    [Fact]
    public void Z1_two_characters_of_a_title_find_it()
    {
        var title = SearchKey.Of("令和7年度 広報まつやま🍊号");

        Assert.Equal("令和7年度 広報まつやま🍊号", title.Text);
        Assert.Subset(title.Bigrams.ToHashSet(), SearchKey.Of("広報").Bigrams.ToHashSet());
        Assert.Subset(title.Bigrams.ToHashSet(), SearchKey.Of("マツヤマ").Bigrams.ToHashSet());
        Assert.Contains("ま🍊", title.Bigrams);
        Assert.DoesNotContain("度広", title.Bigrams);
        Assert.Equal(["令和7年度", "広報まつやま🍊号"], title.Words);
        Assert.Empty(SearchKey.Of("火").Bigrams);
    }

    [Fact]
    public void Z1_half_a_surrogate_pair_does_no_harm()
    {
        var broken = "広\uD83D報";

        Assert.Equal("広\uFFFD報", SearchKey.Of(broken).Text);
        Assert.Equal("広\uFFFD報", InputText.Code(broken));
        Assert.Equal(broken, InputText.Name(broken));
    }
}
