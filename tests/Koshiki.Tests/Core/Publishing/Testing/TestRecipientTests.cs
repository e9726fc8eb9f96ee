using System.Net;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Publishing.Testing;

public sealed class TestRecipientTests
{
    private const string UserId = "U0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task E3_a_person_registers_his_line_for_tests_and_takes_it_back()
    {
        await using var app = await StaffApplication.Start();
        var office = await app.AddOffice("01001", "防災対策課");
        await app.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await using (var db = app.Open())
        {
            db.Add(Sample.Account("A001", office: office));
            await db.SaveChangesAsync();
        }

        using var sato = await app.SignIn("sato");
        using var wrong = await sato.Post("/me/test-recipients", ("account", "A001"), ("userId", "@sato"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);

        var page = await sato.Submit("/me/test-recipients", ("account", "A001"), ("userId", UserId));

        Assert.DoesNotContain(UserId, page.Body!.TextContent, StringComparison.Ordinal);
        await using (var db = app.Open()) Assert.Equal(UserId, (await db.TestRecipients.AsNoTracking().SingleAsync()).LineUserId);
        await sato.Submit("/me/test-recipients", ("remove", "A001"));
        await using (var db = app.Open()) Assert.False(await db.TestRecipients.AnyAsync());
    }
}
