using System.Text;
using Koshiki.Core.Accounts.Importing;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>An office gave its account another name and handle, so that "is this official?" has a former one to tell of.</summary>
internal static class RenamedAccount
{
    private const string File = """
        id,office_code,platform,name,url,operator,opened_on
        A011,04001,x,みどり野県 健康のたより,https://x.com/midorino_tayori,direct,2020-02-28
        """;

    public static Task Tell(Stage stage) => stage.Act(async services =>
        GovernmentSeeding.Must(await services.Handler<ImportAccountsHandler>().Handle(new ImportAccounts("renamed.csv", Encoding.UTF8.GetBytes(File), DryRun: false), CancellationToken.None)));
}
