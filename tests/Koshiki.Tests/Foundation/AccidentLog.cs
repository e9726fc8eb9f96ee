using Microsoft.Extensions.Logging;

namespace Koshiki.Tests.Foundation;

/// <summary>A log that says when the first warning or error is written to it.</summary>
internal sealed class AccidentLog<T> : ILogger<T>
{
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends at the first accident; fails after half a minute without one.</summary>
    public Task First => first.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Warning) first.TrySetResult();
    }
}
