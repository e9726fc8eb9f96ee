using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.PublicSite;

internal static class PublicSiteModel
{
    public const string Schema = "public_site";
    public const string ListTable = "published_list";

    public static void Build(ModelBuilder model) => model.Entity<PublishedList>(list =>
    {
        list.ToTable(ListTable, Schema);
        list.HasKey(l => l.Id);
        list.Property(l => l.Id).ValueGeneratedNever();
    });
}
