using System.Text;
using Koshiki.Edge.Delivery;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.X;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Koshiki.Tests.Edge.Delivery;

/// <summary>An X token that has ended is renewed with its refresh token, once, and the next one is kept.</summary>
public sealed class RenewedTokenTests : IAsyncLifetime
{
    private readonly List<string> renewals = [];
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DeliveryWorld world = null!;
    private WebApplication x = null!;

    public async ValueTask InitializeAsync()
    {
        world = await DeliveryWorld.Create();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        x = builder.Build();
        x.MapPost("/2/oauth2/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            renewals.Add(form["refresh_token"].ToString());
            asked.TrySetResult();
            await answer.Task;
            return form["refresh_token"] == "first"
                ? Results.Json(new { token_type = "bearer", access_token = "fresh", refresh_token = "second", expires_in = 7200 })
                : Results.Json(new { error = "invalid_request" }, statusCode: 400);
        });
        x.MapPost("/2/tweets", (HttpRequest request) => request.Headers.Authorization == "Bearer fresh"
            ? Results.Json(new { data = new { id = "1990", text = "" } }, statusCode: 201)
            : Results.StatusCode(401));
        await x.StartAsync();
        world.Settings["Koshiki:Platforms:X:ApiBaseUrl"] = x.Urls.First();
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        await x.DisposeAsync();
    }

    [Fact]
    public async Task E1_a_token_that_has_ended_is_renewed_stored_and_used()
    {
        answer.SetResult();
        await Connect("first");
        await world.StartWorker();

        foreach (var text in new[] { "一", "二" }) await world.Until(await world.Deliver("A001", Platform.X, text), DeliveryState.Sent);

        Assert.Equal(["first"], renewals);
        await using var db = world.OpenEdge();
        var stored = await db.ConnectedAccounts.AsNoTracking().SingleAsync();
        Assert.Equal("second", XSecret.Read(stored.Open(world.Master).Secret.Span)!.RefreshToken);
    }

    [Fact]
    public async Task E1_a_renewal_is_not_cut_off_when_the_program_stops()
    {
        await Connect("first");
        var worker = await world.StartWorker();
        await world.Deliver("A001", Platform.X, "一");
        await asked.Task;

        var stopping = worker.Services.GetServices<IHostedService>().OfType<ClerkDesk>().Single().StopAsync(default);
        answer.SetResult();
        await stopping;

        await using var db = world.OpenEdge();
        var stored = await db.ConnectedAccounts.AsNoTracking().SingleAsync();
        Assert.Equal("second", XSecret.Read(stored.Open(world.Master).Secret.Span)!.RefreshToken);
    }

    [Fact]
    public async Task E1_a_refresh_token_that_is_refused_is_a_broken_connection()
    {
        answer.SetResult();
        await Connect("used before");
        await world.StartWorker();

        var delivery = await world.Deliver("A001", Platform.X, "一");

        var asking = await world.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal(CommonReasons.TokenRefused("X"), asking.Reason);
    }

    private Task Connect(string refreshToken)
    {
        var secret = new XSecret("ended", refreshToken, "client", null, DateTimeOffset.UtcNow.AddMinutes(-1)).ToBytes();
        return world.Order(new ConnectAccount("A001", Platform.X, "42", world.Master.Wrap(secret, ConnectedAccount.SecretContext("A001"))), "A001");
    }
}
