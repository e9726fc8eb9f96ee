using Koshiki.Foundation.Web.Keeping;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.SigningIn;

/// <summary>A form that came in after its sign-in had ended, encrypted, for thirty minutes.</summary>
internal sealed class KeptFormRow
{
    public required Guid Id { get; init; }

    public required string Owner { get; init; }

    public required string Page { get; init; }

    public required byte[] Contents { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A form's one-time id: arrived, and once it was done, where it led.</summary>
internal sealed class SeenFormRow
{
    public required Guid Id { get; init; }

    public required DateTimeOffset SeenAt { get; init; }

    public string? Location { get; init; }
}

/// <summary>Kept forms in a table that all nodes share. What has expired goes with the next one that comes.</summary>
internal sealed class KeptForms(CoreDb db, TimeProvider clock) : IKeptForms
{
    public async Task Keep(KeptForm form, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.Set<KeptFormRow>().Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(ct);
        db.Add(new KeptFormRow { Id = form.Id, Owner = form.Owner, Page = form.Page, Contents = form.Contents, ExpiresAt = form.ExpiresAt });
        await db.SaveChangesAsync(ct);
    }

    public async Task<KeptForm?> Find(Guid id, DateTimeOffset now, CancellationToken ct) =>
        await db.Set<KeptFormRow>().AsNoTracking().Where(row => row.Id == id && row.ExpiresAt > now)
            .Select(row => new KeptForm(row.Id, row.Owner, row.Page, row.Contents, row.ExpiresAt)).SingleOrDefaultAsync(ct);
}

/// <summary>Which forms have come, in a table that all nodes share: the primary key lets only one of two through.</summary>
internal sealed class SeenForms(CoreDb db, TimeProvider clock) : ISeenForms
{
    /// <summary>A form is remembered for a day; by then its session is long over.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    public async Task<SeenForm> Begin(Guid form, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var fresh = await db.Database.ExecuteSqlAsync($"insert into organizations.seen_form (id, seen_at) values ({form}, {now}) on conflict do nothing", ct);
        if (fresh == 1) return new SeenForm.New();

        var location = await db.Set<SeenFormRow>().AsNoTracking().Where(row => row.Id == form).Select(row => row.Location).SingleOrDefaultAsync(ct);
        return location is null ? new SeenForm.InWork() : new SeenForm.Done(location);
    }

    public async Task End(Guid form, string? location, CancellationToken ct)
    {
        if (location is null)
        {
            await db.Set<SeenFormRow>().Where(row => row.Id == form).ExecuteDeleteAsync(ct);
            return;
        }

        var old = clock.GetUtcNow() - Memory;
        await db.Set<SeenFormRow>().Where(row => row.SeenAt < old).ExecuteDeleteAsync(ct);
        await db.Set<SeenFormRow>().Where(row => row.Id == form).ExecuteUpdateAsync(set => set.SetProperty(row => row.Location, location), ct);
    }
}
