using System.Collections.Concurrent;
using Koshiki.Foundation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Koshiki.Tests.Foundation;

/// <summary>A host's unattended work begins when the host serves, and its failure is not lost.</summary>
public sealed class UnattendedWorkTests
{
    [Fact]
    public async Task Z2_work_begins_when_the_host_answers_and_ends_with_it()
    {
        var work = new Work();
        await using var host = Build(work);
        work.Serves = () => host.Urls.Any(url => !url.EndsWith(":0", StringComparison.Ordinal));

        await host.StartAsync();
        Assert.True(await work.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        await host.StopAsync();

        Assert.True(work.ExecuteTask!.IsCompleted);
    }

    [Fact]
    public async Task Z2_work_that_breaks_ends_the_host()
    {
        var work = new Work { Breaks = true };
        await using var host = Build(work);

        await host.StartAsync();

        await host.WaitForShutdownAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(work.ExecuteTask!.IsFaulted);
    }

    [Fact]
    public async Task Z2_work_of_a_host_that_is_thrown_away_without_a_stop_has_not_broken()
    {
        var work = new Work();
        using var log = new KeptLog();
        await using (var host = Build(work, log))
        {
            await host.StartAsync();
            await work.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.DoesNotContain(log.Lines, line => line.Level is LogLevel.Critical);
    }

    private static WebApplication Build(Work work, KeptLog? log = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (log is not null) builder.Logging.AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IHostedService>(work);
        builder.Services.BeginWorkOnceServing();
        return builder.Build();
    }

    private sealed class Work : BackgroundService
    {
        public TaskCompletionSource<bool> Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Func<bool> Serves { get; set; } = () => true;

        public bool Breaks { get; init; }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            Begun.TrySetResult(Serves());
            if (Breaks) throw new InvalidOperationException("The work broke.");
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
    }

    /// <summary>Keeps what is logged.</summary>
    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose()
        {
            // Nothing is open.
        }
    }
}
