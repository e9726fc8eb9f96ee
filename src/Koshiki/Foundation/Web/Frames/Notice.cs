using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Foundation.Web.Frames;

/// <summary>What the page after a redirect says about what was just done. It stays until the next page.</summary>
/// <param name="Heading">One sentence, for instance 「承認を依頼しました。」.</param>
/// <param name="Text">What happens next, if that needs saying.</param>
/// <param name="Next">Where people usually go from here.</param>
public sealed record Notice(NoticeKind Kind, string Heading, string? Text = null, Link? Next = null)
{
    public static Notice Success(string heading, string? text = null, Link? next = null) => new(NoticeKind.Success, heading, text, next);

    public static Notice Information(string heading, string? text = null, Link? next = null) => new(NoticeKind.Information, heading, text, next);

    public static Notice Problem(string heading, string? text = null, Link? next = null) => new(NoticeKind.Problem, heading, text, next);
}

public enum NoticeKind { Success, Information, Problem }
