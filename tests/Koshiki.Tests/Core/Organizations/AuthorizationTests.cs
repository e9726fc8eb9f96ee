using System.Net;
using AngleSharp.Html.Dom;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Organizations.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Organizations;

/// <summary>Walks every endpoint of the staff host as every role, and as nobody, and holds the answers against the table.</summary>
public sealed class AuthorizationTests(EveryRole people) : IClassFixture<EveryRole>
{
    private readonly StaffApplication staff = people.Staff;

    public static TheoryData<Role> Roles => [.. EveryRole.Walkers.Select(walker => walker.Role)];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A3_every_page_opens_for_those_in_the_table_and_for_nobody_else(Role role)
    {
        using var browser = await staff.SignIn(role.ToString());
        var walker = EveryRole.Walkers.Single(one => one.Role == role);
        var held = Koshiki.Core.Organizations.Roles.Of(walker.Duty, walker.Function);

        var wrong = new List<string>();
        foreach (var (address, rule) in Readable())
        {
            using var answer = await browser.Get(address);
            if (address.StartsWith("/api", StringComparison.Ordinal))
            {
                // A session of the pages does not count for the API, whoever's it is.
                if (answer.StatusCode != HttpStatusCode.Unauthorized) wrong.Add($"{address} answered {(int)answer.StatusCode} to the session of {role}");
                continue;
            }

            var may = held.Any(one => AuthorizationTable.For(rule.Act!.Value, one) is not null);
            var refused = answer.StatusCode == HttpStatusCode.Forbidden;
            // A page may refuse for its own reasons whoever the table lets in; never the other way round.
            if (!may && !refused) wrong.Add($"{address} ({rule.Act}) answered {(int)answer.StatusCode} to {role}, who may not");
            if (may && refused && !address.Contains(Nobody, StringComparison.Ordinal)) wrong.Add($"{address} ({rule.Act}) refused {role}, who may");
            if ((int)answer.StatusCode >= 500) wrong.Add($"{address} answered {(int)answer.StatusCode} to {role}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A3_every_form_is_refused_when_it_is_really_posted_by_a_role_that_may_not(Role role)
    {
        using var browser = await staff.SignIn(role.ToString());
        var walker = EveryRole.Walkers.Single(one => one.Role == role);
        var held = Koshiki.Core.Organizations.Roles.Of(walker.Duty, walker.Function);

        var wrong = new List<string>();
        foreach (var (address, rule) in Addresses("POST"))
        {
            if (held.Any(one => AuthorizationTable.For(rule.Act!.Value, one) is not null)) continue;

            // A token of a form that everybody has: what is refused is the act, not a missing token.
            var form = await browser.Open("/me/notices");
            var token = form.QuerySelectorAll("main form[method=post] input[type=hidden]").OfType<IHtmlInputElement>().Select(hidden => KeyValuePair.Create(hidden.Name!, hidden.Value));
            using var answer = await browser.Http.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(token));
            var expected = address.StartsWith("/api", StringComparison.Ordinal) ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden;
            if (answer.StatusCode != expected) wrong.Add($"POST {address} ({rule.Act}) answered {(int)answer.StatusCode} to {role}, who may not");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("2147483647")]
    [InlineData("99999999999999999999")]
    [InlineData("-1")]
    [InlineData("x")]
    public async Task Z5_no_list_breaks_on_a_page_that_cannot_be(string page)
    {
        using var browser = await staff.SignIn(nameof(Role.Auditor));

        var broken = new List<string>();
        foreach (var (address, _) in Readable().Where(one => !one.Address.Contains(Nobody, StringComparison.Ordinal)))
        {
            using var answer = await browser.Get($"{address}?page={page}");
            if ((int)answer.StatusCode >= 500) broken.Add($"{address} answered {(int)answer.StatusCode}");
            if ((await answer.Content.ReadAsStringAsync()).Contains("100000／", StringComparison.Ordinal)) broken.Add($"{address} shows a page that there is not");
        }

        Assert.Empty(broken);
    }

    [Fact]
    public async Task Z5_no_list_breaks_on_a_character_that_nobody_types()
    {
        using var browser = await staff.SignIn(nameof(Role.Auditor));
        string[] lists = [.. Readable().Select(one => one.Address).Where(address => !address.Contains(Nobody, StringComparison.Ordinal) && !address.StartsWith("/api", StringComparison.Ordinal))];

        var broken = new List<string>();
        var filters = new Dictionary<string, string[]>();
        foreach (var address in lists)
        {
            using var answer = await browser.Get(address);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            filters[address] = [.. Browser.Parse(await answer.Content.ReadAsStringAsync()).QuerySelectorAll("form[method=get] [name]").Select(field => field.GetAttribute("name")!).Distinct()];
        }

        foreach (var address in lists)
        {
            // A file has its list's filters.
            foreach (var name in filters.GetValueOrDefault(address.Split('.')[0], []).Append("q").Distinct())
            {
                using var answer = await browser.Get($"{address}?{Uri.EscapeDataString(name)}=a%00%01");
                if ((int)answer.StatusCode >= 500) broken.Add($"{address}?{name} answered {(int)answer.StatusCode}");
            }
        }

        Assert.Contains("who", filters["/admin/log"]);
        Assert.Contains("office", filters["/accounts"]);
        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Z3_a_method_that_an_address_lacks_is_answered_405_with_those_it_has(string method)
    {
        using var browser = staff.OpenBrowser();

        var wrong = new List<string>();
        foreach (var (address, _) in Readable())
        {
            using var answer = await browser.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative)));
            if (answer.StatusCode != HttpStatusCode.MethodNotAllowed || !answer.Content.Headers.Allow.Contains("GET")) wrong.Add($"{method} {address} answered {(int)answer.StatusCode}");
        }

        using var page = await browser.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri("/healthz", UriKind.Relative)));
        Assert.Empty(wrong);
        Assert.Contains("この方法では開けません", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/healthz", HttpStatusCode.OK)]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/accounts", HttpStatusCode.SeeOther)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    public async Task Z3_head_is_answered_as_get_without_a_body(string address, HttpStatusCode status)
    {
        using var browser = staff.OpenBrowser();

        using var head = await browser.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(address, UriKind.Relative)));
        using var get = await browser.Get(address);

        Assert.Equal((status, status), (head.StatusCode, get.StatusCode));
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Z3_a_form_is_still_refused_without_its_token()
    {
        using var browser = await staff.SignIn(nameof(Role.PrOffice));

        using var answer = await browser.Http.PostAsync(new Uri("/accounts/new", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("name", "偽")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A3_nobody_gets_in_without_signing_in_and_the_api_says_so_in_its_own_way()
    {
        using var browser = staff.OpenBrowser();

        var wrong = new List<string>();
        foreach (var (address, _) in Readable())
        {
            using var answer = await browser.Get(address);
            var asked = address.StartsWith("/api", StringComparison.Ordinal)
                ? answer.StatusCode == HttpStatusCode.Unauthorized
                : answer.StatusCode == HttpStatusCode.SeeOther && answer.Headers.Location!.OriginalString.StartsWith(SignInPages.Path, StringComparison.Ordinal);
            if (!asked) wrong.Add($"{address} answered {(int)answer.StatusCode}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A3_every_endpoint_says_who_may_use_it_and_an_open_one_says_why()
    {
        var endpoints = staff.Services.GetRequiredService<EndpointDataSource>().Endpoints;

        Assert.NotEmpty(endpoints);
        Assert.All(endpoints, endpoint => Assert.True(endpoint.Metadata.GetMetadata<EndpointRule>() is { Act: not null } or { Why.Length: > 10 }, endpoint.DisplayName));
    }

    [Fact]
    public async Task A3_a_host_with_an_endpoint_without_a_rule_does_not_start()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/forgotten", () => "open to all");

        var stopped = Assert.Throws<InvalidOperationException>(() => app.InsistOnRules());

        Assert.Contains("/forgotten", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A3_auditors_change_nothing_outside_surveys_and_audits_and_every_role_has_its_desk()
    {
        Act[] reading = [Act.UseOwnDesk, Act.ReadOffices, Act.ReadPeople, Act.ReadAccounts, Act.ReadPosts, Act.ReadCalendar, Act.ReadDeliveries, Act.ReadScopes, Act.ReadPostingRules, Act.ReadSegments, Act.ReadMedia, Act.ReadConsultations, Act.ReadDocuments, Act.ReadCustody, Act.ReadContracts, Act.ReadTables, Act.ReadLog, Act.ReadRules, Act.ReadCoverage, Act.ReadControls, Act.ReadReviews, Act.ReadCases];

        Assert.Subset(reading.Append(Act.ReadMonitoring).Concat([Act.ReadSurveys, Act.ReadSurveyResults, Act.RunSurveys, Act.ReadAudits, Act.WriteAudits, Act.ReadMeasures]).ToHashSet(), AuthorizationTable.All.Keys.Where(entry => entry.Role == Role.Auditor).Select(entry => entry.Act).ToHashSet());
        Assert.All(Enum.GetValues<Role>(), role => Assert.Equal(Reach.Own, AuthorizationTable.For(Act.UseOwnDesk, role)));
    }

    private static readonly string Nobody = Guid.Empty.ToString();

    /// <summary>The addresses that can be read, with something that does not exist in the place of every id.</summary>
    private IEnumerable<(string Address, EndpointRule Rule)> Readable() => Addresses("GET");

    private IEnumerable<(string Address, EndpointRule Rule)> Addresses(string method) =>
        from endpoint in staff.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) == true
        let rule = endpoint.Metadata.GetMetadata<EndpointRule>()!
        where rule.Act is not null && endpoint.Metadata.GetMetadata<OpenAtTheGate>() is null
        select ("/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart number when number.ParameterPolicies.Any(policy => policy.Content is "int" or "long") => "1",
            _ => Nobody,
        })))), rule);
}

/// <summary>One application with one person of each role, whose user name is the role's name.</summary>
public sealed class EveryRole : IAsyncLifetime
{
    public static (Role Role, Duty Duty, OfficeFunction Function)[] Walkers { get; } =
    [
        (Role.Author, Duty.Staff, OfficeFunction.None),
        (Role.Checker, Duty.Checker, OfficeFunction.None),
        (Role.OfficeHead, Duty.Head, OfficeFunction.None),
        (Role.DepartmentHead, Duty.DepartmentHead, OfficeFunction.None),
        (Role.PrOffice, Duty.Staff, OfficeFunction.PublicRelations),
        (Role.ItOffice, Duty.Staff, OfficeFunction.InformationTechnology),
        (Role.TrainingOffice, Duty.Staff, OfficeFunction.Training),
        (Role.Auditor, Duty.Staff, OfficeFunction.Audit),
        (Role.Contractor, Duty.Contractor, OfficeFunction.None),
        (Role.DesignatedManager, Duty.DesignatedManager, OfficeFunction.None),
        (Role.Administrator, Duty.Administrator, OfficeFunction.None),
    ];

    public StaffApplication Staff { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Staff = await StaffApplication.Start();
        foreach (var function in Enum.GetValues<OfficeFunction>()) await Staff.AddOffice($"F{(int)function}", $"所属{function}", function);
        foreach (var (role, duty, function) in Walkers) await Staff.AddPerson($"試験 {role}", $"F{(int)function}", duty, role.ToString(), "A001");
    }

    public ValueTask DisposeAsync() => Staff.DisposeAsync();
}
