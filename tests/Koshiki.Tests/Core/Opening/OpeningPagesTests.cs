using System.Net;
using AngleSharp.Html.Dom;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Koshiki.Core.Opening;
using Koshiki.Core.Organizations;

namespace Koshiki.Tests.Core.Opening;

/// <summary>The opening through its pages, on the real host.</summary>
public sealed class OpeningPagesTests : IAsyncLifetime
{
    private readonly City city = new();

    public ValueTask InitializeAsync() => city.InitializeAsync();

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task C1_the_need_is_judged_beside_similar_accounts_and_what_is_missing_comes_back_with_what_was_typed()
    {
        using var writer = await city.Staff.SignIn("hasegawa");
        await city.Register("愛光の旅だより", "x", "https://x.com/aiko_tabidayori", office: "01001");

        var need = await writer.Submit("/accounts/apply/new", ("office", "05001"), ("platform", "x"), ("platform_label", ""), ("name", "愛光の旅"), ("purpose", "旬の観光情報を知らせます。"));
        var path = need.QuerySelector("main .buttons a")!.GetAttribute("href")! + "/need";
        using var refused = await writer.PostForm(need, path, ("name", "愛光の旅"), ("purpose", "旬の観光情報を知らせます。"), ("posts", "３"), ("two_way", "None"), ("existing", "足りない"), ("field", ""), ("demand", "あり"), ("traits", "写真"), ("despite", ""));
        var again = Browser.Parse(await refused.Content.ReadAsStringAsync());

        Assert.Contains("愛光の旅だより", need.QuerySelector("#similar")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(["#f-field", "#f-despite"], again.QuerySelectorAll(".error-summary a").Select(link => link.GetAttribute("href")!));
        Assert.Equal("足りない", again.QuerySelector("#f-existing")!.TextContent.Trim());
    }

    [Fact]
    public async Task C5_a_returned_consultation_is_mended_submitted_again_approved_acquired_and_published()
    {
        var id = (await city.Begin()).Value;
        await city.Write(new ConsultationId(id));
        using var writer = await city.Staff.SignIn("hasegawa");
        using var head = await city.Staff.SignIn("nakajima");
        using var pr = await city.Staff.SignIn("onishi");
        using var it = await city.Staff.SignIn("noguchi");

        await head.Submit($"/accounts/apply/{id}/submit");
        await pr.Submit($"/accounts/apply/{id}/review", ("how", "return"), ("text", "対象者をもっと具体的に書いてください。"));
        var returned = await writer.Open($"/accounts/apply/{id}");
        var edit = await writer.Open($"/accounts/apply/{id}/documents/usage-policy");
        await Saved(writer, edit, $"/accounts/apply/{id}/documents/usage-policy", ("usage-policy.audience", "20代から30代の、週末に旅をする人"));
        await head.Submit($"/accounts/apply/{id}/submit");
        await pr.Submit($"/accounts/apply/{id}/review", ("how", "pass"), ("text", ""));
        await it.Submit($"/accounts/apply/{id}/review", ("how", "pass"), ("text", "端末の管理に支障ありません。"));
        await writer.Submit($"/accounts/apply/{id}/acquire", ("url", "https://x.com/aiko_tabi"), ("handle", ""), ("permanent_id", ""), ("acquired.year", "R8"), ("acquired.month", "4"), ("acquired.day", "6"), ("named_person", ""), ("badge", "NotAsked"));
        var published = await writer.Submit($"/accounts/apply/{id}/publish", ("from.year", "2026"), ("from.month", "4"), ("from.day", "6"));

        Assert.Contains("対象者をもっと具体的に書いてください。", returned.QuerySelector(".warning")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("運用を始めました", published.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("運用中", (await writer.Open("/accounts?q=愛光の旅")).QuerySelector("#accounts")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("公開済み", (await pr.Open("/accounts/apply?state=Listed")).QuerySelector("#consultations")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C5_a_reviewer_of_the_applying_office_is_refused_by_page_and_by_address()
    {
        var id = (await city.Begin(by: City.Pr, office: "01001")).Value;
        await city.Write(new ConsultationId(id), City.Pr);
        Assert.True((await city.Submit(new ConsultationId(id), City.PrHead)).Succeeded);
        using var own = await city.Staff.SignIn("takahashi");

        var page = await own.Open($"/accounts/apply/{id}");
        using var asked = await own.Get($"/accounts/apply/{id}/review");
        using var posted = await own.PostForm(page, $"/accounts/apply/{id}/say", ("text", "x"));
        using var forced = await own.Http.PostAsync(new Uri($"/accounts/apply/{id}/review", UriKind.Relative), new FormUrlEncodedContent(
            (await own.Open($"/accounts/apply/{id}")).QuerySelectorAll("main form input[type=hidden]").OfType<IHtmlInputElement>().Select(h => KeyValuePair.Create(h.Name!, h.Value))
                .Append(KeyValuePair.Create("how", "pass")).Append(KeyValuePair.Create("text", ""))));

        Assert.Contains("自分の所属が提出した協議は審査できません", page.QuerySelector(".warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.SeeOther, HttpStatusCode.Forbidden), (asked.StatusCode, posted.StatusCode, forced.StatusCode));
        Assert.Equal(ConsultationState.Submitted.Word, (await own.Open($"/accounts/apply/{id}")).QuerySelector(".title-line .tag")!.TextContent);
    }

    [Fact]
    public async Task C5_another_office_sees_nothing_of_a_consultation()
    {
        var id = (await city.Begin()).Value;
        await city.Staff.AddOffice("09001", "水道課", department: "水道局");
        await city.Staff.AddPerson("水野 守", "09001", Duty.Staff, "mizuno");
        using var other = await city.Staff.SignIn("mizuno");

        using var page = await other.Get($"/accounts/apply/{id}");
        using var form = await other.Get($"/accounts/apply/{id}/documents/usage-policy");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, form.StatusCode));
        Assert.Empty((await other.Open("/accounts/apply")).QuerySelectorAll("#consultations"));
    }

    [Fact]
    public async Task C4_two_versions_are_compared_by_section_with_words()
    {
        var account = await city.Opened(await city.Approved(), "https://x.com/aiko_tabi");
        using var writer = await city.Staff.SignIn("hasegawa");
        var path = $"/accounts/{account.Key}/documents/account-policy";
        await Saved(writer, await writer.Open(path + "/edit"), path + "/edit", ("account-policy.hours", "平日の10時から投稿します。"), ("why", "時間を変えました。"));

        var compared = await writer.Open(path + "/compare?before=2&after=3");

        Assert.Equal(["見比べる版", "投稿する時間"], compared.QuerySelectorAll("main summary, main h2").Select(e => e.TextContent).Distinct());
        Assert.Contains("〔追加〕", compared.QuerySelector("ins")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C5_form_1_and_every_document_go_out_as_valid_word_files_also_with_the_longest_sections()
    {
        var id = await city.Approved();
        var account = await city.Opened(id, "https://x.com/aiko_tabi");
        using var writer = await city.Staff.SignIn("hasegawa");
        var path = $"/accounts/{account.Key}/documents/operation-manual";
        await Saved(writer, await writer.Open(path + "/edit"), path + "/edit", ("operation-manual.steps", string.Concat(Enumerable.Repeat("・起案して確かめる。\n", 450)).Trim()));

        string[] files = [$"/accounts/apply/{id.Value}/form1.docx", .. DocumentKinds.All.Select(kind => $"/accounts/{account.Key}/documents/{kind.Key}.docx"), path + ".docx?number=2"];
        foreach (var file in files)
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(await (await writer.Get(file)).Content.ReadAsByteArrayAsync()), false);
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(error => $"{file} {error.Path?.XPath} {error.Description}"));
            Assert.Contains("愛光", document.MainDocumentPart!.Document.InnerText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task C8_the_pr_office_makes_lacks_into_tasks_and_the_office_finds_them_at_home()
    {
        var account = await city.Register("旅のX", "x", "https://x.com/aiko_old");
        using var pr = await city.Staff.SignIn("onishi");
        using var writer = await city.Staff.SignIn("hasegawa");

        using var nothing = await pr.Post("/accounts/lacks", ("due.year", "2026"), ("due.month", "6"), ("due.day", "30"));
        var done = await pr.Submit("/accounts/lacks", ("lack", $"{account.Key}/usage-policy"), ("due.year", "2026"), ("due.month", "6"), ("due.day", "30"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        Assert.Contains("1件を、期限のある作業にしました", done.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("期限 R8.6.30", done.QuerySelector("#lacks")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("「旅のX」の利用方針を作る", (await writer.Open("/home")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C8_the_accounts_own_page_says_what_is_there_and_what_is_lacking()
    {
        var account = await city.Register("旅のX", "x", "https://x.com/aiko_old");
        await city.Earlier(account.Key, Lack.UsagePolicy);
        using var writer = await city.Staff.SignIn("hasegawa");

        var page = await writer.Open($"/accounts/{account.Key}");

        var rows = page.QuerySelectorAll(".summary-row").ToDictionary(row => row.QuerySelector("dt")!.TextContent, row => row.QuerySelector("dd")!.TextContent);
        Assert.Contains("R3観第5号", rows["利用方針"], StringComparison.Ordinal);
        Assert.Contains("未対応", rows["運用マニュアル"], StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll($"a[href='/accounts/{account.Key}/documents']"));
    }

    [Fact]
    public async Task C11_what_is_done_at_the_start_is_kept_with_its_days()
    {
        var account = await city.Opened(await city.Approved(), "https://x.com/aiko_tabi");
        using var writer = await city.Staff.SignIn("hasegawa");

        using var refused = await writer.Post($"/accounts/{account.Key}/start", ("announcement.text", "広報紙5月号"));
        var kept = await writer.Submit($"/accounts/{account.Key}/start", ("announcement.on.year", "2026"), ("announcement.on.month", "4"), ("announcement.on.day", "6"), ("announcement.text", "広報紙5月号"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("広報紙5月号", kept.QuerySelector("#f-announcement-text")!.TextContent.Trim());
    }

    /// <summary>Sends the whole form of a document with some fields changed.</summary>
    private static async Task Saved(Browser browser, IHtmlDocument page, string path, params (string Name, string Value)[] changed)
    {
        var fields = page.QuerySelectorAll("main textarea").OfType<IHtmlTextAreaElement>().Select(box => (box.Name!, box.Value)).Where(field => changed.All(c => c.Name != field.Item1)).Concat(changed);
        using var answer = await browser.PostForm(page, path, [.. fields]);
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther, Browser.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector("main")?.TextContent);
    }
}
