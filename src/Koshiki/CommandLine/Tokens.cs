using System.Globalization;
using Koshiki.Core;
using Koshiki.Core.Api;
using Koshiki.Core.Api.Tokens;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.CommandLine;

/// <summary><c>token add --user NAME --scopes a,b</c>: a personal token of the API, whose text is printed once.</summary>
internal static class Tokens
{
    public static readonly string[] Options = ["user", "scopes", "name", "days"];

    public static async Task<int> Add(Installation installation, Arguments call, CancellationToken ct)
    {
        var user = call.Required("user");
        var scopes = call.Required("scopes").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var days = ApiToken.UsualDays;
        if (call["days"] is { } text && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days)) throw new WrongUsageException("--days must be a whole number.");

        await using var db = installation.OpenCore(Actor.CommandLine);
        var person = await db.Credentials.Where(c => c.UserName == user).Select(c => (PersonId?)c.Person).SingleOrDefaultAsync(ct);
        if (person is null) return Commands.Refused(new NobodyOfThatName(user));
        var issued = await new IssueTokenHandler(db, TimeProvider.System).Handle(new IssueToken(person.Value, call["name"] ?? "コマンドライン", scopes, days), ct);
        if (issued.IsRefused(out var refusal)) return Commands.Refused(refusal);
        Console.WriteLine(issued.Value.Text);
        return 0;
    }
}
