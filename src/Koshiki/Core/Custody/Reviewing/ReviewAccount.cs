using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody.Reviewing;

/// <summary>Records that the connected applications or the function settings were looked through.</summary>
public sealed record ReviewAccount(string Key, ReviewKind Kind, DateOnly On, string? Findings);

/// <summary>Writes down a program that may act for the account.</summary>
public sealed record AddApplication(string Key, string Name, string? Purpose, DateOnly Since);

/// <summary>Records that an application's rights were withdrawn at the platform.</summary>
public sealed record WithdrawApplication(string Key, Guid Application);

/// <summary>Tells all offices with accounts on a platform that its functions changed.</summary>
public sealed record NotePlatformChange(Platform? Platform, DateOnly On, string? What);

internal sealed class ReviewAccountHandler(CoreDb db, CustodyTasks tasks, TimeProvider clock)
{
    /// <returns>The review, or <see cref="MayNotChangeCustody"/>, <see cref="Accounts.AccountNotFound"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<CustodyReview>> Handle(ReviewAccount command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var account = await db.AccountToRecord(command.Key, me, ct);
        if (account.IsRefused(out var refusal)) return refusal;

        // Decide
        var review = CustodyReview.Of(account.Value.Id, command.Kind, command.On, command.Findings, me.Id, me.Name, now);
        if (!review.Succeeded) return review;

        // Write
        db.CustodyReviews.Add(review.Value);
        await db.SaveChangesAsync(ct);
        await tasks.EndWhatIsInOrder([account.Value.Id], me.Id, now, ct);
        return review;
    }

    /// <returns>The application, or <see cref="MayNotChangeCustody"/>, <see cref="Accounts.AccountNotFound"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<ConnectedApplication>> Handle(AddApplication command, Me me, CancellationToken ct)
    {
        // Read
        var account = await db.AccountToRecord(command.Key, me, ct);
        if (account.IsRefused(out var refusal)) return refusal;

        // Decide
        var application = ConnectedApplication.Of(account.Value.Id, InputText.Name(command.Name), command.Purpose, command.Since);
        if (!application.Succeeded) return application;

        // Write
        db.ConnectedApplications.Add(application.Value);
        await db.SaveChangesAsync(ct);
        return application;
    }

    /// <returns>Nothing, or <see cref="MayNotChangeCustody"/>, <see cref="Accounts.AccountNotFound"/>, <see cref="ApplicationNotFound"/>.</returns>
    public async Task<Result<Done>> Handle(WithdrawApplication command, Me me, CancellationToken ct)
    {
        // Read
        var account = await db.AccountToRecord(command.Key, me, ct);
        if (account.IsRefused(out var refusal)) return refusal;
        var application = await db.ConnectedApplications.SingleOrDefaultAsync(a => a.Id == command.Application && a.Account == account.Value.Id, ct);

        // Decide
        if (application is null) return new ApplicationNotFound();
        application.Withdraw(clock.GetUtcNow().DayInJapan);

        // Write
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    /// <returns>The change, or <see cref="NotAllowed"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<PlatformChange>> Handle(NotePlatformChange command, Me me, CancellationToken ct)
    {
        // Decide
        if (!me.May(Act.NotePlatformChanges)) return new NotAllowed();
        var change = PlatformChange.Of(command.Platform, command.On, command.What, me.Name, clock.GetUtcNow());
        if (!change.Succeeded) return change;

        // Write
        db.PlatformChanges.Add(change.Value);
        await db.SaveChangesAsync(ct);
        return change;
    }
}
