using Koshiki.Edge.PublicSite.Signing;
using Koshiki.Foundation.Keys;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.PublicSite;

internal static class PublicSiteModel
{
    public const string Schema = "public_site";
    public const string Table = "publication";

    public static void Build(ModelBuilder model)
    {
        model.Entity<Publication>(publication =>
        {
            publication.ToTable(Table, Schema);
            publication.HasKey(p => p.Part);
        });
        model.Entity<SigningKey>(key =>
        {
            key.ToTable("signing_key", Schema);
            key.HasKey(k => k.Id);
            key.Property(k => k.Private).WrappedAs(SigningKey.WrappedIn("{id}"));
            // Two nodes that start at once must not both make the key of today.
            key.HasIndex(k => k.Current).IsUnique().HasFilter("current");
        });
    }
}
