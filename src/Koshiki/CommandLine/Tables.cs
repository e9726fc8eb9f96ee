using Koshiki.Core;
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
        var path = call["out"];
        if (path is null && format is TableFormat.Xlsx) throw new WrongUsageException("--out is required for xlsx.");
        var now = DateTimeOffset.UtcNow;
        var asOf = call["as-of"] is { } text ? ReadDay(text) : (DateOnly?)null;
        var programme = Programme.Find(call.Required("programme"));
        if (programme.IsRefused(out var unknown)) return Commands.Refused(unknown);

        await using var db = installation.OpenCore(Actor.CommandLine);
        var made = await Make(db, programme.Value, call, asOf, now, ct);
        if (made.IsRefused(out var none)) return Commands.Refused(none);
        var (tables, inTheText, of) = made.Value;
        var content = await TableFiles.Make(format, programme.Value, tables, installation.Settings.Government, now, inTheText);
        await ResultFile.Write(path, content, $"表{string.Join("、", tables.Select(table => table.Key))}（{of}、基準日 {tables[0].AsOf.InWordsWithoutWeekday}）を{path}に書き出しました。", ct);
        return 0;
    }

    /// <summary>From the audit named, or the latest with fieldwork; without any, and with <c>--live</c>, from the register alone.</summary>
    private static async Task<Result<Made>> Make(CoreDb db, Programme programme, Arguments call, DateOnly? asOf, DateTimeOffset now, CancellationToken ct)
    {
        var audit = call.Has("live") ? null : await AuditWithFieldwork.Find(db, programme, call["audit"], ct);
        if (audit is null && call["audit"] is not null) return new AuditNotFound();
        if (audit is null)
        {
            var snapshot = await RegisterSnapshot.Take(db, asOf ?? now.DayInJapan, ct);
            return new Made([.. programme.Tables.Select(recipe => RecipeRun.Run(recipe.FromRegister(), snapshot))], null, "台帳の記録から");
        }

        var made = await AuditTables.Of(db, audit, asOf, now, ct);
        return new Made(made.All, made.InTheText, $"監査 {audit.Number} の実地調査から");
    }

    private sealed record Made(IReadOnlyList<FigureTable> Tables, FigureTable? InTheText, string Of);

    private static DateOnly ReadDay(string text) =>
        JapaneseDate.Parse(text).IsRefused(out var refusal) ? throw new WrongUsageException($"--as-of: {refusal.Sentence}") : JapaneseDate.Parse(text).Value;
}
