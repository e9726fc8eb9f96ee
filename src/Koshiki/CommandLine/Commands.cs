using System.Globalization;
using System.Runtime.InteropServices;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Koshiki.CommandLine;

/// <summary>The command line's table of contents. Exit codes: 0 done, 1 refused with reasons, 2 wrong usage. ARCHITECTURE 4.</summary>
internal static class Commands
{
    private const string Usage = """
        koshiki help
        koshiki demo [--port 5080] [--quiet]                        [--data DIR]
        koshiki serve | migrate | log verify [--anchor FILE]        [--data DIR]
        koshiki import offices|people|accounts FILE [--dry-run]     [--data DIR]
        koshiki import fieldwork FILE [--audit NUMBER] [--dry-run]  [--data DIR]
        koshiki import survey-responses|questionnaire FILE --survey KEY [--dry-run] [--data DIR]
        koshiki import line-friends FILE --account KEY [--dry-run]  [--data DIR]
        koshiki export line-friends FILE --account KEY              [--data DIR]
        koshiki account connect KEY --token-file FILE               [--data DIR]
        koshiki account rich-menu KEY                               [--data DIR]
        koshiki user add --name NAME --user NAME --office CODE [--duty DUTY] [--accounts A001,…] <PASSWORD-FILE [--data DIR]
        koshiki key create FILE | key rotate | key rotate-signing   [--data DIR]
        koshiki backup FILE | restore FILE                          [--data DIR]
        koshiki token add --user NAME --scopes a,b [--name TEXT] [--days N]  [--data DIR]
        koshiki audit tables --programme ehime --format json|csv|xlsx|html [--out PATH] [--audit NUMBER | --live] [--as-of DATE] [--data DIR]
        koshiki survey statistics --survey KEY --format json|csv|xlsx|html|docx [--by ATTRIBUTE] [--out PATH] [--data DIR]
        koshiki survey books --survey KEY --out FOLDER | --in FOLDER|ZIP [--dry-run] [--data DIR]
        koshiki audit report --audit NUMBER --format docx|html|pdf --out FILE [--edition internal|published] [--data DIR]
        koshiki segment count --account KEY [--districts a,b] [--topics c,d]  [--data DIR]
        koshiki check FILE [--channels line,x,…] --format json
        koshiki official-check FILE --format json                   [--data DIR]
        koshiki list verify FILE --signature FILE --keys FILE
        """;

    public static async Task<int> Run(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        try
        {
            var call = new Arguments(args);
            return call.Words is ["help"] || call.Has("help") ? Help() : await Dispatch(call, stop.Token);
        }
        catch (WrongUsageException wrong)
        {
            await Console.Error.WriteLineAsync($"{wrong.Message}\n\n{Usage}");
            return 2;
        }
        catch (Exception wrong) when (wrong is SettingException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"設定に誤りがあるため、始められませんでした。直してから、もう一度実行してください。\n{wrong.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception accident) when (Accidents.SentenceFor(accident, choosesPort: args is ["demo", ..]) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static Task<int> Dispatch(Arguments call, CancellationToken ct) => call.Words switch
    {
        ["demo"] => Demonstration.Demonstration.Run(call, ct),
        ["serve"] => Serve(call, ct),
        ["migrate"] => With(call, [], MigrateDatabases, ct),
        ["log", "verify"] => With(call, ["anchor"], (installation, token) => VerifyLog(installation, call["anchor"], token), ct),
        ["import", "offices", var file] => With(call, ["dry-run"], (installation, token) => Importing.Offices(installation, file, call.Has("dry-run"), token), ct),
        ["import", "people", var file] => With(call, ["dry-run"], (installation, token) => Importing.People(installation, file, call.Has("dry-run"), token), ct),
        ["import", "accounts", var file] => With(call, ["dry-run"], (installation, token) => Importing.Accounts(installation, file, call.Has("dry-run"), token), ct),
        ["import", "fieldwork", var file] => With(call, ["audit", "dry-run"], (installation, token) => Importing.Fieldwork(installation, file, call["audit"], call.Has("dry-run"), token), ct),
        ["import", "survey-responses", var file] => With(call, ["survey", "dry-run"], (installation, token) => Importing.SurveyResponses(installation, file, call.Required("survey"), call.Has("dry-run"), token), ct),
        ["import", "questionnaire", var file] => With(call, ["survey", "dry-run"], (installation, token) => Importing.Questionnaire(installation, file, call.Required("survey"), call.Has("dry-run"), token), ct),
        ["import", "line-friends", var file] => With(call, ["account", "dry-run"], (installation, token) => FriendFiles.Import(installation, file, call.Required("account"), call.Has("dry-run"), token), ct),
        ["export", "line-friends", var file] => With(call, ["account"], (installation, token) => FriendFiles.Export(installation, file, call.Required("account"), token), ct),
        ["account", "connect", var key] => With(call, ["token-file"], (installation, token) => Connecting.Connect(installation, key, call.Required("token-file"), token), ct),
        ["account", "rich-menu", var key] => With(call, [], (installation, token) => RichMenus.Put(installation, key, token), ct),
        ["audit", "tables"] => With(call, ["programme", "format", "out", "as-of", "audit", "live"], (installation, token) => Tables.Write(installation, call, token), ct),
        ["survey", "statistics"] => With(call, SurveyFiles.Options, (installation, token) => SurveyFiles.Write(installation, call, token), ct),
        ["survey", "books"] => With(call, SurveyBooks.Options, (installation, token) => SurveyBooks.Run(installation, call, token), ct),
        ["audit", "report"] => With(call, Reports.Options, (installation, token) => Reports.Write(installation, call, token), ct),
        ["user", "add"] => With(call, Users.Options, (installation, token) => Users.Add(installation, call, token), ct),
        ["segment", "count"] => With(call, SegmentCounting.Options, (installation, token) => SegmentCounting.Count(installation.Settings.CourierDatabase, call, Console.Out, token), ct),
        ["key", "create", var file] => Task.FromResult(CreateKey(file)),
        ["key", "rotate"] => With(call, [], KeyRotation.Rotate, ct),
        ["backup", var file] => With(call, [], (installation, token) => Backups.Backup(installation, file, token), ct),
        ["restore", var file] => With(call, [], (installation, token) => Backups.Restore(installation, file, token), ct),
        ["token", "add"] => With(call, Tokens.Options, (installation, token) => Tokens.Add(installation, call, token), ct),
        ["key", "rotate-signing"] => With(call, [], ListSigning.Rotate, ct),
        ["official-check", _] => With(call, ["format"], (installation, token) => OfficialChecking.Check(installation, call, Console.OpenStandardOutput(), token), ct),
        ["list", "verify", _] => ListSigning.Verify(call, ct),
        ["check", _] => Checking.Check(call, Console.OpenStandardOutput(), TimeProvider.System, ct),
        [] => throw new WrongUsageException("A command is missing."),
        ["check" or "official-check" or "backup" or "restore"] or ["key", "create"] or ["list", "verify"] or ["export", "line-friends"]
            or ["import", "offices" or "people" or "accounts" or "fieldwork" or "survey-responses" or "questionnaire" or "line-friends"] =>
            throw new WrongUsageException($"FILE is missing after '{string.Join(' ', call.Words)}'."),
        ["account", "connect" or "rich-menu"] => throw new WrongUsageException($"KEY is missing after '{string.Join(' ', call.Words)}'."),
        _ => throw new WrongUsageException($"'{string.Join(' ', call.Words)}' is not a command."),
    };

    private static Task<int> Serve(Arguments call, CancellationToken ct)
    {
        ModelWarming.Begin();
        return With(call, [], Serving.Serve, ct);
    }

    private static async Task<int> With(Arguments call, string[] options, Func<Installation, CancellationToken, Task<int>> command, CancellationToken ct)
    {
        call.AllowOnly(options);
        var opened = await Installation.Open(call["data"], new Dictionary<string, string?>(), ct);
        if (opened.IsRefused(out var refusal)) return Refused(refusal);
        await using var installation = opened.Value;
        return await command(installation, ct);
    }

    internal static int Refused(Refusal refusal)
    {
        Console.Error.WriteLine(refusal.Sentence);
        foreach (var fault in refusal.Faults) Console.Error.WriteLine(refusal is BadCsv bad ? $"{bad.File} {fault.Sentence}" : fault.Sentence);
        return 1;
    }

    private static int Help()
    {
        Console.WriteLine(Usage);
        return 0;
    }

    private static int CreateKey(string file)
    {
        if (File.Exists(file)) throw new WrongUsageException($"{file} exists already. A key that is replaced makes stored tokens unreadable.");
        if (Directory.Exists(file)) throw new IOException($"{file} is a folder.");
        MasterKey.Create(file);
        Console.WriteLine($"{file} holds the new master key. Keep a copy of it apart from the database and its backups.");
        return 0;
    }

    private static async Task<int> MigrateDatabases(Installation installation, CancellationToken ct)
    {
        await Installation.Migrate(installation.Settings, ct);
        Console.WriteLine("Both databases are at this program's version.");
        return 0;
    }

    private static async Task<int> VerifyLog(Installation installation, string? anchorFile, CancellationToken ct)
    {
        if (anchorFile is not null && !File.Exists(anchorFile)) return Refused(new NoSuchFile(anchorFile));
        var anchors = anchorFile is null ? new List<(long, string)>() : LogVerifier.ReadAnchors(await File.ReadAllLinesAsync(anchorFile, ct));
        if (anchors.IsRefused(out var unreadable)) return Refused(unreadable);
        await using var core = NpgsqlDataSource.Create(DatabaseRoles.As(installation.Settings.Database, DatabaseRole.Core));
        var proof = await LogVerifier.Verify(core, anchors.Value, ct);
        foreach (var damage in proof.Damage) Console.WriteLine(damage);
        Console.WriteLine($"{proof.Blocks} blocks, {proof.Entries} entries, {proof.Erased} erased by rule, {proof.Open} not sealed yet.");
        Console.WriteLine($"{proof.Blocks} {proof.Head}");
        return proof.Damage.Count == 0 ? 0 : 1;
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
