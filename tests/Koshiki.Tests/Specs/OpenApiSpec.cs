using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Koshiki.StandIns.Control;

namespace Koshiki.Tests.Specs;

/// <summary>One platform's OpenAPI description, against which recorded requests are checked.</summary>
public sealed class OpenApiSpec
{
    private readonly List<Operation> operations = [];

    private OpenApiSpec(IEnumerable<JsonNode> documents)
    {
        foreach (var document in documents)
        {
            foreach (var (path, item) in (JsonObject)document["paths"]!)
            {
                foreach (var (method, operation) in ((JsonObject)item!).Where(one => one.Value is JsonObject && one.Key != "parameters"))
                {
                    JsonNode[] parameters = [.. (item!["parameters"] as JsonArray ?? []).Concat(operation!["parameters"] as JsonArray ?? []).Select(one => one!)];
                    operations.Add(new Operation(method, path.Split('/'), parameters, operation["requestBody"], new JsonSchema(document)));
                }
            }
        }
    }

    /// <summary>What a request violates; empty when it is as described.</summary>
    public IReadOnlyList<string> Check(JournalEntry entry)
    {
        var path = entry.Path.Split('/');
        var operation = operations
            .Where(one => one.Method.Equals(entry.Method, StringComparison.OrdinalIgnoreCase) && one.Fits(path))
            .OrderByDescending(one => one.Path.Count(part => !part.StartsWith('{')))
            .FirstOrDefault();
        if (operation is null)
        {
            return [$"{entry.Method} {entry.Path} is not described"];
        }

        var violations = new List<string>();
        CheckParameters(operation, entry, path, violations);
        CheckBody(operation, entry, violations);
        return violations;
    }

    internal static OpenApiSpec Load(params string[] files) => new(files.Select(YamlDocument.Load));

    private static void CheckParameters(Operation operation, JournalEntry entry, string[] path, List<string> violations)
    {
        var query = RecordedForm.Query(entry);
        var known = operation.Parameters.Select(operation.Schema.Resolve).ToArray();
        foreach (var parameter in known)
        {
            var name = parameter["name"]!.GetValue<string>();
            var value = parameter["in"]!.GetValue<string>() switch
            {
                "header" => entry.Headers.GetValueOrDefault(name),
                "query" => query.GetValueOrDefault(name),
                "path" => path[Array.IndexOf(operation.Path, "{" + name + "}")],
                _ => null,
            };
            if (value is not null)
            {
                operation.Schema.Check(parameter["schema"]!, operation.Typed(parameter["schema"]!, value), name, violations);
            }
            else if (parameter["required"]?.GetValue<bool>() == true && parameter["in"]!.GetValue<string>() != "header")
            {
                violations.Add($"{name}: is missing in the address");
            }
        }

        // X's prose documents tweet.fields (PLATFORMS.md, line 100); its description 2.167 calls the same parameter post.fields.
        violations.AddRange(query.Keys
            .Select(name => name == "tweet.fields" ? "post.fields" : name)
            .Where(name => !known.Any(one => one["in"]!.GetValue<string>() == "query" && one["name"]!.GetValue<string>() == name))
            .Select(name => $"{name}: is not known in the address"));
    }

    private static void CheckBody(Operation operation, JournalEntry entry, List<string> violations)
    {
        if (operation.Body is null)
        {
            return;
        }

        var content = (JsonObject)operation.Schema.Resolve(operation.Body)["content"]!;
        var type = (entry.Headers.GetValueOrDefault("Content-Type") ?? "").Split(';')[0].Trim();
        if (content[type]?["schema"] is not { } schema)
        {
            violations.Add($"the body is {(type.Length == 0 ? "without a type" : type)} and should be {string.Join(" or ", content.Select(one => one.Key))}");
            return;
        }

        if (type == "multipart/form-data")
        {
            var properties = operation.Schema.Resolve(schema)["properties"];
            var body = new JsonObject(RecordedForm.Body(entry).Select(field => KeyValuePair.Create(
                field.Key,
                properties?[field.Key] is { } property ? (JsonNode?)JsonNode.Parse(operation.Typed(property, field.Value).GetRawText()) : JsonValue.Create(field.Value))));
            operation.Schema.Check(schema, JsonElement.Parse(body.ToJsonString()), "body", violations);
            return;
        }

        try
        {
            operation.Schema.Check(schema, entry.BodyJson, "body", violations);
        }
        catch (JsonException)
        {
            violations.Add("the body is not JSON");
        }
    }

    private sealed record Operation(string Method, string[] Path, JsonNode[] Parameters, JsonNode? Body, JsonSchema Schema)
    {
        public bool Fits(string[] path) => path.Length == Path.Length && Path.Zip(path).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);

        /// <summary>Text of an address or a form as the type that the schema asks for.</summary>
        public JsonElement Typed(JsonNode schema, string text)
        {
            var resolved = Schema.Resolve(schema);
            JsonNode? value = resolved["type"]?.GetValue<string>() switch
            {
                "integer" or "number" when decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
                "boolean" when bool.TryParse(text, out var truth) => JsonValue.Create(truth),
                "array" => new JsonArray([.. text.Split(',').Select(one => JsonNode.Parse(Typed(resolved["items"]!, one).GetRawText()))]),
                _ => JsonValue.Create(text),
            };
            return JsonElement.Parse(value!.ToJsonString());
        }
    }
}
