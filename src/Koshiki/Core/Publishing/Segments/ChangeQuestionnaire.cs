using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Outbox;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>Adds options to a question of an account's draft. F1.</summary>
public sealed record AddOptions(string AccountKey, string Question, IReadOnlyList<OptionWords> Options);

/// <summary>Changes an option's words, retires it or offers it again.</summary>
public sealed record ChangeOption(string AccountKey, short Number, OptionWords Words, bool Retire);

/// <summary>Asks residents one more question.</summary>
public sealed record AskQuestion(string AccountKey, string Key, string Label, string? Hint, bool Single);

/// <summary>Asks residents by the draft from now on.</summary>
/// <param name="SeenVersion">The draft's version on the screen; null where none was shown.</param>
public sealed record PublishDraft(string AccountKey, uint? SeenVersion);

/// <summary>Changes what one LINE account asks its friends. Changes go to a draft; residents see it when it is published.</summary>
public sealed class ChangeQuestionnaireHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The draft, or <see cref="LineAccountNotFound"/>, <see cref="MayNotChangeSegments"/>, and what <see cref="QuestionnaireEdition.Add"/> refuses.</returns>
    public Task<Result<QuestionnaireEdition>> Handle(AddOptions command, Me me, CancellationToken ct) =>
        Change(command.AccountKey, me, (draft, all) => draft.Add(command.Question, command.Options, all.SelectMany(e => e.Questions).SelectMany(q => q.Options)), ct);

    /// <returns>The draft, or as above and what <see cref="QuestionnaireEdition.Change"/> refuses.</returns>
    public Task<Result<QuestionnaireEdition>> Handle(ChangeOption command, Me me, CancellationToken ct) =>
        Change(command.AccountKey, me, (draft, _) => draft.Change(command.Number, command.Words, command.Retire), ct);

    /// <returns>The draft, or as above and what <see cref="QuestionnaireEdition.Ask"/> refuses.</returns>
    public Task<Result<QuestionnaireEdition>> Handle(AskQuestion command, Me me, CancellationToken ct) =>
        Change(command.AccountKey, me, (draft, _) => draft.Ask(command.Key, command.Label, command.Hint, command.Single), ct);

    /// <returns>The edition that is published now, or <see cref="LineAccountNotFound"/>, <see cref="MayNotChangeSegments"/>, <see cref="NothingToPublish"/>, <see cref="NothingToChoose"/>.</returns>
    public async Task<Result<QuestionnaireEdition>> Handle(PublishDraft command, Me me, CancellationToken ct)
    {
        // Read
        if (await Editions(command.AccountKey, me, ct) is var found && found.IsRefused(out var no)) return no;
        if (found.Value is not [.., { IsDraft: true } draft]) return new NothingToPublish();

        // Decide
        if (draft.Publish(me.AsDecider, clock.GetUtcNow()).IsRefused(out var refused)) return refused;

        // Write
        if (command.SeenVersion is { } seen) db.Entry(draft).Property(d => d.Version).OriginalValue = seen;
        db.Send(new PublishQuestionnaire(draft.ForEdge), command.AccountKey);
        await db.SaveChangesAsync(ct);
        return draft;
    }

    private async Task<Result<QuestionnaireEdition>> Change(string key, Me me, Func<QuestionnaireEdition, IReadOnlyList<QuestionnaireEdition>, Result<Done>> change, CancellationToken ct)
    {
        // Read
        if (await Editions(key, me, ct) is var found && found.IsRefused(out var no)) return no;
        var draft = found.Value switch
        {
            [] => QuestionnaireEdition.First(key),
            [.., { IsDraft: true } begun] => begun,
            [.., var published] => published.Next(),
        };

        // Decide
        if (change(draft, found.Value).IsRefused(out var refused)) return refused;

        // Write
        if (db.Entry(draft).State is EntityState.Detached) db.Questionnaires.Add(draft);
        await db.SaveChangesAsync(ct);
        return draft;
    }

    private async Task<Result<List<QuestionnaireEdition>>> Editions(string key, Me me, CancellationToken ct)
    {
        if (!await db.Accounts.AnyAsync(a => a.Key == key && a.Platform == Platform.Line, ct)) return new LineAccountNotFound(key);
        if (!me.May(Act.ChangeSegments)) return new MayNotChangeSegments();
        return await db.Questionnaires.Where(q => q.AccountKey == key).OrderBy(q => q.Number).ToListAsync(ct);
    }
}

/// <summary>A LINE account that is connected for the first time asks its friends the built-in questions.</summary>
internal sealed class BeginQuestionnaire(CoreDb db, TimeProvider clock) : IFactListener<AccountConnected>
{
    private static readonly Decider Program = new(default, "Koshiki", null);

    public async Task Hear(AccountConnected fact, Guid message, CancellationToken ct)
    {
        if (fact.Platform is not Platform.Line || await db.Questionnaires.AnyAsync(q => q.AccountKey == fact.Key, ct)) return;
        var first = QuestionnaireEdition.First(fact.Key);
        first.Publish(Program, clock.GetUtcNow());
        db.Questionnaires.Add(first);
        db.Send(new PublishQuestionnaire(first.ForEdge), fact.Key);
        await db.SaveChangesAsync(ct);
    }
}
