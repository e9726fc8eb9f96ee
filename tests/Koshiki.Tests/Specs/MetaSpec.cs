using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Koshiki.StandIns.Control;

namespace Koshiki.Tests.Specs;

/// <summary>
/// Names and types of the parameters of Meta's edges. The description has no required marks and no limits (its README says so), and
/// leaves out what every call of the Graph API takes.
/// </summary>
public sealed class MetaSpec
{
    /// <summary>Taken by every call: the token, the selection of fields, paging.</summary>
    private static readonly HashSet<string> Common =
        ["access_token", "appsecret_proof", "fields", "limit", "after", "before", "since", "until", "summary", "locale", "format"];

    private readonly Dictionary<(string Method, string Edge), Dictionary<string, string>> edges = [];

    private MetaSpec(IEnumerable<JsonNode> files)
    {
        foreach (var api in files.SelectMany(file => (JsonArray)file["apis"]!))
        {
            var edge = api!["endpoint"]?.GetValue<string>() ?? api["name"]!.GetValue<string>();
            var parameters = edges.TryGetValue((api["method"]!.GetValue<string>(), edge), out var known) ? known : [];
            foreach (var parameter in (JsonArray)api["params"]!)
            {
                parameters.TryAdd(parameter!["name"]!.GetValue<string>(), parameter["type"]!.GetValue<string>());
            }

            edges[(api["method"]!.GetValue<string>(), edge)] = parameters;
        }
    }

    /// <summary>What a request to /v{n}.0/{id}[/{edge}] violates; empty when it is as described.</summary>
    public IReadOnlyList<string> Check(JournalEntry entry)
    {
        var parts = entry.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var edge = parts.Length switch
        {
            3 => parts[2],
            2 => entry.Method switch { "GET" => "#get", "DELETE" => "#delete", _ => "#update" },
            _ => "",
        };
        if (!edges.TryGetValue((entry.Method, edge), out var parameters))
        {
            return [$"{entry.Method} {entry.Path} is not described"];
        }

        var violations = new List<string>();
        foreach (var (name, value) in RecordedForm.Query(entry).Concat(RecordedForm.Body(entry)))
        {
            // attached_media[0] is an item of attached_media; source is the file itself (PLATFORMS.md, line 113).
            var plain = name.Split('[')[0];
            if (Common.Contains(plain) || (plain == "source" && edge == "photos"))
            {
                continue;
            }

            if (!parameters.TryGetValue(plain, out var type))
            {
                violations.Add($"{name}: is not known");
            }
            else if (!Fits(plain == name ? type : type.Replace("list<", "", StringComparison.Ordinal).TrimEnd('>'), value))
            {
                violations.Add($"{name}: {value} is not {type}");
            }
        }

        return violations;
    }

    internal static MetaSpec Load(params string[] files) => new(files.Select(YamlDocument.Load));

    private static bool Fits(string type, string value) => type switch
    {
        "bool" => bool.TryParse(value, out _),
        "int" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "unsigned int" => ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "Object" or "map" => Is(value, JsonValueKind.Object),
        _ when type.StartsWith("list", StringComparison.Ordinal) => Is(value, JsonValueKind.Array),
        _ => true,
    };

    private static bool Is(string value, JsonValueKind kind)
    {
        try
        {
            return JsonElement.Parse(value).ValueKind == kind;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
