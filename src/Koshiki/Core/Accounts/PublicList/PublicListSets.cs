namespace Koshiki.Core.Accounts.PublicList;

public static class PublicListSets
{
    extension(CoreDb db)
    {
        /// <summary>Has the official list made anew after this save, because residents may see something else now.</summary>
        public void RenewPublicList() => db.Set<ListDue>().Add(new ListDue { Id = Guid.CreateVersion7() });
    }
}
