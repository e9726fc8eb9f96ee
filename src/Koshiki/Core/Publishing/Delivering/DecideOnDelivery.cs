using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Delivering;

/// <summary>What a person says of a delivery that the program cannot settle by itself. 確認待ち.</summary>
public enum Verdict
{
    /// <summary>It is on the platform.</summary>
    WasSent,

    /// <summary>It is not there; send it.</summary>
    SendAgain,

    /// <summary>Leave it unsent.</summary>
    GiveUp,

    /// <summary>It was held; let it go on.</summary>
    Release,
}

/// <param name="PlatformPostId">The platform's id of the post, for <see cref="Verdict.WasSent"/>.</param>
/// <param name="SeenNumber">The number of the report on the screen: what was decided is what was seen.</param>
public sealed record DecideOnDelivery(Guid Line, Verdict Verdict, string? PlatformPostId, long SeenNumber);

public sealed class DecideOnDeliveryHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>Done, or <see cref="DeliveryNotFound"/>, <see cref="MayNotSteer"/>, <see cref="ChangedSinceYouLooked"/>, <see cref="NoDecisionNeeded"/>, <see cref="PlatformPostIdMissing"/>.</returns>
    public async Task<Result<PostId>> Handle(DecideOnDelivery command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var line = await db.ChannelDeliveries.SingleOrDefaultAsync(d => d.Id == command.Line, ct);
        var at = line is null ? null : await PostCase.Load(db, line.Post, ct);
        if (line is null || at is null || !me.MaySee(at.Post)) return new DeliveryNotFound();

        // Decide
        if (!me.MaySteer(at.Post)) return new MayNotSteer();
        if (line.Number != command.SeenNumber) return new ChangedSinceYouLooked();
        if (line.DeliveryId is not { } id || !Choices(line.State).Contains(command.Verdict)) return new NoDecisionNeeded();
        if (command.Verdict is Verdict.WasSent && string.IsNullOrWhiteSpace(command.PlatformPostId)) return new PlatformPostIdMissing();

        // Write
        db.Send(command.Verdict switch
        {
            Verdict.WasSent => new DecideDelivery(id, DeliveryDecision.WasSent, command.PlatformPostId!.Trim()),
            Verdict.SendAgain => new DecideDelivery(id, DeliveryDecision.SendAgain, null),
            Verdict.GiveUp => new DecideDelivery(id, DeliveryDecision.GiveUp, null),
            _ => new ReleaseHeld([id]),
        }, line.Seal.Hex);
        if (command.Verdict is Verdict.Release && at.Post.Status is PostStatus.Held) at.Post.Release(me.AsDecider, now);
        else at.Post.Note(PostEventKind.DeliveryDecided, me.AsDecider, now, $"{line.AccountKey}：{command.Verdict.Word}");
        await db.SaveChangesAsync(ct);
        return line.Post;
    }

    /// <summary>What a person may say of a delivery that stands so; empty where nothing is asked of him.</summary>
    public static IReadOnlyList<Verdict> Choices(DeliveryState state) => state switch
    {
        DeliveryState.AskingAPerson => [Verdict.WasSent, Verdict.SendAgain, Verdict.GiveUp],
        DeliveryState.Held => [Verdict.Release, Verdict.GiveUp, Verdict.WasSent],
        DeliveryState.TooLate => [Verdict.SendAgain, Verdict.GiveUp, Verdict.WasSent],
        _ => [],
    };
}

public static class VerdictWords
{
    extension(Verdict verdict)
    {
        public string Word => verdict switch
        {
            Verdict.WasSent => "発信されていた",
            Verdict.SendAgain => "もう一度発信する",
            Verdict.GiveUp => "発信しない",
            _ => "保留を解除する",
        };

        /// <summary>What follows from it, for the confirm page.</summary>
        public string Effect => verdict switch
        {
            Verdict.WasSent => "媒体に載っているものとして記録します。もう発信しません。",
            Verdict.SendAgain => "もう一度発信します。媒体に載っていた場合は、同じ投稿が2つになります。",
            Verdict.GiveUp => "この発信先には発信しません。",
            _ => "発信の期限まで、順番が来たら発信します。",
        };
    }
}
