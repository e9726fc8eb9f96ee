using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>What the checks say of one text on some channels, as the command line and the API give it.</summary>
public static class CheckReport
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The report in UTF-8: <c>{"lengths":{"x":{"count":109,"limit":280}},"findings":[…]}</c>. Offsets are UTF-16 units.</summary>
    /// <param name="limits">The settings of this installation; the defaults when left out.</param>
    public static byte[] Write(string text, IReadOnlyList<Platform> channels, CheckContext context, ChannelLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(channels);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteStartObject("lengths");
            foreach (var channel in channels)
            {
                var measured = TextMeasure.For(channel, text, limits);
                json.WriteStartObject(channel.Key);
                json.WriteNumber("count", measured.Count);
                json.WriteNumber("limit", measured.Limit);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartArray("findings");
            foreach (var finding in ContentCheck.Run(text, context)) Write(json, finding);
            foreach (var channel in channels)
            {
                if (ContentCheck.TooLong(text, channel, limits) is { } tooLong) Write(json, tooLong);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" });
        json.WriteNumber("start", finding.Start);
        json.WriteNumber("length", finding.Length);
        json.WriteString("text", finding.Text);
        json.WriteString("why", finding.Why);
        json.WriteString("what_to_do", finding.WhatToDo);
        json.WriteString("clause", finding.Clause);
        json.WriteEndObject();
    }
}
