using System.Security.Cryptography;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Importing;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Audits.Measuring;
using Koshiki.Core.Audits.Reporting;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Figures;
using Koshiki.Foundation.Japanese;
using Koshiki.Tests.Core.Publishing;
using Koshiki.Tests.Fixtures;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace Koshiki.Tests.Core.Audits;

/// <summary>The report of the published audit's register and fieldwork, as files, and what stands behind each of its figures.</summary>
public sealed class AuditReportTests(AuditReportTests.Published published) : IClassFixture<AuditReportTests.Published>
{
    [Fact]
    public async Task J6_the_word_file_is_valid_with_native_charts_right_aligned_numbers_and_one_page_number_field()
    {
        var bytes = ReportFiles.Word(await published.Report(ReportEdition.Internal));

        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error => $"{error.Path?.XPath} {error.Description}"));
        var main = document.MainDocumentPart!;
        var charts = main.ChartParts.ToList();
        Assert.Equal(Programme.Ehime.Tables.Count(table => table.Chart.Count > 0), charts.Count);
        Assert.All(charts, chart =>
        {
            Assert.NotNull(chart.EmbeddedPackagePart);
            Assert.All(chart.ChartSpace.Descendants<C.BarChartSeries>(), series => Assert.NotNull(series.ChartShapeProperties?.GetFirstChild<DocumentFormat.OpenXml.Drawing.SolidFill>()));
        });
        var table13 = main.Document.Body!.Descendants<Table>().Single(table => table.Descendants<TableRow>().First().InnerText.StartsWith("区分所属長の承認", StringComparison.Ordinal));
        Assert.All(table13.Descendants<TableRow>().SelectMany(row => row.Elements<TableCell>().Skip(1)), cell => Assert.Equal("CellNumber", cell.Descendants<ParagraphStyleId>().Single().Val!.Value));
        Assert.Single(main.FooterParts);
        Assert.Single(main.Document.Body!.Descendants<TitlePage>());
    }

    [Fact]
    public async Task J6_J9_it_has_cover_letter_contents_numbered_chapters_and_appendix_with_the_sentence_before_each_table()
    {
        var report = await published.Report(ReportEdition.Internal);

        Assert.Equal(["第1　監査の概要", "第2　調査の結果", "第3　監査の結果", "第4　措置の状況", "第5　付録"], report.Blocks.OfType<ReportBlock.Heading>().Where(heading => heading.Level == 1).Select(heading => heading.Text));
        Assert.Equal(["愛光県議会議長　様", "愛光県知事　様"], report.Letter.To);
        Assert.Equal("地方自治法第199条第2項により監査を行い、地方自治法第199条第9項の規定により監査の結果に関する報告を決定したので、提出します。", report.Letter.Words[0]);
        Assert.Contains(("措置の通知の期限", "令和4年3月31日"), report.Letter.Items);
        using var document = WordprocessingDocument.Open(new MemoryStream(ReportFiles.Word(report)), false);
        var text = document.MainDocumentPart!.Document.Body!.Elements<Paragraph>().Select(line => line.InnerText).ToList();
        var table13 = text.FindIndex(line => line.StartsWith("表13　", StringComparison.Ordinal));
        Assert.Equal("　承認又は事前承認を行っているのは57所属（90.5％）で、どちらも行っていないのは6所属（9.5％）である。", text[table13 - 1]);
        Assert.Contains(text, line => line.StartsWith("（注）", StringComparison.Ordinal) && line.Contains("四捨五入", StringComparison.Ordinal));
        Assert.True(text.FindIndex(line => line == "監査の結果に関する報告の提出について") < text.FindIndex(line => line == "目次"));
    }

    [Fact]
    public async Task J6_the_published_edition_names_no_office_not_even_in_what_auditors_wrote()
    {
        var report = await published.Report(ReportEdition.Published);

        var text = Browser.Parse(Encoding.UTF8.GetString(await ReportFiles.Html(report))).QuerySelector("main")!.TextContent;
        Assert.Contains("Ａ所属では、3件に承認の記録がなかった。", text, StringComparison.Ordinal);
        Assert.DoesNotContain(published.OfficeName, text, StringComparison.Ordinal);
        Assert.DoesNotContain(published.OtherName, text, StringComparison.Ordinal);
        Assert.DoesNotContain("ひらがなで書く", text, StringComparison.Ordinal);
        Assert.Empty(report.Letter.To);
    }

    [Fact]
    public async Task J9_residents_read_what_is_published_without_the_names_of_offices_from_the_day_of_the_report()
    {
        await using var db = published.Open();
        var notices = new AuditNotices(db);

        Assert.Empty(await notices.On(new DateOnly(2022, 1, 19), default));
        var notice = Assert.Single(await notices.On(new DateOnly(2022, 1, 20), default));

        Assert.Equal((PublicDocumentKind.AuditNotice, "公式アカウントの運用（取込-1）"), (notice.Kind, notice.Title));
        Assert.Equal(["監査のあらまし", "承認の記録（口頭指摘、Ａ所属）"], notice.Sections.Select(section => section.Heading));
        Assert.StartsWith("Ａ所属では、3件に承認の記録がなかった。", notice.Sections[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(notice.Sections, section => section.Text.Contains(published.OfficeName, StringComparison.Ordinal) || section.Text.Contains(published.OtherName, StringComparison.Ordinal) || section.Text.Contains("口頭で伝えた。", StringComparison.Ordinal));
    }

    [Fact]
    public async Task J6_the_same_snapshot_gives_the_same_bytes_of_figures_whatever_becomes_of_the_register()
    {
        var before = Figures(ReportFiles.Word(await published.Report(ReportEdition.Internal)));
        await using (var db = published.Open()) await db.Accounts.Where(account => account.Key == "A002" || account.Key == "A003").ExecuteDeleteAsync();

        var after = Figures(ReportFiles.Word(await published.Report(ReportEdition.Internal)));

        Assert.True(before.Count > 30, $"Only {before.Count} parts.");
        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task J2_behind_every_figure_of_every_table_stand_as_many_records_as_it_says(bool fromRegister)
    {
        await using var db = published.Open();
        var audit = await db.Set<Audit>().SingleAsync();
        var tables = await AuditTables.Of(db, audit, null, DateTimeOffset.UtcNow, default);
        var live = fromRegister ? await RegisterSnapshot.Take(db, tables.Snapshot.AsOf, default) : tables.Snapshot;

        var figures = 0;
        foreach (var table in Programme.Ehime.Tables.Select(recipe => RecipeRun.Run(recipe, live)))
        {
            foreach (var row in table.Rows)
            {
                foreach (var (at, cell) in row.Cells.Index())
                {
                    var behind = await RecordsBehind.Of(TablePlace.Register(table.AsOf), table, row.Key, table.Columns[at].Key, fromRegister ? null : tables.Programme.Checklist, db, default);
                    if (cell is Figure.NotApplicable) Assert.Null(behind);
                    else Assert.Equal((table.Key, row.Key, table.Columns[at].Key, Number(cell), Number(cell)), (table.Key, row.Key, table.Columns[at].Key, behind!.Lines, behind.Number));
                    figures++;
                }
            }
        }

        Assert.True(figures > 250, $"Only {figures} figures.");

        static int Number(Figure cell) => cell switch { Figure.Count count => count.Value, Figure.Share share => share.Behind.Number, _ => 0 };
    }

    /// <summary>The hash of each chart and of each cell sheet in a Word file, in their order.</summary>
    private static List<string> Figures(byte[] word)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(word), false);
        var hashes = new List<string>();
        foreach (var chart in document.MainDocumentPart!.ChartParts.OrderBy(part => part.ChartSpace.InnerText, StringComparer.Ordinal))
        {
            hashes.Add(HashOf(chart));
            using var cells = SpreadsheetDocument.Open(chart.EmbeddedPackagePart!.GetStream(), false);
            hashes.AddRange(cells.WorkbookPart!.WorksheetParts.Select(HashOf));
        }

        return hashes;

        static string HashOf(OpenXmlPart part)
        {
            using var content = part.GetStream();
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }
    }

    /// <summary>The published register and fieldwork with two findings, frozen and reported.</summary>
    public sealed class Published : IAsyncLifetime
    {
        private static readonly DateTimeOffset Now = new DateOnly(2022, 1, 20).At(new TimeOnly(10, 0));
        private TestDatabase database = null!;

        public string OfficeName { get; private set; } = "";

        /// <summary>Of an office whose only finding is not published.</summary>
        public string OtherName { get; private set; } = "";

        public CoreDb Open() => database.OpenCore();

        public async ValueTask InitializeAsync()
        {
            database = await TestDatabase.Create();
            await using var db = Open();
            Assert.True((await new ImportOfficesHandler(db, TimeProvider.System).Handle(new ImportOffices("offices.csv", Fixture.Bytes("ehime-2021/offices.csv"), false), default)).Succeeded);
            Assert.True((await new ImportAccountsHandler(db, TimeProvider.System).Handle(new ImportAccounts("accounts.csv", Fixture.Bytes("ehime-2021/accounts.csv"), false), default)).Succeeded);
            Assert.True((await new ImportFieldworkHandler(db, TimeProvider.System).Handle(new ImportFieldwork("fieldwork.csv", Fixture.Bytes("ehime-2021/fieldwork.csv"), false, null, "監査 太郎"), default)).Succeeded);
            var audit = await db.Set<Audit>().SingleAsync();
            Assert.True(audit.Change(audit.Plan with
            {
                Title = "公式アカウントの運用", Theme = "運用の状況", Bases = [new LegalBasis("地方自治法", "第199条第2項", new DateOnly(2020, 4, 1), null)], Recipients = "愛光県議会議長、愛光県知事", ReplyBy = new DateOnly(2022, 3, 31),
            }).Succeeded);
            var offices = await db.OfficesOn(audit.Plan.ReferenceDay!.Value).OrderBy(one => one.Code).Take(2).ToListAsync();
            (OfficeName, OtherName) = (offices[0].Name, offices[1].Name);
            foreach (var (number, office, grade, facts) in new[] { (1, offices[0], "oral", $"{OfficeName}では、3件に承認の記録がなかった。{OtherName}の様式に改める。"), (2, offices[1], "minor", "ひらがなで書くところがあった。") })
            {
                var finding = AuditFinding.Write(audit.Id, number, office.Id, office.Name, FindingContent.Empty with { Grade = grade, Title = "承認の記録", Facts = facts, Rule = "要領", Clause = "2-5(3)イ" }, "監査 太郎", Now);
                Assert.True(finding.Settle("口頭で伝えた。", mustBeConfirmed: false, null, Now).Succeeded);
                db.Add(finding);
            }

            await db.SaveChangesAsync();
            var frozen = FrozenAudit.Of(audit.Id, await AuditTables.Of(db, audit, null, Now, default), Now);
            Assert.True(audit.Freeze(frozen.Sha256, Sample.Takahashi, Now).Succeeded);
            Assert.True(audit.Report(Now.DayInJapan, "監査公表第1号").Succeeded);
            db.Add(frozen);
            await db.SaveChangesAsync();
        }

        public async Task<AuditReport> Report(ReportEdition edition)
        {
            var settings = Koshiki.Foundation.Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Koshiki:Database"] = database.As(Koshiki.Foundation.Database.DatabaseRole.Core), ["Koshiki:Government"] = "愛光県", ["Koshiki:MasterKeyFile"] = "/nowhere/master.key", ["Koshiki:StaffUrl"] = "http://127.0.0.1:0" }).Build());
            await using var db = Open();
            return await new ReportBuilder(db, settings, TimeProvider.System).Build(await db.Set<Audit>().AsNoTracking().SingleAsync(), edition, default);
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
