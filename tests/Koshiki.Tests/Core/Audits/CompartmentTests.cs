using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Koshiki.Core.Audits;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Database;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Koshiki.Tests.Core.Audits;

/// <summary>Everybody outside the audit office tries every door of its compartment, with every id there is. The doors are those of the running host; nobody keeps a list of them.</summary>
public sealed class CompartmentTests(CompartmentTests.Papers papers) : IClassFixture<CompartmentTests.Papers>
{
    private readonly StaffApplication staff = papers.City.Staff;

    /// <summary>Author, head, PR office, IT office, administrator.</summary>
    public static TheoryData<string> Others => ["sato", "tanaka", "watanabe", "aoki", "hirata"];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task J4_whatever_they_post_with_whatever_id_nothing_gets_through_and_nothing_changes(string who)
    {
        using var other = await staff.SignIn(who);
        var form = (await other.Open("/me/notices")).QuerySelectorAll("main form[method=post] input[type=hidden]").OfType<IHtmlInputElement>().First(hidden => hidden.Name == "_token");
        var before = await papers.Fingerprint();

        var wrong = new List<string>();
        var tried = 0;
        foreach (var (path, rule) in Addresses("POST").Where(one => one.Path.StartsWith("/audits", StringComparison.Ordinal)))
        {
            using var answer = await other.Http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(Fields.Append(KeyValuePair.Create(form.Name!, form.Value))));
            tried++;
            var isOurs = rule.Act is Act.ReadAudits or Act.WriteAudits;
            if (isOurs ? answer.StatusCode != HttpStatusCode.Forbidden : (int)answer.StatusCode is < 400 or >= 500) wrong.Add($"POST {path} answered {(int)answer.StatusCode} to {who}");
            if ((await answer.Content.ReadAsStringAsync()).Contains(AuditCity.Secret, StringComparison.Ordinal)) wrong.Add($"POST {path} told {who} what only auditors know");
        }

        Assert.Empty(wrong);
        Assert.True(tried > 200, $"Only {tried} forms were tried.");
        Assert.Equal(before, await papers.Fingerprint());
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task J4_no_page_file_search_log_or_list_tells_them_anything_of_it(string who)
    {
        using var other = await staff.SignIn(who);

        var wrong = new List<string>();
        var read = 0;
        foreach (var (path, rule) in Addresses("GET"))
        {
            // Every list that can be searched is searched for the beginning of the words.
            using var answer = await other.Get($"{path}?q={Uri.EscapeDataString(AuditCity.Secret[..3])}");
            read++;
            if (rule.Act is Act.ReadAudits or Act.WriteAudits && answer.StatusCode is not HttpStatusCode.Forbidden) wrong.Add($"GET {path} answered {(int)answer.StatusCode} to {who}");
            if ((await answer.Content.ReadAsStringAsync()).Contains(AuditCity.Secret, StringComparison.Ordinal)) wrong.Add($"GET {path} told {who} what only auditors know");
        }

        Assert.Empty(wrong);
        Assert.True(read > 200, $"Only {read} addresses were read.");
    }

    [Fact]
    public async Task J4_the_words_of_the_compartment_stand_in_no_table_of_any_other_area()
    {
        var found = await papers.TablesWithTheSecret();

        Assert.Contains(found, table => table.StartsWith("audits.", StringComparison.Ordinal));
        Assert.DoesNotContain(found, table => !table.StartsWith("audits.", StringComparison.Ordinal));
    }

    [Fact]
    public void J4_the_api_has_no_door_into_it()
    {
        Assert.DoesNotContain(staff.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(), endpoint =>
            endpoint.RoutePattern.RawText!.Contains("api/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<EndpointRule>()?.Act is Act.ReadAudits or Act.WriteAudits or Act.ReadMeasures);
    }

    /// <summary>What would be acceptable in the forms of this area, were it sent by who may.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Fields =>
    [
        new("title", "だれかの件名"), new("facts", "だれかの事実"), new("rule", "定め"), new("grade", "oral"), new("why", "理由"), new("considered", "判断"), new("notes", "記録"), new("text", "内容"), new("kind", nameof(PaperKind.Note)), new("sure", "yes"),
        new("reply", nameof(FactReply.AsStated)), new("report", "措置"), new("judgement", "判断"), new("act", nameof(AuditAction.Drop)), new("notice", "監査公表第9号"), new("seed", "1"), new("number", "R9-9"), new("key", "oral"), new("word", "口頭"), new("order", "1"),
        .. new[] { "on", "replyBy", "doneOn", "plannedOn", "publishedOn", "visitedOn" }.SelectMany(day => new KeyValuePair<string, string>[] { new($"{day}.year", "R8"), new($"{day}.month", "4"), new($"{day}.day", day is "plannedOn" or "replyBy" ? "20" : "6") }),
    ];

    /// <summary>All endpoints of one method, with every id of the compartment in the place of every id of this area; elsewhere those that need none.</summary>
    private IEnumerable<(string Path, EndpointRule Rule)> Addresses(string method)
    {
        foreach (var endpoint in staff.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) != true || endpoint.Metadata.GetMetadata<EndpointRule>() is not { Act: not null } rule) continue;
            var parameters = endpoint.RoutePattern.Parameters;
            var isOurs = endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("audits", StringComparison.Ordinal);
            if (!isOurs && parameters.Count > 0) continue;
            var ids = parameters.Count(IsId);
            foreach (var first in ids == 0 ? [""] : ids > 1 ? papers.Audits : papers.Ids)
            {
                foreach (var second in ids > 1 ? papers.Ids : [""]) yield return (AddressOf(endpoint.RoutePattern, first, second), rule);
            }
        }

        static bool IsId(RoutePatternParameterPart parameter) => parameter.ParameterPolicies.Any(policy => policy.Content is "guid");

        static string AddressOf(RoutePattern pattern, string first, string second)
        {
            var left = new Queue<string>([first, second]);
            return "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
            {
                RoutePatternLiteralPart literal => literal.Content,
                RoutePatternSeparatorPart separator => separator.Content,
                RoutePatternParameterPart id when IsId(id) => left.Dequeue(),
                RoutePatternParameterPart { Name: "table" } => "13",
                RoutePatternParameterPart { Name: "row" } => "offices",
                RoutePatternParameterPart { Name: "column" } => "none",
                RoutePatternParameterPart { Name: "format" } => "json",
                _ => throw new InvalidOperationException($"{pattern.RawText} has a part that this test cannot fill in."),
            }))));
        }
    }

    /// <summary>Three audits, full of words that nobody else may read: one on the spot, one with a draft before another office, one reported with a measure owed by that office.</summary>
    public sealed class Papers : IAsyncLifetime
    {
        public AuditCity City { get; } = new();

        /// <summary>The audits, and one that there is not.</summary>
        public IReadOnlyList<string> Audits { get; private set; } = [];

        /// <summary>One record of every kind, those of other audits, and an id that there is not.</summary>
        public IReadOnlyList<string> Ids { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            await City.InitializeAsync();
            using var auditor = await City.Staff.SignIn("kansa");
            var first = await Fill(auditor, "R8-1");
            var second = await Fill(auditor, "R8-2");
            var sent = await AuditCity.Found(auditor, second, "measures", City.Tourism, AuditCity.Secret);
            await AuditCity.Moved(await auditor.PostForm(await auditor.Open(sent), sent + "/send", ("replyBy.year", "R8"), ("replyBy.month", "4"), ("replyBy.day", "20")));
            await Report(auditor);
            await using var db = City.Staff.Open();
            Audits = [.. (await db.Set<Audit>().Select(audit => audit.Id).ToListAsync()).Select(id => id.Value.ToString()), Guid.Empty.ToString()];
            Ids = [.. await Records(), Guid.Empty.ToString()];
        }

        public ValueTask DisposeAsync() => City.DisposeAsync();

        /// <summary>All that the compartment holds, in one text for each table.</summary>
        public async Task<IReadOnlyList<string>> Fingerprint()
        {
            var tables = await Column("select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables where table_schema = 'audits' order by 1");
            return await Column(string.Join(" union all ", tables.Select(table => $"select '{table} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t")));
        }

        public async Task<IReadOnlyList<string>> TablesWithTheSecret()
        {
            var tables = await Column("select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')");
            var hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(AuditCity.Secret));
            return await Column(string.Join(" union all ", tables.Select(table => $"select '{table}' where exists (select 1 from {table} t where t::text like '%{AuditCity.Secret}%' or t::text like '%{hex}%')")));
        }

        private async Task<string> Fill(Browser auditor, string number)
        {
            var audit = await City.Planned(auditor, number);
            var entry = await City.Visited(auditor, audit);
            await AuditCity.Found(auditor, audit, "measures", City.Office, AuditCity.Secret);
            await AuditCity.Moved(await auditor.Post(audit + "/papers", ("kind", nameof(PaperKind.Note)), ("title", AuditCity.Secret), ("text", AuditCity.Secret), ("on.year", "R8"), ("on.month", "4"), ("on.day", "6")));
            await AuditCity.Moved(await auditor.Post(audit + "/hearings", ("office", City.Office.Value.ToString()), ("on.year", "R8"), ("on.month", "5"), ("on.day", number[^1..]), ("from", "10:00"), ("until", "11:00"), ("room", "第1会議室")));
            await using (var db = City.Staff.Open())
            {
                var hearing = await db.Set<Hearing>().OrderByDescending(one => one.On).FirstAsync();
                await AuditCity.Moved(await auditor.Post("/audits/hearings/" + hearing.Id.Value, ("notes", AuditCity.Secret)));
            }

            await AuditCity.Moved(await AuditCity.Attach(auditor, audit + "/evidence", $"{AuditCity.Secret}.txt", Encoding.UTF8.GetBytes(AuditCity.Secret), AuditCity.Collected(AuditCity.Secret)));
            Assert.Contains(AuditCity.Secret, (await auditor.Open(entry)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            return audit;
        }

        private async Task Report(Browser auditor)
        {
            var audit = await City.Planned(auditor, "R8-3");
            await City.Visited(auditor, audit);
            var finding = await AuditCity.Found(auditor, audit, "measures", City.Tourism, AuditCity.Secret);
            using var mori = await City.Staff.SignIn("mori");
            await AuditCity.Moved(await auditor.PostForm(await auditor.Open(finding), finding + "/send", ("replyBy.year", "R8"), ("replyBy.month", "4"), ("replyBy.day", "20")));
            await AuditCity.Moved(await mori.Post("/audits/inquiries/" + finding.Split('/')[^1], ("reply", nameof(FactReply.AsStated))));
            await AuditCity.Moved(await auditor.PostForm(await auditor.Open(finding), finding + "/settle", ("considered", AuditCity.Secret)));
            await AuditCity.Moved(await auditor.PostForm(await auditor.Open(audit), audit + "/freeze", ("sure", "yes")));
            await AuditCity.Moved(await auditor.PostForm(await auditor.Open(audit), audit + "/reported", ("on.year", "R8"), ("on.month", "4"), ("on.day", "6"), ("notice", "監査公表第3号")));
        }

        /// <summary>The first and the last id of every table that has one.</summary>
        private async Task<IReadOnlyList<string>> Records()
        {
            var tables = await Column("select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.columns where table_schema = 'audits' and column_name = 'id' and data_type = 'uuid' order by 1");
            return await Column(string.Join(" union ", tables.Select(table => $"select min(id::text) from {table} union select max(id::text) from {table}")));
        }

        private async Task<IReadOnlyList<string>> Column(string sql)
        {
            await using var source = NpgsqlDataSource.Create(City.Staff.Database.As(DatabaseRole.Owner));
            await using var command = source.CreateCommand(sql);
            await using var rows = await command.ExecuteReaderAsync();
            var values = new List<string>();
            while (await rows.ReadAsync())
            {
                if (!rows.IsDBNull(0)) values.Add(rows.GetString(0));
            }

            return values;
        }
    }
}
