using System.Buffers;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>Links that hide where they lead, that lead outside, or that do not answer; and mail addresses.</summary>
internal static class LinkRules
{
    private static readonly SearchValues<string> OutsideMarks = SearchValues.Create(
        ["外部サイト", "外部リンク", "外部ページ", "外部のサイト", "外部ホームページ", "（外部）", "(外部)"], StringComparison.Ordinal);

    public static void Check(ref CheckRun run)
    {
        var text = run.Text;
        var at = 0;
        while (at < text.Length && text[at..].IndexOf('.') is var next and >= 0)
        {
            if (Links.TryRead(text, at + next, out var start, out var host, out var end)) CheckLink(ref run, start, host, end);
            at = Math.Max(at + next + 1, end);
        }
    }

    private static void CheckLink(ref CheckRun run, int start, Range host, int end)
    {
        var name = run.Text[host];
        if (CheckWords.Shorteners.Contains(name)) run.Report(CheckRule.UrlShortener, start, end);
        else if (!IsOwn(name, run.Context) && !IsAmong(name, run.Context.ProgramHosts) && !run.LinesAround(start, end).ContainsAny(OutsideMarks)) run.Report(CheckRule.ExternalLink, start, end);

        if (run.Context.Links.Count > 0 && run.Context.Links.TryGetValue(run.Text[start..end].ToString(), out var seen) && seen.State != LinkState.Answers) ReportDead(ref run, start, end, seen);
    }

    /// <summary>What did not answer just now must be mended; of what did not answer on an earlier day the author is asked to look.</summary>
    private static void ReportDead(ref CheckRun run, int start, int end, LinkSeen seen)
    {
        var isGone = seen.State is LinkState.NotFound;
        if (seen.On is not { } day)
        {
            run.Report(CheckRule.DeadLink, start, end, isGone ? "リンク先のページがありません。" : null);
            return;
        }

        run.Report(
            CheckRule.DeadLink, start, end, $"{day.InWordsWithoutWeekday}に確かめたとき、{(isGone ? "リンク先のページがありませんでした" : "リンク先が応答しませんでした")}。",
            "リンクを開いて確かめてください。開けないときは、URLを直すか、リンクを消してください。", Severity.Warning);
    }

    /// <summary>「name@host.example」 in half or full width, unless it is a published one or at the government's own host.</summary>
    public static void CheckMail(ref CheckRun run)
    {
        var text = run.Text;
        for (var at = text.IndexOfAny('@', '＠'); at >= 0 && at < text.Length;)
        {
            var start = at;
            while (start > 0 && at - start < 64 && IsLocal(Folded(text[start - 1]))) start--;
            var end = at + 1;
            var lastDot = -1;
            while (end < text.Length && end - at < 255 && IsDomain(Folded(text[end])))
            {
                if (Folded(text[end]) == '.') lastDot = end;
                end++;
            }

            while (end > at && Folded(text[end - 1]) is '.' or '-')
            {
                end--;
                if (lastDot == end) lastDot = text[(at + 1)..end].LastIndexOfAny('.', '．') is var dot and >= 0 ? at + 1 + dot : -1;
            }

            if (start < at && lastDot > at + 1 && end - lastDot > 2 && char.IsAsciiLetter(Folded(text[end - 1])) && !Links.Cover(text, start)
                && !IsPublished(run.Context, text[start..end], text[(at + 1)..end]))
            {
                run.Report(CheckRule.MailAddress, start, end);
            }

            var next = text[(at + 1)..].IndexOfAny('@', '＠');
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    private static bool IsOwn(ReadOnlySpan<char> host, CheckContext context) =>
        context.OwnHosts.Count == 0 ? host.EndsWith(".lg.jp", StringComparison.OrdinalIgnoreCase) : IsAmong(host, context.OwnHosts);

    private static bool IsAmong(ReadOnlySpan<char> host, IReadOnlyList<string> hosts)
    {
        foreach (var own in hosts)
        {
            if (host.EndsWith(own, StringComparison.OrdinalIgnoreCase) && (host.Length == own.Length || host[host.Length - own.Length - 1] == '.')) return true;
        }

        return false;
    }

    private static bool IsPublished(CheckContext context, ReadOnlySpan<char> address, ReadOnlySpan<char> host) =>
        context.OwnContacts.Count > 0 && context.OwnContacts.Contains(address.ToString().ToLowerInvariant())
        || context.OwnHosts.Count > 0 && IsOwn(host, context);

    private static char Folded(char c) => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c;

    private static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-';

    private static bool IsDomain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-';
}
