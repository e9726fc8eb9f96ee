using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;
using Koshiki.Exchange;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Queues;

namespace Koshiki.Edge.PublicSite.Listing;

/// <summary>The list for programs: JSON, CSV and an Atom feed of what was opened and retired.</summary>
internal static class ListFiles
{
    /// <summary>The newest entries a feed carries.</summary>
    private const int FeedLength = 50;

    private const string AtomNamespace = "http://www.w3.org/2005/Atom";

    /// <summary>The header of the whole list's answer that carries its signature, so that both are of one edition.</summary>
    private const string SignatureHeader = "X-JWS-Signature";

    /// <summary>The whole list comes with its signature.</summary>
    public static IResult Json(HttpContext context, Edition edition, ListQuery query)
    {
        var whole = query with { Page = 1 } == ListQuery.All;
        if (whole && edition.ListSignature is { } signature) context.Response.Headers[SignatureHeader] = signature;
        return TypedResults.Bytes(whole ? edition.ListFile : JsonOf(edition, query), MediaTypeNames.Application.Json + "; charset=utf-8");
    }

    public static byte[] JsonOf(Edition edition, ListQuery query) => JsonSerializer.SerializeToUtf8Bytes(
        new ListDocument(edition.Government, edition.Number, edition.PublishedAt, edition.Day, [.. query.In(edition).Select(Entry)]), MessageJson.Options);

    /// <summary>UTF-8 with its mark, so that a spreadsheet opens it rightly.</summary>
    public static async Task<IResult> Csv(Edition edition, ListQuery query, CancellationToken ct)
    {
        var words = PublicWords.Japanese;
        string[] header = [words.Key, words.Name, words.Platform, words.Handle, words.Address, words.Department, words.Office, words.Operator, words.Purpose, words.OpenedOn, words.RetiredOn];
        using var memory = new MemoryStream();
        await CsvExport.Write(memory, header, query.In(edition).Select(Row), ct);
        return TypedResults.Bytes(memory.ToArray(), MediaTypeNames.Text.Csv + "; charset=utf-8", "official-accounts.csv");
    }

    /// <param name="site">The public host's own address; a feed names itself in full.</param>
    /// <remarks>Source: RFC 4287. An account has one entry, whose date moves when it is retired.</remarks>
    public static IResult Atom(Edition edition, ListQuery query, Uri site)
    {
        var published = edition.PublishedAt ?? DateTimeOffset.UnixEpoch;
        var entries = query.In(edition).Select(listed => (listed, At: ChangedAt(listed))).OrderByDescending(entry => entry.At).Take(FeedLength).ToList();
        using var memory = new MemoryStream();
        using (var xml = XmlWriter.Create(memory, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = false }))
        {
            xml.WriteStartElement("feed", AtomNamespace);
            xml.WriteAttributeString("xml", "lang", null, "ja");
            Element(xml, "title", PublicWords.Fill(PublicWords.Japanese.FeedTitle, edition.Government));
            Element(xml, "id", Absolute(site, "/public/accounts"));
            Element(xml, "updated", Instant(entries.Select(entry => entry.At).Append(published).Max()));
            Link(xml, "self", Absolute(site, query.Address("/public/accounts.atom")));
            Link(xml, "alternate", Absolute(site, query.Address("/public/accounts")));
            xml.WriteStartElement("author", AtomNamespace);
            Element(xml, "name", edition.Government ?? "");
            xml.WriteEndElement();
            foreach (var (listed, at) in entries) WriteEntry(xml, listed, at, site);
            xml.WriteEndElement();
        }

        return TypedResults.Bytes(memory.ToArray(), "application/atom+xml; charset=utf-8");
    }

    private static void WriteEntry(XmlWriter xml, ListedAccount listed, DateTimeOffset at, Uri site)
    {
        var account = listed.Account;
        var words = PublicWords.Japanese;
        xml.WriteStartElement("entry", AtomNamespace);
        Element(xml, "title", PublicWords.Fill(listed switch { { Ending: true } => words.FeedEnding, { Retired: true } => words.FeedRetired, _ => words.FeedOpened }, account.Name, AccountTables.PlatformName(listed)));
        Element(xml, "id", Absolute(site, listed.Path));
        Element(xml, "updated", Instant(at));
        Link(xml, "alternate", Absolute(site, listed.Path));
        Element(xml, "summary", $"{account.Department} {account.Office} {account.Address}");
        xml.WriteEndElement();
    }

    /// <summary>The entry's own day, whichever publication tells it; of an account whose opening day nobody knows, long ago: it is never news.</summary>
    private static DateTimeOffset ChangedAt(ListedAccount listed) =>
        (listed.Retired ? listed.Account.RetiredOn : listed.Account.OpenedOn)?.Beginning ?? DateTimeOffset.UnixEpoch;

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, AtomNamespace, text);

    private static void Link(XmlWriter xml, string relation, string href)
    {
        xml.WriteStartElement("link", AtomNamespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", href);
        xml.WriteEndElement();
    }

    private static string Absolute(Uri site, string path) => site.GetLeftPart(UriPartial.Authority) + path;

    private static string Instant(DateTimeOffset at) => XmlConvert.ToString(at.ToUniversalTime());

    private static string?[] Row(ListedAccount listed) =>
    [
        listed.Account.Key, listed.Account.Name, AccountTables.PlatformName(listed), listed.Account.Handle, listed.Account.Address, listed.Account.Department,
        listed.Account.Office, listed.Account.Operator, listed.Account.Purpose, listed.Account.OpenedOn?.Iso, listed.Account.RetiredOn?.Iso,
    ];

    private static ListEntry Entry(ListedAccount listed) => new(
        listed.Account.Key, listed.Retired ? "retired" : "active", listed.PlatformKey, AccountTables.PlatformName(listed), listed.Account.Name, listed.Account.Handle,
        listed.Account.Address, listed.Account.Department, listed.Account.Office, listed.Account.Operator, listed.Account.Purpose, listed.Account.OpenedOn, listed.Account.RetiredOn,
        listed.Account.PermanentId, listed.Account.Former ?? []);

    /// <param name="AsOf">The day for which the states were judged.</param>
    private sealed record ListDocument(string? Government, long Number, DateTimeOffset? PublishedAt, DateOnly AsOf, IReadOnlyList<ListEntry> Accounts);

    /// <param name="Status"><c>active</c> or <c>retired</c>.</param>
    /// <param name="Platform">The platform's key, such as <c>line</c>.</param>
    private sealed record ListEntry(
        string Key, string Status, string Platform, string PlatformName, string Name, string? Handle, string Address, string Department, string Office,
        [property: JsonPropertyName("operator")] string OperatedBy, string? Purpose, DateOnly? OpenedOn, DateOnly? RetiredOn,
        string? PermanentId, IReadOnlyList<FormerAppearance> Former);
}
