using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Foundation.Activity;

namespace Koshiki.CommandLine;

/// <summary><c>survey statistics</c>: all figures of a survey as one file. I4.</summary>
internal static class SurveyFiles
{
    public static readonly string[] Options = ["survey", "format", "out"];

    public static async Task<int> Write(Installation installation, Arguments call, CancellationToken ct)
    {
        var format = StatisticsFiles.FormatOf(call.Required("format")) ?? throw new WrongUsageException("--format is json, csv or xlsx.");
        var path = call["out"];
        if (path is null && format is StatisticsFormat.Xlsx) throw new WrongUsageException("--out is required for xlsx.");
        await using var db = installation.OpenCore(Actor.CommandLine);
        var found = await db.SurveyWithForm(call.Required("survey"), ct);
        if (found.IsRefused(out var refusal)) return Commands.Refused(refusal);

        var (survey, form) = found.Value;
        var count = await db.CountSurvey(survey.Id, form, ct);
        var content = await StatisticsFiles.Make(format, survey, count);
        if (path is null)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(content, ct);
            return 0;
        }

        await File.WriteAllBytesAsync(path, content, ct);
        Console.WriteLine($"「{survey.Title}」の集計（提出した所属{count.Offices}）を{path}に書き出しました。");
        return 0;
    }
}
