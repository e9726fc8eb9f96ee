using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Koshiki.Foundation;

/// <summary>A host's unattended work, begun when the host already serves: people wait for their page, queues and daily jobs can wait a second.</summary>
internal static partial class UnattendedWork
{
    /// <summary>To be called when everything is registered. What the framework adds when the host is built, the web server above all, still starts as ever.</summary>
    public static void BeginWorkOnceServing(this IServiceCollection services)
    {
        var works = services.Where(service => service.ServiceType == typeof(IHostedService)).ToList();
        services.RemoveAll<IHostedService>();
        foreach (var work in works)
        {
            services.AddSingleton<IHostedService>(provider => new OnceServing(
                (IHostedService)Make(provider, work), provider.GetRequiredService<IHostApplicationLifetime>(), provider.GetRequiredService<ILogger<OnceServing>>()));
        }
    }

    private static object Make(IServiceProvider provider, ServiceDescriptor work) =>
        work.ImplementationInstance
        ?? work.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, work.ImplementationType!);

    /// <summary>Starts its work after the host has started. Work that breaks ends the host, as it would without this.</summary>
    private sealed partial class OnceServing(IHostedService work, IHostApplicationLifetime host, ILogger<OnceServing> logger) : IHostedLifecycleService, IDisposable
    {
        /// <summary>A host that is thrown away without having been stopped ends its work too.</summary>
        private volatile bool isDisposed;

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task StartedAsync(CancellationToken cancellationToken)
        {
            await work.StartAsync(cancellationToken);
            if (work is BackgroundService { ExecuteTask: { } running }) _ = Watch(running);
        }

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => work.StopAsync(cancellationToken);

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
            isDisposed = true;
            (work as IDisposable)?.Dispose();
        }

        private async Task Watch(Task running)
        {
            try
            {
                await running;
            }
            catch (Exception broken) when (!isDisposed && !host.ApplicationStopping.IsCancellationRequested)
            {
                LogBroken(logger, broken, work.GetType().Name);
                host.StopApplication();
            }
            catch (OperationCanceledException)
            {
                // The host is ending, and the work with it.
            }
        }

        [LoggerMessage(Level = LogLevel.Critical, Message = "{Work} broke: the host ends.")]
        private static partial void LogBroken(ILogger logger, Exception broken, string work);
    }
}
