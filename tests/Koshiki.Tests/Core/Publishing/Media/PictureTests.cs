using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Media;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Publishing.Media;

public sealed class PictureConverterTests
{
    private static async Task<Result<ConvertedPicture>> Convert(byte[] file) => await PictureConverter.Convert(file, TestContext.Current.CancellationToken);

    [Fact]
    public async Task E1_a_picture_becomes_jpeg_within_each_platforms_limits()
    {
        var made = (await Convert(SamplePictures.Png(3000, 1500))).Value;

        Assert.Equal([Platform.Line, Platform.X, Platform.Facebook], made.ByPlatform.Keys);
        Assert.All(made.ByPlatform, one =>
        {
            Assert.Equal(("image/jpeg", 2048, 1024), (one.Value.ContentType, one.Value.Width, one.Value.Height));
            Assert.True(one.Value.Bytes.Length <= MediaLimits.For(one.Key).Image!.MaxBytes);
        });
        Assert.True(made.Preview.Bytes.Length <= MediaLimits.For(Platform.Line).Preview!.MaxBytes);
    }

    [Fact]
    public async Task E1_a_picture_is_put_upright_and_loses_its_place()
    {
        var onItsSide = await SamplePictures.JpegOnItsSide(400, 200);

        var made = (await Convert(onItsSide)).Value;

        var sent = made.ByPlatform[Platform.X];
        Assert.Equal((200, 400), (sent.Width, sent.Height));
        Assert.Equal(-1, sent.Bytes.AsSpan().IndexOf("Exif"u8));
        Assert.Equal(-1, sent.Bytes.AsSpan().IndexOf("35.0N"u8));
    }

    [Fact]
    public async Task E1_what_cannot_be_taken_is_refused_with_its_reason()
    {
        Assert.Equal(new PictureTooLarge(12_000_000), (await Convert(new byte[12_000_000])).Refusal);
        Assert.Equal(new NotAPicture(), (await Convert(Encoding.UTF8.GetBytes("%PDF-1.7 これは画像ではありません"))).Refusal);
        Assert.Equal(new PictureNotReadable(), (await Convert([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3])).Refusal);
        Assert.Equal(new TooManyPixels(60_000, 60_000), (await Convert(SamplePictures.Bomb(60_000, 60_000))).Refusal);
    }
}

/// <summary>Adding pictures, their rights, and putting them into a post.</summary>
public sealed class MediaPagesTests : IAsyncLifetime
{
    private StaffApplication app = null!;
    private Browser sato = null!;

    public async ValueTask InitializeAsync()
    {
        app = await StaffApplication.Start();
        var office = await app.AddOffice("01001", "防災対策課");
        await app.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await using var db = app.Open();
        db.Add(Sample.Account("A001", Platform.Line, office));
        await db.SaveChangesAsync();
        sato = await app.SignIn("sato");
    }

    public async ValueTask DisposeAsync()
    {
        sato.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task E5_a_picture_with_its_record_is_sealed_as_converted_and_served_to_staff_only()
    {
        using var added = await Upload(SamplePictures.Png(300, 200), ("alt", "訓練の様子"), ("people", "Nobody"), ("source", "Staff"));
        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
        var item = added.Headers.Location!.OriginalString.Split('/')[^1];

        var confirm = await sato.Submit("/posts/new", ("title", "訓練"), ("purpose", "Notice"), ("channels", "A001"), ("audience.A001", "everyone"), ("text", "防災訓練をしました。"), ("media", item), ("when", "now"), ("do", "confirm"));
        var path = confirm.QuerySelector("nav a[href$='/edit']")!.GetAttribute("href")!.Replace("/edit", "/confirm", StringComparison.Ordinal);
        using var submitted = await sato.PostForm(confirm, path, ("route", "approval"));

        Assert.Equal(HttpStatusCode.SeeOther, submitted.StatusCode);
        await using var db = app.Open();
        var media = Assert.Single((await db.Seals.AsNoTracking().SingleAsync()).Read().Channels[0].Media);
        Assert.Equal(("image/jpeg", 300, 200, "訓練の様子"), (media.ContentType, media.Width, media.Height, media.AltText));
        Assert.NotNull(media.PreviewSha256);
        using var served = await sato.Get($"/media/{media.Sha256}");
        Assert.True(served.Headers.CacheControl is { Private: true, NoStore: false });
        Assert.Contains("immutable", served.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        Assert.Equal(media.Bytes, (await served.Content.ReadAsByteArrayAsync()).Length);
        using var stranger = app.OpenBrowser();
        using var refused = await stranger.Get($"/media/{media.Sha256}");
        Assert.Equal(HttpStatusCode.SeeOther, refused.StatusCode);
    }

    [Theory]
    [InlineData("people", "NotRecorded", "承諾が記録されていません")]
    [InlineData("alt", "", "代替テキストがありません")]
    public async Task E5_a_picture_without_its_record_cannot_be_submitted(string field, string value, string why)
    {
        (string Name, string Value)[] record = [("alt", "訓練の様子"), ("people", "Nobody"), ("source", "Staff")];
        using var added = await Upload(SamplePictures.Png(30, 20), [.. record.Where(f => f.Name != field), (field, value)]);
        var item = added.Headers.Location!.OriginalString.Split('/')[^1];

        var confirm = await sato.Submit("/posts/new", ("title", "訓練"), ("purpose", "Notice"), ("channels", "A001"), ("audience.A001", "everyone"), ("text", "防災訓練をしました。"), ("media", item), ("when", "now"), ("do", "confirm"));

        Assert.Contains(why, confirm.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(confirm.QuerySelectorAll("input[name=route]"));
    }

    [Fact]
    public async Task E5_a_picture_past_its_term_cannot_be_submitted()
    {
        using var added = await Upload(SamplePictures.Png(30, 20), ("alt", "訓練"), ("people", "Nobody"), ("source", "Staff"), ("until.year", "令和8"), ("until.month", "4"), ("until.day", "5"));

        var page = await sato.Open(added.Headers.Location!.OriginalString);

        Assert.Contains("使ってよい期限（令和8年4月5日（日））を過ぎています。", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E1_a_picture_of_12_megabytes_and_a_file_of_another_kind_are_told_beside_the_field_and_the_record_is_kept()
    {
        using var large = await Upload(new byte[12_000_000], ("alt", "訓練の様子"));
        using var text = await Upload(Encoding.UTF8.GetBytes("画像ではありません"), ("alt", "訓練の様子"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (large.StatusCode, text.StatusCode));
        var page = Browser.Parse(await large.Content.ReadAsStringAsync());
        Assert.Contains("画像が大きすぎます（12.0MB）。10MB", page.QuerySelector("#f-file-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("訓練の様子", page.QuerySelector("#f-alt")!.GetAttribute("value"));
        Assert.Contains("JPEG、PNG、WebP、GIFの画像を選んでください", Browser.Parse(await text.Content.ReadAsStringAsync()).QuerySelector("#f-file-error")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> Upload(byte[] file, params (string Name, string Value)[] fields)
    {
        var page = await sato.Open("/media/new");
        var form = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll("main form input[type=hidden]").OfType<IHtmlInputElement>()) form.Add(new StringContent(hidden.Value), hidden.Name!);
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(file), "file", "訓練.png");
        return await sato.Http.PostAsync(new Uri("/media/new", UriKind.Relative), form);
    }
}
