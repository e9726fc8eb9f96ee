using System.Collections.Concurrent;
using Koshiki.Foundation.Web.Keeping;

namespace Koshiki.Tests.Foundation.Web;

/// <summary>Both stores of the form guard in the memory of one test.</summary>
internal sealed class InMemoryForms : IKeptForms, ISeenForms
{
    private readonly ConcurrentDictionary<Guid, string> seen = new();

    public ConcurrentDictionary<Guid, KeptForm> Kept { get; } = new();

    public Task Keep(KeptForm form, CancellationToken ct)
    {
        Kept[form.Id] = form;
        return Task.CompletedTask;
    }

    public Task<KeptForm?> Find(Guid id, DateTimeOffset now, CancellationToken ct) =>
        Task.FromResult(Kept.TryGetValue(id, out var form) && form.ExpiresAt > now ? form : null);

    public Task<SeenForm> Begin(Guid form, CancellationToken ct) => Task.FromResult<SeenForm>(
        seen.TryAdd(form, "") ? new SeenForm.New() : seen[form] is { Length: > 0 } location ? new SeenForm.Done(location) : new SeenForm.InWork());

    public Task End(Guid form, string? location, CancellationToken ct)
    {
        if (location is null) seen.TryRemove(form, out _);
        else seen[form] = location;
        return Task.CompletedTask;
    }
}
