using System.Net;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Work;
using Koshiki.Core.Work.Mailing;
using Koshiki.Exchange;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Work;

public sealed class MailTests : IAsyncLifetime
{
    private readonly PostOfficeCity town = new();

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Z3_who_may_approve_gets_one_mail_that_is_useful_without_its_link()
    {
        var (post, _) = await town.Submitted();

        var mails = await town.Delivered();

        await using var db = town.City.Open();
        var receipt = (await db.Posts.SingleAsync(p => p.Id == post)).Receipt;
        Assert.Equal(["kimura@aiko.example", "tanaka@aiko.example"], mails.Select(m => m.To));
        Assert.Equal("【承認依頼】防災訓練のお知らせ（承認後すぐ）", mails[0].Subject);
        Assert.Contains($"受付番号：{receipt}", mails[0].Text, StringComparison.Ordinal);
        Assert.Contains($"/approvals/{post.Value}", mails[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("10時から", mails[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z3_a_fact_heard_twice_makes_no_second_mail()
    {
        var (post, seal) = await town.Submitted();
        await town.Delivered();

        await using var scope = town.City.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().As(Actor.Program("test"));
        await using var db = town.City.Open();
        var row = await db.Outbox.SingleAsync(o => o.Kind == nameof(PostSubmitted));
        var listener = scope.ServiceProvider.GetRequiredService<Koshiki.Core.Publishing.Notifying.PostNotices>();
        await listener.Hear(new PostSubmitted(post, seal, AuthorizationKind.Approved, town.Office, default, town.City.Clock.GetUtcNow()), row.Id, default);

        Assert.Empty(await town.Delivered());
    }

    [Fact]
    public async Task E3_the_author_is_told_of_a_return()
    {
        var (post, seal) = await town.Submitted();
        await town.Delivered();

        await town.As("田中 実", (services, me) => services.GetRequiredService<ReturnPostHandler>().Handle(new ReturnPost(post, seal, "日付を直してください。"), me, default));

        var mail = Assert.Single(await town.Delivered());
        Assert.Equal(("sato@aiko.example", true), (mail.To, mail.Subject.StartsWith("【差戻し】防災訓練のお知らせ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(DeliveryState.NotSent, "【失敗】")]
    [InlineData(DeliveryState.AskingAPerson, "【確認待ちの発信】")]
    [InlineData(DeliveryState.Held, "【確認待ちの発信】")]
    public async Task Z3_author_and_heads_are_told_of_what_did_not_go_and_of_what_waits(DeliveryState state, string begins)
    {
        var (post, seal) = await town.Submitted();
        await town.Approved(post, seal);
        await town.Delivered();

        await town.Report(post, state, 1, "確かめてください。");
        await town.Report(post, state, 1, "確かめてください。");

        var mails = await town.Delivered();
        Assert.Equal(["kimura@aiko.example", "sato@aiko.example", "tanaka@aiko.example"], mails.Select(m => m.To));
        Assert.All(mails, m => Assert.StartsWith(begins, m.Subject, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Z3_a_person_turns_one_kind_of_notice_off_on_his_own_page()
    {
        using var tanaka = await town.City.SignIn("tanaka@aiko.example");

        var page = await tanaka.Submit(NoticePages.Path, ("notices", "PostReturned"), ("notices", "SendingFailed"), ("notices", "DeliveryWaits"));
        await town.Submitted();

        Assert.Equal(["kimura@aiko.example"], (await town.Delivered()).Select(m => m.To));
        Assert.Equal(["PostReturned", "SendingFailed", "DeliveryWaits"], page.QuerySelectorAll("input[name=notices][checked]").Select(box => box.GetAttribute("value")));
        Assert.Contains("tanaka@aiko.example", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z3_ten_failures_become_a_task_of_the_it_office_and_it_can_be_tried_again_at_once()
    {
        await town.Submitted();
        town.Server.Refuses = true;
        for (var i = 0; i < 10; i++)
        {
            await town.Delivered();
            await town.City.Open().OutgoingMail.ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, DateTimeOffset.UtcNow.AddSeconds(-1)));
        }

        using var aoki = await town.City.SignIn("aoki@aiko.example");
        var home = await aoki.Open("/home");
        var stuck = await aoki.Open(StuckRows.Path);
        town.Server.Refuses = false;
        await aoki.Submit(StuckRows.Path);
        var mails = await town.Delivered();

        Assert.Contains("自動処理が続けて失敗している（メールの送信：承認・確認の依頼）", home.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, stuck.QuerySelectorAll("#stuck tbody tr").Length);
        Assert.Equal(2, mails.Count);
        Assert.Empty((await aoki.Open(StuckRows.Path)).QuerySelectorAll("#stuck tbody tr"));
    }

    [Fact]
    public async Task Z3_a_receipt_number_opens_the_post_however_it_is_typed_and_for_nobody_who_may_not_see_it()
    {
        var (post, _) = await town.Submitted();
        await using var db = town.City.Open();
        var receipt = (await db.Posts.SingleAsync(p => p.Id == post)).Receipt;
        using var tanaka = await town.City.SignIn("tanaka@aiko.example");
        using var aoki = await town.City.SignIn("aoki@aiko.example");
        await town.City.AddOffice("01003", "市民課");
        await town.City.AddPerson("渡辺 翔", "01003", Koshiki.Core.Organizations.Duty.Staff, "watanabe");
        using var watanabe = await town.City.SignIn("watanabe");

        using var found = await tanaka.Get("/receipt?number=" + Uri.EscapeDataString(receipt.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)));
        using var hidden = await watanabe.Get("/receipt?number=" + receipt);
        using var nonsense = await tanaka.Get("/receipt?number=7K3M");

        Assert.Equal($"/approvals/{post.Value}", found.Headers.Location!.OriginalString);
        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity], new[] { hidden.StatusCode, nonsense.StatusCode });
    }

    [Theory]
    [InlineData("From", "nobody", "Koshiki__Smtp__From")]
    [InlineData("User", "mail", "Koshiki__Smtp__User")]
    [InlineData("Port", "0", "Port")]
    public async Task Z3_a_host_does_not_start_with_mail_settings_that_cannot_work(string name, string value, string named)
    {
        var settings = new Dictionary<string, string?> { ["Koshiki:Smtp:Host"] = "127.0.0.1", ["Koshiki:Smtp:From"] = "a@b.example", ["Koshiki:Smtp:Security"] = "None", [$"Koshiki:Smtp:{name}"] = value };

        var stopped = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => StaffApplication.Start(settings));

        Assert.Contains(named, stopped.Message, StringComparison.Ordinal);
    }
}
