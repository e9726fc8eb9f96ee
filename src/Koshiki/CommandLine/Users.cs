using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.People;
using Koshiki.Foundation.Activity;

namespace Koshiki.CommandLine;

/// <summary><c>user add</c>: registers a person who signs in, such as the first administrator of a new installation. The password is read from standard input.</summary>
internal static class Users
{
    public static readonly string[] Options = ["name", "user", "office", "duty", "accounts"];

    public static async Task<int> Add(Installation installation, Arguments call, CancellationToken ct)
    {
        var duty = call["duty"] is not { } text ? Duty.Staff
            : Enum.TryParse<Duty>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known) && Enum.IsDefined(known) ? known
            : throw new WrongUsageException($"--duty is one of {string.Join(", ", Enum.GetNames<Duty>()).ToLowerInvariant()}.");
        var command = new AddUser(
            call.Required("name"),
            call.Required("office"),
            duty,
            call.Required("user"),
            await ReadPassword(ct),
            Accounts: (call["accounts"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        await using var db = installation.OpenCore(Actor.CommandLine);
        var added = await new AddUserHandler(db, TimeProvider.System, new AccountRegister(db)).Handle(command, ct);
        if (added.IsRefused(out var refusal)) return Commands.Refused(refusal);
        Console.WriteLine($"「{command.Name}」を登録しました。最初のサインインでパスワードを変えてもらってください。");
        return 0;
    }

    private static async Task<string> ReadPassword(CancellationToken ct)
    {
        if (!Console.IsInputRedirected) await Console.Error.WriteAsync("パスワード：");
        return await Console.In.ReadLineAsync(ct) ?? throw new WrongUsageException("The password is read from standard input: koshiki user add … <password.txt");
    }
}
