using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts;

/// <summary>The questions that are asked of the register.</summary>
public static class AccountQueries
{
    extension(CoreDb db)
    {
        /// <summary>The accounts that whoever asks may see: all, or those named in his posting.</summary>
        public IQueryable<Account> AccountsVisibleTo(Me me)
        {
            ArgumentNullException.ThrowIfNull(me);
            switch (me.ScopeOf(Act.ReadAccounts))
            {
                case Scope.Government: return db.Accounts.AsNoTracking();
                case Scope.Limited limited:
                    var (offices, keys) = (limited.Offices.ToArray(), limited.Accounts.ToArray());
                    return db.Accounts.AsNoTracking().Where(account => offices.Contains(account.Office) || keys.Contains(account.Key));
                default: return db.Accounts.AsNoTracking().Where(account => false);
            }
        }
    }

    /// <summary>Those that hold every word of the text, in any width or kana; a handle with its @ or without.</summary>
    public static IQueryable<Account> Found(this IQueryable<Account> accounts, string text)
    {
        var key = SearchKey.Of(text).WithoutAt;
        var bigrams = key.Bigrams;
        if (bigrams.Length > 0) accounts = accounts.Where(account => bigrams.All(bigram => account.SearchBigrams.Contains(bigram)));
        foreach (var word in key.Words) accounts = accounts.Where(account => account.SearchText.Contains(word));
        return accounts;
    }
}
