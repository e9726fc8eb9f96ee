using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Media;

/// <summary>The authorisation table's answers, asked of a picture; and the tables of pictures.</summary>
public static class MediaRights
{
    extension(CoreDb db)
    {
        public DbSet<MediaItem> MediaItems => db.Set<MediaItem>();

        public DbSet<MediaVariant> MediaVariants => db.Set<MediaVariant>();
    }

    /// <summary>The pictures that the person may see: all of the government, or for a contractor his own.</summary>
    public static IQueryable<MediaItem> VisibleTo(this IQueryable<MediaItem> items, Me me)
    {
        switch (me.ScopeOf(Act.ReadMedia))
        {
            case Scope.Government:
                return items;
            case Scope.Limited limited:
                var offices = limited.Offices.ToArray();
                return items.Where(m => m.AddedBy == me.Id || offices.Contains(m.Office));
            default:
                return items.Where(_ => false);
        }
    }

    /// <summary>Staff add for their office, a contractor for the office of his contract.</summary>
    public static bool MayAddFor(this Me me, OfficeId office)
    {
        ArgumentNullException.ThrowIfNull(me);
        return me.May(Act.AddMedia, office) || (me.May(Act.AddMedia) && me.Roles.Any(r => r.Office == office && AuthorizationTable.For(Act.AddMedia, r.Role) is not null));
    }
}
