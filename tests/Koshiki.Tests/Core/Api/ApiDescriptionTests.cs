using System.Text.Json;
using Koshiki.Core.Accounts;
using Koshiki.Core.Api;
using Koshiki.Core.Api.Calling;
using Koshiki.Core.Api.Tokens;
using Koshiki.Core.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Api;

public sealed class ApiDescriptionTests : ApiTestBase
{
    [Fact]
    public async Task Z4_the_description_names_every_endpoint_with_its_scope_and_no_other()
    {
        using var anyone = new Caller(City.Address, null);
        var document = (await anyone.Get("/openapi.json")).Body;

        var described = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name} {operation.Value.GetProperty("x-scope").GetString()}"));

        Assert.Equal("3.1.0", document.GetProperty("openapi").GetString());
        Assert.Equal(Endpoints().Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Z4_every_reference_of_the_description_leads_somewhere()
    {
        using var anyone = new Caller(City.Address, null);
        var document = (await anyone.Get("/openapi.json")).Body;

        var lost = References(document).Where(reference => !reference[2..].Split('/').Aggregate((JsonElement?)document, (at, name) =>
            at is { ValueKind: JsonValueKind.Object } node && node.TryGetProperty(name, out var next) ? next : null).HasValue);

        Assert.Empty(lost);
    }

    [Fact]
    public async Task Z4_the_description_says_what_is_taken_and_what_an_account_answers()
    {
        using var anyone = new Caller(City.Address, null);
        var document = (await anyone.Get("/openapi.json")).Body;
        var schemas = document.GetProperty("components").GetProperty("schemas");

        var bodies = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Where(operation => operation.Value.TryGetProperty("requestBody", out _))
            .Select(operation => operation.Value.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"))
            .Select(schema => schema.TryGetProperty("$ref", out _) ? schemas.GetProperty("NewPost") : schema);

        Assert.All(bodies, schema => Assert.False(schema.GetProperty("additionalProperties").GetBoolean()));
        Assert.Equal(
            Enum.GetNames<ConnectionState>().Select(JsonNamingPolicy.CamelCase.ConvertName),
            schemas.GetProperty("Account").GetProperty("properties").GetProperty("connection").GetProperty("enum").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal(Post.LongestTitle, schemas.GetProperty("NewPost").GetProperty("properties").GetProperty("title").GetProperty("maxLength").GetInt32());
        Assert.Contains($"{ApiBody.Limit.Kibibytes} KiB", document.GetProperty("info").GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    private IEnumerable<string> Endpoints() =>
        from endpoint in City.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let scope = endpoint.Metadata.GetMetadata<NeededScope>()
        where scope is not null
        let path = endpoint.RoutePattern.RawText!.Replace(ApiArea.Root, "", StringComparison.Ordinal).Replace(":guid", "", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        select $"{method} {path} {scope.Scope}";

    private static IEnumerable<string> References(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(property => property.Name == "$ref" ? [property.Value.GetString()!] : References(property.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
