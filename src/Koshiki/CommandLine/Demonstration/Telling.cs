using System.Diagnostics;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>Tells on the screen what happens, in Japanese and English.</summary>
internal static class Telling
{
    public static void Say(string japanese, string english) => Console.WriteLine($"{japanese}\n  {english}");

    /// <summary>One step with how long it took.</summary>
    public static async Task<T> Step<T>(string japanese, string english, Func<Task<T>> deed)
    {
        Console.WriteLine($"● {japanese}\n  {english}");
        var watch = Stopwatch.StartNew();
        var result = await deed();
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"  ✓ {watch.Elapsed.TotalSeconds:0.0} s"));
        return result;
    }

    public static Task Step(string japanese, string english, Func<Task> deed) => Step(japanese, english, async () =>
    {
        await deed();
        return true;
    });

    /// <summary>What came out of a step.</summary>
    public static void Result(string line) => Console.WriteLine($"    {line}");
}
