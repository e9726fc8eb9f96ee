using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Microsoft.AspNetCore.Components;

namespace Koshiki.Core.Work.Help;

/// <param name="Contents">The manual's table of contents.</param>
/// <param name="Contact">Whom to ask, as the installation says.</param>
public sealed record HelpView(MarkupString Contents, string Contact);

/// <param name="Text">A chapter of the manual.</param>
public sealed record ChapterView(string Name, MarkupString Text);

public sealed record ChapterNotFound() : NotFound("その使い方のページは見つかりません。「使い方と問合せ先」から選び直してください。");

/// <summary>The manual, open to whoever cannot sign in too.</summary>
internal static class HelpPages
{
    public const string Path = "/help";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (Settings settings) => Pages.Show<HelpPage>(new HelpView(Manual.Find(Manual.Contents)!.Value, settings.HelpContact))).OpenToAnyone("who cannot sign in needs help too");
        app.MapGet(Path + "/{chapter}", (string chapter) => Manual.Find(chapter) is { } text ? Pages.Show<ChapterPage>(new ChapterView(chapter, text)) : Pages.Refuse(new ChapterNotFound()))
            .OpenToAnyone("who cannot sign in needs help too");
    }
}
