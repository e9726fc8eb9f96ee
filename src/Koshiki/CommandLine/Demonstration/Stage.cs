using Koshiki.Core;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Japanese;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>The staff host without its doors and its unattended work, and with the story's clock: handlers run on it as people would have run them then.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly WebApplication app;

    private Stage(WebApplication app, StoryClock clock) => (this.app, Clock) = (app, clock);

    public StoryClock Clock { get; }

    public static Stage Set(Settings settings, IConfiguration configuration, DateTimeOffset begins, ISegmentCounts? counts = null)
    {
        var clock = new StoryClock(begins);
        var app = StaffHost.Build(settings, configuration, counts ?? new SegmentIndex(), services =>
        {
            services.RemoveAll<IHostedService>();
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        });
        return new Stage(app, clock);
    }

    /// <summary>Lets the program itself do something.</summary>
    public Task Act(Func<IServiceProvider, Task> deed) => Act(Actor.Program("demonstration"), async services =>
    {
        await deed(services);
        return true;
    });

    /// <summary>Lets a person do something, with the rights that he had on that day.</summary>
    public async Task<T> Act<T>(PersonId person, Func<IServiceProvider, Me, Task<T>> deed)
    {
        Me me;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            me = await scope.ServiceProvider.GetRequiredService<MeReader>().Read(person, Clock.Now.DayInJapan, CancellationToken.None)
                ?? throw new InvalidOperationException($"The demonstration has no person {person.Value}.");
        }

        return await Act(me.AsActor(), services => deed(services, me));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<T> Act<T>(Actor actor, Func<IServiceProvider, Task<T>> deed)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().As(actor);
        return await deed(scope.ServiceProvider);
    }
}

internal static class StageServices
{
    /// <summary>A handler of an area, whether or not its host has registered it.</summary>
    public static THandler Handler<THandler>(this IServiceProvider services) where THandler : class => ActivatorUtilities.GetServiceOrCreateInstance<THandler>(services);
}
