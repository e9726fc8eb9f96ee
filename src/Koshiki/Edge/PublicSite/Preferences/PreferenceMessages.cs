using System.Text;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Keys;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>Understands 「設定」「緊急のみ」「すべて」「確認」「やめる」 and says what holds now. Everything else is left to people. F1.</summary>
/// <param name="publicUrl">The public host, whose addresses the answers name.</param>
internal sealed class PreferenceMessages(MasterKey master, ReplySender replies, TimeProvider clock, Uri publicUrl) : IFriendMessageListener
{
    private static readonly PreferenceWords Words = PublicWords.Japanese.Preferences;

    public async ValueTask<FriendAnswer?> Hear(FriendMessage message, EdgeDb db, CancellationToken ct)
    {
        // Read
        var (text, replyToken) = message.Said switch
        {
            FriendChange.Wrote wrote => (wrote.Text, wrote.ReplyToken),
            FriendChange.PostedBack pressed => (pressed.Data, pressed.ReplyToken),
            _ => (null, null),
        };
        if (PreferenceCommands.Read(text) is not { } command) return null;
        if (await Questionnaires.Current(db, message.AccountKey, ct) is not { AsksAnything: true } asked) return null;

        // Decide: an older message does not undo a newer choice, so it is answered with what holds
        var now = Preference.Of(message.Friend);
        var wanted = message.Friend.AnsweredAt > message.Said.At ? now : After(command, now, asked);
        var change = new FriendChange.Chose(message.Friend.Ordinal, null, message.Said.At, wanted.Choices, wanted.EmergencyOnly, wanted.Edition);
        FriendChange[] changes = wanted == now ? [] : [change];
        if (replyToken is null) return new FriendAnswer(changes, null);

        // Write
        var link = Leads(command, wanted, asked) ? await Link(message, db, ct) : null;
        var answer = Answer(command, wanted, asked, link);
        var secret = await db.ConnectedAccounts.FindAsync([message.AccountKey], ct) is { } account ? LineSecret.Read(account.Open(master).Secret.Span) : null;
        return new FriendAnswer(changes, secret is null ? null : _ => replies.Add(new Reply(message.AccountKey, secret, replyToken, answer)));
    }

    private static Preference After(PreferenceCommand command, Preference now, Questionnaire asked) => command switch
    {
        PreferenceCommand.EmergencyOnly => now.WithEmergenciesAlone(asked),
        PreferenceCommand.Everything => now.WithEverything(asked),
        _ => now,
    };

    /// <summary>The form is offered where it is asked for, and where a choice lacks its district.</summary>
    private static bool Leads(PreferenceCommand command, Preference wanted, Questionnaire asked) =>
        command is PreferenceCommand.Choose or PreferenceCommand.Stop || wanted.Edition is null || Unanswered(wanted, asked) is not null;

    private static Question? Unanswered(Preference wanted, Questionnaire asked) =>
        asked.Questions.FirstOrDefault(question => question.IsSingle && question.Options.Any(option => !option.IsRetired) && !wanted.Chosen(question).Any());

    private async Task<string> Link(FriendMessage message, EdgeDb db, CancellationToken ct)
    {
        var secret = await new Tickets(db, master, clock).Issue(message.AccountKey, message.Friend.Ordinal, ct);
        await db.SaveChangesAsync(ct);
        return $"{publicUrl.AbsoluteUri.TrimEnd('/')}{Visits.Path}/link/{secret}";
    }

    private static string Answer(PreferenceCommand command, Preference wanted, Questionnaire asked, string? link)
    {
        var lines = new StringBuilder();
        lines.AppendLine(command switch
        {
            PreferenceCommand.Choose => Words.MessageChoose,
            PreferenceCommand.EmergencyOnly => Words.MessageEmergencyOnly,
            PreferenceCommand.Everything => Words.MessageEverything,
            PreferenceCommand.Stop => Words.MessageStop,
            _ => Words.MessageShow,
        });
        if (command is not PreferenceCommand.Stop) Holds(lines, wanted, asked);
        if (link is null)
        {
            lines.AppendLine(Words.MessageChangeAgain);
            return lines.ToString().TrimEnd();
        }

        if (command is not (PreferenceCommand.Choose or PreferenceCommand.Stop) && Unanswered(wanted, asked) is { } question) lines.AppendLine(PublicWords.Fill(Words.MessageUnanswered, question.Label));
        lines.AppendLine(link).AppendLine(Words.MessageLinkLives);
        return Furigana.Plain(lines.ToString().TrimEnd());
    }

    private static void Holds(StringBuilder lines, Preference wanted, Questionnaire asked)
    {
        lines.AppendLine(PublicWords.Fill("【{0}】", Words.Now));
        if (wanted.Edition is null)
        {
            lines.AppendLine(Words.NotAnswered);
            return;
        }

        var everything = wanted.IsEverything(asked);
        lines.AppendLine(wanted.EmergencyOnly ? Words.HowEmergency : everything ? Words.HowAll : Words.HowChosen);
        foreach (var question in asked.Questions.Where(question => question.Options.Any(option => !option.IsRetired) && (question.IsSingle || !(wanted.EmergencyOnly || everything))))
        {
            var labels = string.Join('、', wanted.Chosen(question).Select(option => Furigana.Plain(option.Label)));
            lines.AppendLine(PublicWords.Fill("{0}：{1}", Furigana.Plain(question.Label), labels.Length > 0 ? labels : Words.Nothing));
        }
    }
}
