using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Tests.Exchange;

public sealed class SealedPostTests
{
    private static readonly SealedPost Post = new(
        Guid.Parse("01900000-0000-7000-8000-000000000001"),
        [
            new SealedChannel("A001", Platform.Line, "明日は防災訓練です。\n〜10時\"開始\"", null, [new SealedMedia("ab", "cd", "image/jpeg", 10, 20, 30, "訓練の様子")], new Audience.Everyone(), null),
            new SealedChannel("A002", Platform.Line, "【試験】", "https://www.example.lg.jp/a?b=1&c=2", [], new Audience.Named(["U1", "U2"]), 2),
        ]);

    [Fact]
    public void E3_a_seal_is_read_back_as_it_was_written()
    {
        var bytes = Post.ToBytes();

        var read = SealedPost.Parse(bytes);

        Assert.Equal(bytes, read.ToBytes());
        Assert.Equal(Post.Channels[1].Audience, read.Channels[1].Audience);
        Assert.Equal(Post.Channels[0].Media, read.Channels[0].Media);
    }

    [Fact]
    public void E3_one_changed_character_makes_another_seal()
    {
        var changed = Post with { Channels = [Post.Channels[0] with { Text = Post.Channels[0].Text + " " }, Post.Channels[1]] };

        Assert.NotEqual(SealHash.Of(Post.ToBytes()), SealHash.Of(changed.ToBytes()));
        Assert.Equal(SealHash.Of(Post.ToBytes()), SealHash.Of(Post.ToBytes()));
    }

    [Fact]
    public void E3_the_canonical_bytes_never_change_their_form()
    {
        const string canonical =
            """{"format":1,"post":"01900000-0000-7000-8000-000000000001","channels":[{"account":"A002","platform":"line","text":"【試験】","link":"https://www.example.lg.jp/a?b=1&c=2","media":[],"audience":{"kind":"named","users":["U1","U2"]},"ceiling":2}]}""";

        var bytes = (Post with { Channels = [Post.Channels[1]] }).ToBytes();

        Assert.Equal(canonical, System.Text.Encoding.UTF8.GetString(bytes));
    }
}
