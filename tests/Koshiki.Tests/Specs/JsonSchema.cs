using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Koshiki.Tests.Specs;

/// <summary>The part of JSON Schema that OpenAPI descriptions of the platforms use.</summary>
/// <param name="document">The whole description, in which references are looked up.</param>
internal sealed class JsonSchema(JsonNode document)
{
    /// <summary>Adds what a value violates, each with the place of the fault.</summary>
    public void Check(JsonNode schema, JsonElement value, string place, List<string> violations) =>
        Check(schema, value, place, violations, chooseSubtype: true);

    /// <summary>Follows a reference such as #/components/schemas/Message.</summary>
    public JsonNode Resolve(JsonNode node)
    {
        while (node is JsonObject && node["$ref"]?.GetValue<string>() is { } reference)
        {
            node = reference.TrimStart('#', '/').Split('/').Aggregate(document, (at, name) => at[name]!);
        }

        return node;
    }

    /// <param name="chooseSubtype">
    /// False inside a subtype's allOf: there the base with its discriminator is only the base. LINE's bases have a mapping and no oneOf,
    /// so that the type itself must choose the subtype (PLATFORMS.md section 6).
    /// </param>
    private void Check(JsonNode given, JsonElement value, string place, List<string> violations, bool chooseSubtype)
    {
        var schema = Resolve(given);
        if (value.ValueKind == JsonValueKind.Null && schema["nullable"]?.GetValue<bool>() == true)
        {
            return;
        }

        if (chooseSubtype && schema["discriminator"] is { } discriminator && discriminator["mapping"] is JsonObject mapping)
        {
            CheckSubtype(discriminator["propertyName"]!.GetValue<string>(), mapping, value, place, violations);
            return;
        }

        foreach (var part in schema["allOf"] as JsonArray ?? [])
        {
            Check(part!, value, place, violations, chooseSubtype: false);
        }

        CheckAlternatives(schema, value, place, violations);
        CheckType(schema, value, place, violations);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, place, violations);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, place, violations);
                break;
            case JsonValueKind.String:
                CheckString(schema, value.GetString()!, place, violations);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value.GetDecimal(), place, violations);
                break;
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => one?.ToString() == value.ToString()))
        {
            violations.Add($"{place}: {value} is none of {string.Join(", ", allowed)}");
        }
    }

    private void CheckSubtype(string property, JsonObject mapping, JsonElement value, string place, List<string> violations)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(property, out var type))
        {
            violations.Add($"{place}: {property} is missing");
        }
        else if (type.ValueKind != JsonValueKind.String || mapping[type.GetString()!] is not { } subtype)
        {
            violations.Add($"{place}.{property}: {type} is none of {string.Join(", ", mapping.Select(one => one.Key))}");
        }
        else
        {
            Check(new JsonObject { ["$ref"] = subtype.GetValue<string>() }, value, place, violations, chooseSubtype: false);
        }
    }

    private void CheckAlternatives(JsonNode schema, JsonElement value, string place, List<string> violations)
    {
        foreach (var word in (string[])["oneOf", "anyOf"])
        {
            if (schema[word] is JsonArray alternatives)
            {
                var fitting = alternatives.Count(one =>
                {
                    var faults = new List<string>();
                    Check(one!, value, place, faults, chooseSubtype: true);
                    return faults.Count == 0;
                });
                if (fitting == 0 || (word == "oneOf" && fitting > 1))
                {
                    violations.Add($"{place}: fits {fitting} of the {alternatives.Count} alternatives");
                }
            }
        }
    }

    private static void CheckType(JsonNode schema, JsonElement value, string place, List<string> violations)
    {
        var type = schema["type"]?.GetValue<string>();
        var fits = type switch
        {
            null => true,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            _ => false,
        };
        if (!fits)
        {
            violations.Add($"{place}: is {value.ValueKind} and should be {type}");
        }
    }

    private void CheckObject(JsonNode schema, JsonElement value, string place, List<string> violations)
    {
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(one => one!.GetValue<string>()))
        {
            if (!value.TryGetProperty(name, out _))
            {
                violations.Add($"{place}.{name}: is missing");
            }
        }

        foreach (var property in value.EnumerateObject())
        {
            if (schema["properties"]?[property.Name] is { } known)
            {
                Check(known, property.Value, $"{place}.{property.Name}", violations, chooseSubtype: true);
            }
            else if (schema["additionalProperties"] is JsonValue more && more.TryGetValue(out bool allowed) && !allowed)
            {
                violations.Add($"{place}.{property.Name}: is not known");
            }
            else if (schema["additionalProperties"] is JsonObject rest)
            {
                Check(rest, property.Value, $"{place}.{property.Name}", violations, chooseSubtype: true);
            }
        }
    }

    private void CheckArray(JsonNode schema, JsonElement value, string place, List<string> violations)
    {
        var length = value.GetArrayLength();
        if (length < (schema["minItems"]?.GetValue<decimal>() ?? 0) || length > (schema["maxItems"]?.GetValue<decimal>() ?? decimal.MaxValue))
        {
            violations.Add($"{place}: has {length} items, allowed are {schema["minItems"] ?? 0} to {schema["maxItems"]}");
        }

        if (schema["items"] is { } items)
        {
            var number = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(items, item, $"{place}[{number++}]", violations, chooseSubtype: true);
            }
        }
    }

    private static void CheckString(JsonNode schema, string value, string place, List<string> violations)
    {
        if (value.Length < (schema["minLength"]?.GetValue<decimal>() ?? 0) || value.Length > (schema["maxLength"]?.GetValue<decimal>() ?? decimal.MaxValue))
        {
            violations.Add($"{place}: has {value.Length} characters, allowed are {schema["minLength"] ?? 0} to {schema["maxLength"]}");
        }

        if (schema["pattern"]?.GetValue<string>() is { } pattern && !Regex.IsMatch(value, pattern))
        {
            violations.Add($"{place}: does not match {pattern}");
        }

        var fits = schema["format"]?.GetValue<string>() switch
        {
            "uuid" => Guid.TryParseExact(value, "D", out _),
            "uri" => Uri.TryCreate(value, UriKind.Absolute, out _),
            "date-time" => DateTimeOffset.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _),
            _ => true,
        };
        if (!fits)
        {
            violations.Add($"{place}: is not a {schema["format"]}");
        }
    }

    private static void CheckNumber(JsonNode schema, decimal value, string place, List<string> violations)
    {
        if (value < (schema["minimum"]?.GetValue<decimal>() ?? decimal.MinValue) || value > (schema["maximum"]?.GetValue<decimal>() ?? decimal.MaxValue))
        {
            violations.Add($"{place}: {value} is not between {schema["minimum"]} and {schema["maximum"]}");
        }
    }
}
