using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Tables;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Figures;
using Koshiki.Foundation.Japanese;

namespace Koshiki.CommandLine;

/// <summary><c>audit tables</c>: all tables of a programme as one file. J2.</summary>
internal static class Tables
{
    public static async Task<int> Write(Installation installation, Arguments call, CancellationToken ct)
    {
        var format = TableFiles.FormatOf(call.Required("format")) ?? throw new WrongUsageException("--format is json, csv, xlsx or html.");
        var path = call.Required("out");
        var now = DateTimeOffset.UtcNow;
        var asOf = call["as-of"] is { } text ? ReadDay(text) : now.DayInJapan;
        var programme = Programme.Find(call.Required("programme"));
        if (programme.IsRefused(out var unknown)) return Commands.Refused(unknown);

        await using var db = installation.OpenCore(Actor.CommandLine);
        var snapshot = await RegisterSnapshot.Take(db, asOf, ct);
        var tables = programme.Value.Tables.Select(recipe => RecipeRun.Run(recipe, snapshot)).ToList();
        await File.WriteAllBytesAsync(path, await TableFiles.Make(format, programme.Value, tables, installation.Settings.Government, now), ct);
        Console.WriteLine($"表{string.Join("、", tables.Select(table => table.Key))}（基準日 {asOf.InWordsWithoutWeekday}）を{path}に書き出しました。");
        return 0;
    }

    private static DateOnly ReadDay(string text) =>
        JapaneseDate.Parse(text).IsRefused(out var refusal) ? throw new WrongUsageException($"--as-of: {refusal.Sentence}") : JapaneseDate.Parse(text).Value;
}
