using System.Net;
using System.Text.RegularExpressions;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>A person in front of a browser: opens pages, fills in their forms, follows where they lead. It knows no more of the program than its pages show.</summary>
internal sealed partial class WebVisitor : IDisposable
{
    private readonly HttpClient http;

    public WebVisitor(Uri address)
    {
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Koshiki-demonstration");
    }

    /// <summary>The page shown now.</summary>
    public string Html { get; private set; } = "";

    /// <summary>Its address on the host, such as <c>/home</c>.</summary>
    public string Path { get; private set; } = "/";

    public string Heading => WebUtility.HtmlDecode(Tags().Replace(HeadingElement().Match(Html).Groups[1].Value, "")).Trim();

    /// <summary>The words of the first element with this class in the page's main part; empty when there is none.</summary>
    public string Text(string cssClass) => Regex.Match(Main, $"<(\\w+) class=\"{cssClass}[ \"][^>]*>(.*?)</\\1>", RegexOptions.Singleline) is { Success: true } found
        ? WebUtility.HtmlDecode(Tags().Replace(found.Groups[2].Value, "")).Trim()
        : "";

    public async Task Open(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        await Show(answer, path);
    }

    /// <summary>Loads a page without looking at it; it must be there.</summary>
    public async Task Fetch(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A part of a page as it is, without going there.</summary>
    public async Task<string> Read(string path) => WebUtility.HtmlDecode(await http.GetStringAsync(new Uri(path, UriKind.Relative)));

    public async Task SignIn(string user, string password)
    {
        await Open("/sign-in");
        await Send("/sign-in", ("user", user), ("password", password));
    }

    /// <summary>Sends the form of this page that has this action, with what it holds already and what is filled in here.</summary>
    /// <param name="action">Where the form is sent: the end of its address.</param>
    public async Task Send(string action, params (string Name, string Value)[] filled)
    {
        var form = Forms().Matches(Main).FirstOrDefault(f => ActionOf(f.Groups[1].Value).EndsWith(action, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The page {Path} ({Heading}) has no form for {action}.");
        var target = ActionOf(form.Groups[1].Value);
        var fields = HeldBy(form.Groups[2].Value).Where(held => filled.All(f => f.Name != held.Name)).Concat(filled);
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await http.PostAsync(new Uri(target, UriKind.Relative), content);
        await Show(answer, target);
    }

    public void Dispose() => http.Dispose();

    private string Main => Html[Math.Max(0, Html.IndexOf("<main", StringComparison.Ordinal))..];

    private async Task Show(HttpResponseMessage answer, string path)
    {
        if ((int)answer.StatusCode is 302 or 303)
        {
            var to = answer.Headers.Location!;
            await Open(to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString);
            return;
        }

        (Html, Path) = (await answer.Content.ReadAsStringAsync(), path);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {Heading} {string.Join(' ', Faults().Matches(Html).Select(f => WebUtility.HtmlDecode(Tags().Replace(f.Groups[1].Value, ""))))}");
    }

    /// <summary>What the form would send as it stands: hidden and filled fields, chosen boxes, texts, and the chosen entries of lists.</summary>
    private static IEnumerable<(string Name, string Value)> HeldBy(string form)
    {
        foreach (var input in Inputs().Matches(form).Select(m => m.Value))
        {
            var type = Attribute(input, "type");
            if (Attribute(input, "name") is not { Length: > 0 } name || type is "file" or "submit") continue;
            if (type is "checkbox" or "radio" && !Checked().IsMatch(input)) continue;
            yield return (name, Attribute(input, "value") ?? "on");
        }

        foreach (Match area in Areas().Matches(form))
        {
            if (Attribute(area.Groups[1].Value, "name") is { } name) yield return (name, WebUtility.HtmlDecode(area.Groups[2].Value));
        }

        foreach (Match list in Lists().Matches(form))
        {
            var chosen = Options().Matches(list.Groups[2].Value).Select(m => m.Value).ToList();
            if (Attribute(list.Groups[1].Value, "name") is { } name && chosen.Count > 0) yield return (name, Attribute(chosen.Find(o => o.Contains(" selected", StringComparison.Ordinal)) ?? chosen[0], "value") ?? "");
        }
    }

    private static string ActionOf(string attributes) => Attribute(attributes, "action") ?? "";

    private static string? Attribute(string tag, string name) => Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<form([^>]*method=\"post\"[^>]*)>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("<textarea([^>]*)>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Areas();

    [GeneratedRegex("<select([^>]*)>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Lists();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Options();

    [GeneratedRegex("\\schecked(\\s|>|=|/)")]
    private static partial Regex Checked();

    [GeneratedRegex("<h1[^>]*>(.*?)</h1>", RegexOptions.Singleline)]
    private static partial Regex HeadingElement();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex("<li><a href=\"#[^>]*>(.*?)</a>", RegexOptions.Singleline)]
    private static partial Regex Faults();
}
