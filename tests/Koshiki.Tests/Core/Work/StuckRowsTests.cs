using Koshiki.Core;
using Koshiki.Core.Work;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Koshiki.Tests.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Work;

/// <summary>An order that the courier cannot carry, and what people see of it.</summary>
public sealed class StuckRowsTests(PostOfficeCity town) : IClassFixture<PostOfficeCity>
{
    [Fact]
    public async Task Z2_an_order_that_cannot_be_carried_becomes_a_task_of_the_it_office_and_can_be_tried_again_at_once()
    {
        await using (var db = town.City.Open())
        {
            db.OutgoingOrders.Add(new OutgoingOrder
            {
                Id = Guid.CreateVersion7(),
                Kind = nameof(DeliverPost),
                Aggregate = "seal",
                Body = "unreadable"u8.ToArray(),
                CreatedAt = Sample.MondayNine,
                Failures = 9,
            });
            await db.SaveChangesAsync();
        }

        using var courier = CoreQueues.Orders(town.City.Services, town.City.Database.As(DatabaseRole.Courier));
        await courier.CarryOnce(default);
        using var aoki = await town.City.SignIn("aoki@aiko.example");
        var home = await aoki.Open("/home");
        var stuck = await aoki.Open(StuckRows.Path);
        await aoki.Submit(StuckRows.Path);

        Assert.Contains("自動処理が続けて失敗している（発信側への引渡し：投稿の発信（DeliverPost））", home.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("10回", Assert.Single(stuck.QuerySelectorAll("#stuck tbody tr")).TextContent, StringComparison.Ordinal);
        await using var read = town.City.Open();
        var order = await read.OutgoingOrders.SingleAsync();
        Assert.Equal((10, null), (order.Failures, order.DoneAt));
        Assert.True(order.DueAt <= DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Fact]
    public void Z2_every_message_between_the_two_sides_has_its_word()
    {
        var kinds = typeof(Order).Assembly.GetTypes().Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(Order)) || type.IsSubclassOf(typeof(Report)))).Select(type => type.Name);

        Assert.Equal(kinds.Order(), MessageWords.All.Keys.Order());
    }
}
