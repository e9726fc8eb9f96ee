using Koshiki.CommandLine;
using Koshiki.Foundation.Database;
using Koshiki.Tests.Foundation;

namespace Koshiki.Tests.CommandLine;

/// <summary>Commands run in this process against a database of the test, named by the environment as an installation names its own.</summary>
/// <remarks>The environment and the console belong to the whole process: tests that use them stand in the collection <see cref="Name"/>.</remarks>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CommandRun
{
    public const string Name = "commands";

    /// <param name="database">As any role; the command enters it as the roles it needs.</param>
    /// <param name="input">What it reads from its standard input.</param>
    internal static async Task<(int Code, string Output, string Errors)> Run(string database, string masterKeyFile, string[] args, string input = "")
    {
        var settings = new Dictionary<string, string> { ["Koshiki__Database"] = DatabaseRoles.As(database, DatabaseRole.Core), ["Koshiki__MasterKeyFile"] = masterKeyFile };
        return await Run(settings, args, input);
    }

    /// <param name="settings">The environment's.</param>
    internal static async Task<(int Code, string Output, string Errors)> Run(Dictionary<string, string> settings, string[] args, string input = "")
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var (screen, complaints, keyboard) = (Console.Out, Console.Error, Console.In);
        try
        {
            Console.SetOut(output);
            Console.SetError(errors);
            Console.SetIn(new StringReader(input));
            foreach (var (name, value) in settings) Environment.SetEnvironmentVariable(name, value);
            return (await Commands.Run(args), output.ToString(), errors.ToString());
        }
        finally
        {
            foreach (var name in settings.Keys) Environment.SetEnvironmentVariable(name, null);
            Console.SetOut(screen);
            Console.SetError(complaints);
            Console.SetIn(keyboard);
        }
    }

    internal static async Task<string> NewDatabase()
    {
        var name = $"koshiki_empty_{Guid.CreateVersion7():n}";
        await TestDatabase.Run(TestDatabase.Server, $"create database {name} owner koshiki_owner");
        return new Npgsql.NpgsqlConnectionStringBuilder(TestDatabase.Server) { Database = name }.ConnectionString;
    }

    internal static Task Drop(string database)
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        return TestDatabase.Run(TestDatabase.Server, $"drop database if exists {new Npgsql.NpgsqlConnectionStringBuilder(database).Database} with (force)");
    }
}
