using System.Diagnostics;

namespace Koshiki.CommandLine.Demonstration;

/// <summary>Tells on the screen what happens, in Japanese and English.</summary>
internal static class Telling
{
    /// <summary>The screen as the process found it; what the hosts log goes elsewhere.</summary>
    private static readonly TextWriter Screen = Console.Out;

    /// <summary>Sends what the hosts log to a file, so that the story can be read.</summary>
    public static void KeepLogsIn(string file)
    {
        Say($"プログラムの記録：{file}", $"The program's log: {file}");
        Console.SetOut(TextWriter.Synchronized(new StreamWriter(file, append: true) { AutoFlush = true }));
    }

    public static void Print(string text) => Screen.WriteLine(text);

    public static void Say(string japanese, string english) => Screen.WriteLine($"{japanese}\n  {english}");

    /// <summary>One step with how long it took.</summary>
    public static async Task<T> Step<T>(string japanese, string english, Func<Task<T>> deed)
    {
        Screen.WriteLine($"● {japanese}\n  {english}");
        var watch = Stopwatch.StartNew();
        var result = await deed();
        Screen.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"  ✓ {watch.Elapsed.TotalSeconds:0.0} s"));
        return result;
    }

    public static Task Step(string japanese, string english, Func<Task> deed) => Step(japanese, english, async () =>
    {
        await deed();
        return true;
    });

    /// <summary>What came out of a step.</summary>
    public static void Result(string line) => Screen.WriteLine($"    {line}");
}
