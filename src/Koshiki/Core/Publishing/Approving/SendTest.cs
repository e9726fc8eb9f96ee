using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Approving;

/// <summary>Sends a post's LINE text to a few named staff, marked 【試験】. 試験の発信.</summary>
public sealed record SendTest(PostId Post);

public sealed class SendTestHandler(CoreDb db, TimeProvider clock)
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(30);

    /// <returns>How many people get it, or <see cref="OnlyLineCanBeTested"/>, <see cref="NobodyToTestWith"/>, <see cref="AccountCannotSpeak"/>, <see cref="NotYourPost"/>.</returns>
    public async Task<Result<int>> Handle(SendTest command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var at = await PostCase.Load(db, command.Post, ct);
        if (at is null || !me.MaySee(at.Post)) return new PostNotFound();
        var line = at.Accounts.Where(a => a.Platform is Platform.Line).ToList();
        var keys = line.Select(a => a.Key).ToList();
        var recipients = (await db.TestRecipients.AsNoTracking().Where(r => keys.Contains(r.AccountKey)).ToListAsync(ct)).ToLookup(r => r.AccountKey, r => r.LineUserId);

        // Decide
        if (!me.MayWrite(at.Post)) return new NotYourPost();
        if (line.Count == 0) return new OnlyLineCanBeTested();
        if (line.All(a => !recipients.Contains(a.Key))) return new NobodyToTestWith(line[0].Name);
        foreach (var account in line)
        {
            if (account.CanSpeak().IsRefused(out var silent)) return silent;
        }

        // Write
        var test = Sealing.ForTest(at.Post, recipients);
        var bytes = test.ToBytes();
        var hash = SealHash.Of(bytes);
        var seal = await db.Seals.SingleOrDefaultAsync(s => s.Hash == hash, ct);
        if (seal is null) db.Seals.Add(seal = new StoredSeal { Hash = hash, Post = at.Post.Id, Bytes = bytes, SealedAt = now });
        var leave = new GivenAuthorization
        {
            Id = Guid.CreateVersion7(now), Post = at.Post.Id, Kind = AuthorizationKind.Test, Seal = hash, NotBefore = now, NotAfter = now + Span,
            GivenBy = me.Id, GivenByName = me.Name, GivenAt = now,
        };
        db.GivenAuthorizations.Add(leave);
        DeliveryOrders.Order(db, at, [.. at.Post.Channels.Where(c => test.Channels.Any(t => t.AccountKey == c.AccountKey))], seal, leave, leave.ForEdge(), now);
        var people = test.Channels.Sum(c => (int)(c.Ceiling ?? 0));
        at.Post.Note(PostEventKind.TestSent, me.AsDecider, now, $"{people}人", hash);
        await db.SaveChangesAsync(ct);
        return people;
    }
}
