using Koshiki.Edge.Segments;
using Koshiki.Exchange;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>What a resident wants to receive from one LINE account. 受信設定.</summary>
/// <param name="Edition">The questionnaire's edition that was answered; null while there is no answer.</param>
/// <param name="Choices">Numbers of options, ascending.</param>
/// <param name="EmergencyOnly">Emergencies alone; the choices then hold the answers to single questions, such as the district.</param>
public sealed record Preference(int? Edition, IReadOnlyList<short> Choices, bool EmergencyOnly)
{
    public static Preference None { get; } = new(null, [], false);

    internal static Preference Of(Friend friend) => new(friend.AnsweredAt is null ? null : friend.Edition ?? 0, [.. friend.Choices.Order()], friend.EmergencyOnly);

    /// <summary>All topics of a questionnaire; answers to single questions stay.</summary>
    public Preference WithEverything(Questionnaire asked) =>
        new(asked.Edition, [.. Singles(asked).Concat(asked.Offered(single: false).Select(option => option.Number)).Order()], EmergencyOnly: false);

    /// <summary>Emergencies alone; answers to single questions stay, because an emergency may be of one district.</summary>
    public Preference WithEmergenciesAlone(Questionnaire asked) => new(asked.Edition, [.. Singles(asked).Order()], EmergencyOnly: true);

    /// <summary>Whether every topic is chosen.</summary>
    public bool IsEverything(Questionnaire asked) =>
        !EmergencyOnly && asked.Offered(single: false).Any() && asked.Offered(single: false).All(option => Choices.Contains(option.Number));

    /// <summary>The chosen options of one question that are still offered.</summary>
    public IEnumerable<Option> Chosen(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Options.Where(option => !option.IsRetired && Choices.Contains(option.Number));
    }

    public bool Equals(Preference? other) =>
        other is not null && Edition == other.Edition && EmergencyOnly == other.EmergencyOnly && Choices.SequenceEqual(other.Choices);

    public override int GetHashCode() => HashCode.Combine(Edition, EmergencyOnly, Choices.Count);

    private IEnumerable<short> Singles(Questionnaire asked) => asked.Offered(single: true).Select(option => option.Number).Where(Choices.Contains);
}

internal static class QuestionnaireWords
{
    extension(Questionnaire asked)
    {
        /// <summary>The options that can be chosen now, of single questions or of the others.</summary>
        public IEnumerable<Option> Offered(bool single) => asked.Questions.Where(q => q.IsSingle == single).SelectMany(q => q.Options).Where(o => !o.IsRetired);

        /// <summary>Whether anything can be chosen at all.</summary>
        public bool AsksAnything => asked.Questions.Any(question => question.Options.Any(option => !option.IsRetired));
    }
}
