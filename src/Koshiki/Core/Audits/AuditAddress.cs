using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Core.Audits;

/// <summary>Where an audit's pages stand.</summary>
internal static class AuditAddress
{
    public const string List = "/audits/plans";

    public static string Of(AuditId audit) => $"{List}/{audit.Value}";

    public static string Name(Audit audit) => $"{audit.Number}　{audit.Plan.Title}";

    /// <summary>The way to a page within one audit.</summary>
    public static IReadOnlyList<Link> Trail(Audit audit, params Link[] further) => [new("監査の一覧", List), new(Name(audit), Of(audit.Id)), .. further];
}
