using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Importing;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Core.Organizations.People;
using Koshiki.Core.Surveys.Importing;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;

namespace Koshiki.CommandLine;

/// <summary><c>import</c>: files of offices, people, accounts and fieldwork, each as a whole or not at all.</summary>
internal static class Importing
{
    public static Task<int> Offices(Installation installation, string path, bool dryRun, CancellationToken ct) => Take(installation, path, dryRun, async (db, name, content) =>
    {
        var done = await new ImportOfficesHandler(db, TimeProvider.System).Handle(new ImportOffices(name, content, dryRun), ct);
        return done.Then<string>(counts => $"新しい所属{counts.Opened}件、変更{counts.Changed}件、変更なし{counts.Unchanged}件");
    }, ct);

    public static Task<int> People(Installation installation, string path, bool dryRun, CancellationToken ct) => Take(installation, path, dryRun, async (db, name, content) =>
    {
        var done = await new ImportPeopleHandler(db, TimeProvider.System, new AccountRegister(db)).Handle(new ImportPeople(name, content, dryRun), ct);
        return done.Then<string>(counts => $"新しい利用者{counts.People}人、新しい配属{counts.Postings}件、変更{counts.Changed}件、変更なし{counts.Unchanged}件");
    }, ct);

    public static Task<int> Accounts(Installation installation, string path, bool dryRun, CancellationToken ct) => Take(installation, path, dryRun, async (db, name, content) =>
    {
        var done = await new ImportAccountsHandler(db, TimeProvider.System).Handle(new ImportAccounts(name, content, dryRun), ct);
        return done.Then<string>(counts => $"新しいアカウント{counts.Added}件、変更{counts.Changed}件、変更なし{counts.Unchanged}件");
    }, ct);

    /// <param name="audit">The number of the audit; null takes the only open one, or begins one.</param>
    public static Task<int> Fieldwork(Installation installation, string path, string? audit, bool dryRun, CancellationToken ct) => Take(installation, path, dryRun, async (db, name, content) =>
    {
        var done = await new ImportFieldworkHandler(db, TimeProvider.System).Handle(new ImportFieldwork(name, content, dryRun, audit, Actor.CommandLine.Name), ct);
        return done.Then<string>(counts => $"監査 {counts.Audit} の実地調査の新しい記録{counts.Added}件、変更{counts.Changed}件");
    }, ct);

    public static Task<int> Questionnaire(Installation installation, string path, string key, bool dryRun, CancellationToken ct) => Take(installation, path, dryRun, async (db, name, content) =>
    {
        var done = await new ImportQuestionnaireHandler(db, TimeProvider.System).Handle(new ImportQuestionnaire(key, name, content, dryRun), ct);
        return done.Then<string>(made => $"調査票「{key}」の第{made.Number}版（{made.Questions}問、道筋{made.Paths}通り）");
    }, ct);

    public static Task<int> SurveyResponses(Installation installation, string path, string survey, bool dryRun, CancellationToken ct) => Take(installation, path, dryRun, async (db, name, content) =>
    {
        var done = await new ImportResponsesHandler(db, TimeProvider.System).Handle(new ImportResponses(survey, name, content, dryRun), ct);
        return done.Then<string>(counts => $"{counts.Offices}所属の回答{counts.Answers}件（対象から外れた回答{counts.Superseded}件）");
    }, ct);

    private static async Task<int> Take(Installation installation, string path, bool dryRun, Func<CoreDb, string, byte[], Task<Result<string>>> import, CancellationToken ct)
    {
        if (!File.Exists(path)) return Commands.Refused(new NoSuchFile(path));
        await using var db = installation.OpenCore(Actor.CommandLine);
        var done = await import(db, Path.GetFileName(path), await File.ReadAllBytesAsync(path, ct));
        if (done.IsRefused(out var refusal)) return Commands.Refused(refusal);
        Console.WriteLine(dryRun ? $"{path}：{done.Value}になります。試行のため、何も登録していません。" : $"{path}：{done.Value}を取り込みました。");
        return 0;
    }
}
