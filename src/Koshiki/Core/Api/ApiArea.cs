using Koshiki.Core.Api.Calling;
using Koshiki.Core.Api.Posts;
using Koshiki.Core.Api.Reading;
using Koshiki.Core.Api.Tokens;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation.Web.Serving;

namespace Koshiki.Core.Api;

/// <summary>All that the staff host needs to know of the REST API. Z4.</summary>
internal static class ApiArea
{
    public const string Root = "/api/v1";

    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton(_ => ApiVocabulary.Words);
        services.AddScoped<IWayIn, BearerToken>();
        services.AddScoped<IssueTokenHandler>();
        services.AddScoped<RevokeTokenHandler>();
        services.AddScoped<Once>();
    }

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        TokenPages.Map(app);

        var api = app.MapGroup(Root).WithoutFormToken().WithMetadata(ApiBody.Limit).AddEndpointFilter(StorableText.RefuseQuery);
        api.MapGet("/openapi.json", ApiDescription.Show).OpenToAnyone("it describes the program, not the installation");
        api.MapPost("/posts", PostEndpoints.Create).Requires(Act.WritePosts).NeedsScope(TokenScopes.WritePosts);
        api.MapGet("/posts/{id:guid}", PostEndpoints.Show).Requires(Act.ReadPosts).NeedsScope(TokenScopes.ReadPosts);
        api.MapPost("/posts/{id:guid}/submit", PostEndpoints.Submit).Requires(Act.WritePosts).NeedsScope(TokenScopes.WritePosts);
        // Whose word is asked for is the route's matter: the handler knows, as for the pages.
        api.MapPost("/posts/{id:guid}/approve", PostEndpoints.Approve).Requires(Act.ReadPosts).NeedsScope(TokenScopes.ApprovePosts);
        api.MapPost("/posts/{id:guid}/return", PostEndpoints.Return).Requires(Act.ReadPosts).NeedsScope(TokenScopes.ApprovePosts);
        api.MapPost("/posts/{id:guid}/withdraw", PostEndpoints.Withdraw).Requires(Act.ReadPosts).NeedsScope(TokenScopes.WritePosts);
        api.MapGet("/accounts", ListEndpoints.Accounts).Requires(Act.ReadAccounts).NeedsScope(TokenScopes.ReadAccounts);
        api.MapGet("/segments/count", SegmentEndpoints.Count).Requires(Act.ReadSegments).NeedsScope(TokenScopes.ReadSegments);
        api.MapGet("/deliveries", ListEndpoints.Deliveries).Requires(Act.ReadDeliveries).NeedsScope(TokenScopes.ReadDeliveries);
    }
}
