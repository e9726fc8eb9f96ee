using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Surveys.Books;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Keys;

namespace Koshiki.CommandLine;

/// <summary><c>survey books</c>: the answer books of all offices out into a folder, and filled-in ones back from a folder, a ZIP or a single file. I2.</summary>
internal static class SurveyBooks
{
    public static readonly string[] Options = ["survey", "out", "in", "dry-run"];

    public static async Task<int> Run(Installation installation, Arguments call, CancellationToken ct)
    {
        var survey = call.Required("survey");
        if (call.Has("out") == call.Has("in")) throw new WrongUsageException("Either --out FOLDER or --in FOLDER|ZIP is required.");
        if (call.Has("out") && call.Has("dry-run")) throw new WrongUsageException("--dry-run belongs to --in.");
        await using var db = installation.OpenCore(Actor.CommandLine);
        var handler = new AnswerBooksHandler(db, MasterKey.Load(installation.Settings.MasterKeyFile), TimeProvider.System, installation.Settings);
        return call.Has("out") ? await Write(handler, survey, call.Required("out"), ct) : await Read(handler, survey, call.Required("in"), call.Has("dry-run"), ct);
    }

    /// <summary>Whoever may enter the machine acts as who runs the survey.</summary>
    private static Me Organiser { get; } = new(PersonId.From(Guid.Empty), Actor.CommandLine.Name, [new RoleInOffice(Role.Auditor, default, [])], []);

    private static async Task<int> Write(AnswerBooksHandler handler, string survey, string folder, CancellationToken ct)
    {
        var books = await handler.WriteAll(survey, Organiser, ct);
        if (books.IsRefused(out var refusal)) return Commands.Refused(refusal);
        if (books.Value.Select(book => Path.Combine(folder, book.Name)).FirstOrDefault(File.Exists) is { } there) throw new WrongUsageException($"{there} exists already. A book that somebody may have filled in is not replaced: name another folder.");
        Directory.CreateDirectory(folder);
        foreach (var book in books.Value) await File.WriteAllBytesAsync(Path.Combine(folder, book.Name), book.Content, ct);
        Console.WriteLine($"{books.Value.Count}所属の回答用のExcelファイルを{folder}に書き出しました。");
        return 0;
    }

    /// <returns>0 where every book was taken; 1 where some or all were not, each with its reasons.</returns>
    private static async Task<int> Read(AnswerBooksHandler handler, string survey, string path, bool dryRun, CancellationToken ct)
    {
        if (!Directory.Exists(path) && !File.Exists(path)) return Commands.Refused(new NoSuchFile(path));
        string[] files = File.Exists(path) ? [path] : [.. Directory.EnumerateFiles(path).Where(file => BookArchive.IsBook(Path.GetFileName(file))).Order(StringComparer.Ordinal)];
        var looked = await handler.LookAtAll(survey, files.SelectMany(BookArchive.BooksAt), Organiser, ct);
        if (looked.IsRefused(out var refusal)) return Commands.Refused(refusal);
        var (refused, same) = (0, 0);
        foreach (var book in looked.Value)
        {
            if (book.Refusal is { } reason)
            {
                refused++;
                await Console.Error.WriteLineAsync($"{book.File}：{reason.Sentence}");
                foreach (var fault in reason.Faults) await Console.Error.WriteLineAsync($"  {fault.Sentence}");
                continue;
            }

            if (!book.CanBeTaken)
            {
                same++;
                Console.WriteLine($"{book.File}：{book.Response!.OfficeName} 今の回答と変わるところがありません。");
                continue;
            }

            if (!dryRun && (await handler.Take([AnswerBooksHandler.ToTake(book)], Organiser, ct))[0].Refusal is { } meanwhile)
            {
                refused++;
                await Console.Error.WriteLineAsync($"{book.File}：{meanwhile.Sentence}");
                continue;
            }

            Console.WriteLine($"{book.File}：{book.Response!.OfficeName} 新しい回答{book.Of(BookEffect.New)}件、変わる回答{book.Of(BookEffect.Changed)}件、空欄になる回答{book.Of(BookEffect.Emptied)}件");
        }

        var good = looked.Value.Count - refused - same;
        Console.WriteLine(dryRun ? $"{good}ファイルを取り込めます。試行のため、何も登録していません。" : $"{good}ファイルを取り込みました。");
        if (refused > 0) await Console.Error.WriteLineAsync($"{refused}ファイルは取り込んでいません。示したところを直して、もう一度取り込んでください。");
        return refused == 0 ? 0 : 1;
    }
}
