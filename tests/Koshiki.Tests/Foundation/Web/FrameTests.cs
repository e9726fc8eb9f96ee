using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Frames;
using Microsoft.AspNetCore.Builder;

namespace Koshiki.Tests.Foundation.Web;

public sealed class FrameTests
{
    [Fact]
    public async Task Z2_a_page_is_plain_html_without_traces_of_the_framework()
    {
        await using var server = await PageServer.Start(app => app.MapGet("/page", () => Pages.Show<ProblemPage>(ProblemView.For(404))));

        var html = await server.Browser.GetStringAsync(new Uri("/page", UriKind.Relative));

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"ja\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<base", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("&#x", html, StringComparison.Ordinal);
        Assert.Single(PageServer.Parse(html).Scripts);
    }
}
