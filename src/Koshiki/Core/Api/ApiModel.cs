using Koshiki.Core.Api.Calling;
using Koshiki.Core.Api.Tokens;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Api;

internal static class ApiModel
{
    private const string Schema = "api";

    public static void Build(ModelBuilder model)
    {
        model.Entity<ApiToken>(token =>
        {
            token.ToTable("token", Schema);
            token.HasKey(t => t.Id);
            token.HasIndex(t => t.Hash).IsUnique();
            token.HasIndex(t => new { t.Person, t.CreatedAt });
            token.Property(t => t.Hash).Secret();
            token.Property(t => t.LastUsedAt).NotLogged();
        });
        model.Entity<AnsweredRequest>(answered =>
        {
            answered.ToTable("answered_request", Schema).NotLogged();
            answered.HasKey(a => new { a.Token, a.Route, a.Key });
            answered.HasIndex(a => a.AnsweredAt);
        });
    }
}

internal static class ApiSets
{
    extension(CoreDb db)
    {
        public DbSet<ApiToken> ApiTokens => db.Set<ApiToken>();

        public DbSet<AnsweredRequest> AnsweredRequests => db.Set<AnsweredRequest>();
    }
}
