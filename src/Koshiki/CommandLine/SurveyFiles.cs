using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Foundation.Activity;

namespace Koshiki.CommandLine;

/// <summary><c>survey statistics</c>: all figures of a survey as one file. I4.</summary>
internal static class SurveyFiles
{
    public static readonly string[] Options = ["survey", "format", "by", "out"];

    public static async Task<int> Write(Installation installation, Arguments call, CancellationToken ct)
    {
        var format = StatisticsFiles.FormatOf(call.Required("format")) ?? throw new WrongUsageException("--format is json, csv, xlsx, html or docx.");
        var path = call["out"];
        if (path is null && format is (StatisticsFormat.Xlsx or StatisticsFormat.Docx)) throw new WrongUsageException("--out is required for xlsx and docx.");
        await using var db = installation.OpenCore(Actor.CommandLine);
        var found = await db.FiguresOf(call.Required("survey"), call["by"], ct);
        if (found.IsRefused(out var refusal)) return Commands.Refused(refusal);

        var figures = found.Value;
        if (call["by"] is { } by && figures.By is null) throw new WrongUsageException($"--by {by} is no attribute; known are {string.Join(", ", SurveyAttribute.Of(figures.Form).Select(one => one.Key))}.");
        var content = await StatisticsFiles.Make(format, figures, installation.Settings.Government, DateTimeOffset.UtcNow);
        await ResultFile.Write(path, content, $"「{figures.Survey.Title}」の集計（提出した所属{figures.Submitted}）を{path}に書き出しました。", ct);
        return 0;
    }
}
