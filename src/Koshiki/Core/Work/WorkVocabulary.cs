using Koshiki.Core.Organizations.Logs;
using Koshiki.Core.Work.Mailing;

namespace Koshiki.Core.Work;

/// <summary>This area's states in the activity log; its records have their words with those of the offices.</summary>
internal static class WorkVocabulary
{
    public static LogVocabulary Words { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>())
    {
        Enums = [EnumWords.Of<TaskState>(state => state.Word), EnumWords.Of<MailNotice>(notice => notice.Word)],
    };
}
