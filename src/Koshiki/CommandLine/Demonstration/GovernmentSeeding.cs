using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Importing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.People;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Web.Elements;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>Sets up the fictional government's offices, people and accounts, as its staff would have.</summary>
internal static class GovernmentSeeding
{
    private static readonly DateOnly Founded = new(2009, 4, 1);

    /// <summary>All offices since their founding; one was renamed, so that the register has a past.</summary>
    public static Task Offices(Stage stage) => stage.Act(async services =>
    {
        var db = services.GetRequiredService<CoreDb>();
        var offices = new Dictionary<string, Office>();
        foreach (var row in DemonstrationData.Offices.Rows)
        {
            OfficeId? parent = offices.TryGetValue(row["parent"], out var above) ? above.Id : null;
            var facts = new OfficeFacts(row["name"], row["division"], row["department"], OfficeKindWords.Parse(row["kind"]).Value, OfficeFunctionWords.Parse(row["function"]).Value, parent);
            var renamed = row["code"] == "03001";
            var office = Office.Open(row["code"], renamed ? facts with { Name = "市町振興課" } : facts, Founded);
            if (renamed) Must(office.Change(facts, new DateOnly(2024, 4, 1)));
            offices.Add(row["code"], office);
            db.Offices.Add(office);
        }

        await db.SaveChangesAsync();
    });

    /// <summary>All people with a posting and a sign-in, by their numbers.</summary>
    public static async Task<IReadOnlyDictionary<string, PersonId>> People(Stage stage)
    {
        var people = new Dictionary<string, PersonId>();
        foreach (var row in DemonstrationData.People.Rows)
        {
            await stage.Act(async services => people.Add(row["number"], Must(await new AddUserHandler(services.GetRequiredService<CoreDb>(), services.GetRequiredService<TimeProvider>(), new RegisterToCome()).Handle(UserOf(row), CancellationToken.None))));
        }

        await stage.Act(async services =>
        {
            var db = services.GetRequiredService<CoreDb>();
            var master = services.GetRequiredService<MasterKey>();
            foreach (var credential in await db.Credentials.ToListAsync())
            {
                if (!WantsSecondFactor(credential.UserName)) continue;
                credential.OfferSecondFactor(master.Wrap(DemonstrationData.SecondFactorKey, SignInHandler.TotpContext(credential.Person)));
                credential.ConfirmSecondFactor(0, Credential.NewRecoveryCodes(), stage.Clock.Now);
            }

            await db.SaveChangesAsync();
        });
        return people;
    }

    /// <summary>The register of accounts, read in as any office would read it in.</summary>
    public static Task Accounts(Stage stage) => stage.Act(async services =>
        Must(await services.Handler<ImportAccountsHandler>().Handle(new ImportAccounts("accounts.csv", DemonstrationData.Accounts, DryRun: false), CancellationToken.None)));

    /// <summary>People of these offices sign in with a code as well.</summary>
    public static bool WantsSecondFactor(string userName) =>
        DemonstrationData.People.Rows.First(row => row["number"] == userName)["office_code"] is "01001" or "02001";

    /// <summary>Accounts that the program can post for.</summary>
    public static bool IsConnected(Account account) =>
        account.State is AccountState.Active && account.Platform is Platform.Line or Platform.X or Platform.Facebook;

    public static T Must<T>(Result<T> result) =>
        result.IsRefused(out var refusal) ? throw new InvalidOperationException($"The demonstration's own data were refused: {refusal.Sentence} {string.Join(' ', refusal.Faults.Select(f => $"{f.Field}: {f.Sentence}"))}") : result.Value;

    private static AddUser UserOf(CsvRow row) => new(
        row["name"],
        row["office_code"],
        DutyOf(row["duty"]),
        row["number"],
        DemonstrationData.Password,
        MustChange: false,
        row["title"],
        row["employer"].Length > 0 ? row["employer"] : null,
        row["reading"],
        row["accounts"].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The register is read in after the people, whose heads it names: every key of the demonstration's own file will be in it.</summary>
    private sealed class RegisterToCome : IAccountRegister
    {
        public Task<IReadOnlyList<string>> KeysAmong(IReadOnlyCollection<string> keys, CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>([.. keys]);

        public Task<IReadOnlyList<Link>> HeldBy(OfficeId office, CancellationToken ct) => Task.FromResult<IReadOnlyList<Link>>([]);
    }

    private static Duty DutyOf(string word) => Enum.Parse<Duty>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
