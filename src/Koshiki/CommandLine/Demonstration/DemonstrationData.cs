using System.Text;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Csv;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>The fictional government as files beside this one. Its name, offices, people, addresses and handles belong to nobody.</summary>
internal static class DemonstrationData
{
    public const string Government = "みどり野県（架空）";

    /// <summary>Everybody's password. Known to all, which is why such an installation must never be used for real work.</summary>
    public const string Password = "Hanamizuki-2026!";

    /// <summary>Everybody's shared key for one-time codes where the role demands a second factor.</summary>
    public static ReadOnlySpan<byte> SecondFactorKey => "koshiki-demonstrate!"u8;

    public static CsvFile Offices => Rows("offices.csv", "code", "name", "division", "department", "kind", "function", "parent");

    public static CsvFile People => Rows("people.csv", "number", "name", "reading", "office_code", "duty", "title", "employer", "accounts");

    /// <summary>What offices answer to the surveys of the story, as a file of answers.</summary>
    public static byte[] Answers => Bytes("surveys.csv");

    public static IEnumerable<(string Office, string Question, string Value)> SurveyAnswers => Rows("surveys.csv", "office_code", "question", "value").Rows.Select(row => (row["office_code"], row["question"], row["value"]));

    public static byte[] Accounts => Bytes("accounts.csv");

    public static IReadOnlyList<PostSketch> Posts => new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build()
        .Deserialize<List<PostSketch>>(Encoding.UTF8.GetString(Bytes("posts.yaml")));

    /// <summary>What an account asks its friends: the built-in questions with the prefecture's districts, or its own topics.</summary>
    public static IReadOnlyList<Question> Questions(string account)
    {
        var own = $"questions.{account}.yaml";
        var topics = typeof(DemonstrationData).Assembly.GetManifestResourceNames().Contains($"Koshiki.CommandLine.Demonstration.{own}") ? Options(own) : null;
        return
        [
            .. BuiltInQuestionnaire.Questions.Select(question => question.Key switch
            {
                "district" => question with { Options = Options("districts.yaml") },
                "topic" when topics is not null => question with { Options = topics },
                _ => question,
            }),
        ];
    }

    private static List<Option> Options(string file) => new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build()
        .Deserialize<List<OptionSketch>>(Encoding.UTF8.GetString(Bytes(file)))
        .ConvertAll(option => new Option(option.Number, option.Key, option.Label, option.Example, option.Frequency, IsRetired: false));

    private static CsvFile Rows(string name, params string[] columns) => CsvFile.Read(name, Bytes(name), [.. columns.Select(column => new CsvColumn(column))]).Value;

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(DemonstrationData).Assembly.GetManifestResourceStream($"Koshiki.CommandLine.Demonstration.{name}")
            ?? throw new InvalidOperationException($"The program lacks {name}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

/// <summary>One option of a question; see districts.yaml.</summary>
internal sealed class OptionSketch
{
    public short Number { get; init; }

    public string Key { get; init; } = "";

    public string Label { get; init; } = "";

    public string? Example { get; init; }

    public string? Frequency { get; init; }
}

/// <summary>A post that an office repeats in some form every few weeks; see posts.yaml.</summary>
internal sealed class PostSketch
{
    public string Title { get; init; } = "";

    /// <summary>The office's code.</summary>
    public string Office { get; init; } = "";

    public Purpose Purpose { get; init; }

    public List<string> Accounts { get; init; } = [];

    public string? Link { get; init; }

    public EventSketch? Event { get; init; }

    /// <summary>The topics for which a LINE account sends it; empty is everyone.</summary>
    public List<string> Topics { get; init; } = [];

    public string Text { get; init; } = "";

    internal sealed class EventSketch
    {
        public string Where { get; init; } = "";

        public string Who { get; init; } = "";
    }
}
