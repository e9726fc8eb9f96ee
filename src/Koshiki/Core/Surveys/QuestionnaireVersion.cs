using Koshiki.Foundation;

namespace Koshiki.Core.Surveys;

/// <summary>One version of a questionnaire. A draft is changed as one likes; a published version never, because answers belong to it. 調査票の版.</summary>
public sealed class QuestionnaireVersion
{
    private QuestionnaireVersion() { }

    public required QuestionnaireVersionId Id { get; init; }

    /// <summary>The same for all versions of one questionnaire; part of its address.</summary>
    public required string Key { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required Questionnaire Content { get; set; }

    public bool IsPublished => PublishedAt is not null;

    public required string WrittenByName { get; set; }

    public required DateTimeOffset WrittenAt { get; set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public string? PublishedByName { get; private set; }

    public uint Version { get; init; }

    public static QuestionnaireVersion Draft(string key, int number, Questionnaire content, string by, DateTimeOffset now) =>
        new() { Id = QuestionnaireVersionId.New(), Key = key, Number = number, Content = content, WrittenByName = by, WrittenAt = now };

    /// <returns><see cref="QuestionnaireIsPublished"/>.</returns>
    public Result<Done> Change(Questionnaire content, string by, DateTimeOffset now)
    {
        if (IsPublished) return new QuestionnaireIsPublished();
        (Content, WrittenByName, WrittenAt) = (content, by, now);
        return new Done();
    }

    /// <summary>From now on it can be distributed and no longer be changed. 確定.</summary>
    /// <returns><see cref="QuestionnaireIsPublished"/>, or <see cref="NotAcceptable"/> with all faults.</returns>
    public Result<Done> Publish(string by, DateTimeOffset now)
    {
        if (IsPublished) return new QuestionnaireIsPublished();
        var faults = QuestionnaireRules.Faults(Content);
        if (faults.Count > 0) return new NotAcceptable([.. faults.Select(fault => new Fault(fault.Place, $"{(fault.Place.Length > 0 ? fault.Place + "：" : "")}{fault.Sentence}"))]);
        (PublishedAt, PublishedByName) = (now, by);
        return new Done();
    }
}
