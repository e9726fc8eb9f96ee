using System.Text.Json;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;

namespace Koshiki.Core.Api.Calling;

/// <summary>Text that the database can keep: it knows no U+0000, and half a surrogate pair is no character. Refused once, for every body and every query.</summary>
internal static class StorableText
{
    private const string Sentence = "保存できない文字（U+0000など）が入っています。取り除いて、もう一度送ってください。";

    /// <summary>Stands before every endpoint of the API.</summary>
    public static ValueTask<object?> RefuseQuery(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var faults = context.HttpContext.Request.Query.Where(q => !IsStorable(q.Key) || !q.Value.All(IsStorable)).Select(q => new Fault(q.Key, Sentence)).ToList();
        return faults.Count > 0 ? ValueTask.FromResult<object?>(Pages.Refuse(new NotAcceptable(faults))) : next(context);
    }

    /// <summary>Every place of a body with such a text: <c>channels[0].text</c>.</summary>
    public static IEnumerable<Fault> FaultsOf(JsonElement node, string place = "") => node.ValueKind switch
    {
        JsonValueKind.String => IsStorable(node.GetString) ? [] : [new Fault(place, Sentence)],
        JsonValueKind.Array => node.EnumerateArray().SelectMany((item, at) => FaultsOf(item, $"{place}[{at}]")),
        JsonValueKind.Object => node.EnumerateObject().SelectMany(member =>
            IsStorable(() => member.Name) ? FaultsOf(member.Value, place.Length == 0 ? member.Name : $"{place}.{member.Name}") : [new Fault(place, Sentence)]),
        _ => [],
    };

    private static bool IsStorable(string? text) => text is null || !text.Contains('\0', StringComparison.Ordinal);

    private static bool IsStorable(Func<string?> read)
    {
        try
        {
            return IsStorable(read());
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return false;
        }
    }
}
