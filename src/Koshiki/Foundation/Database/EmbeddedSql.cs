using System.Reflection;

namespace Koshiki.Foundation.Database;

/// <summary>SQL files that travel inside the program.</summary>
internal static class EmbeddedSql
{
    /// <param name="name">The file's place below the project, with dots: <c>Core.core.sql</c>.</param>
    public static async Task<string> Read(string name, CancellationToken ct)
    {
        await using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("Koshiki." + name)
            ?? throw new FileNotFoundException($"The program was built without {name}.");
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(ct);
    }
}
