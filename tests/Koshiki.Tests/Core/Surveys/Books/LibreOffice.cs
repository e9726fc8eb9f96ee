using System.Diagnostics;

namespace Koshiki.Tests.Core.Surveys.Books;

/// <summary>Opens workbooks with the LibreOffice of the machine and saves them anew, all in one run.</summary>
internal static class LibreOffice
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <returns>The files as it saved them; null where the machine has none that knows workbooks.</returns>
    public static async Task<IReadOnlyDictionary<string, byte[]>?> SaveAnew(IReadOnlyDictionary<string, byte[]> files)
    {
        if (Program() is not { } program) return null;
        var folder = Directory.CreateTempSubdirectory("koshiki-books-").FullName;
        try
        {
            foreach (var (name, content) in files) await File.WriteAllBytesAsync(Path.Combine(folder, name), content);
            var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in new[] { $"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", "xlsx", "--outdir", Path.Combine(folder, "saved") }.Concat(files.Keys)) start.ArgumentList.Add(argument);
            start.Environment["HOME"] = folder;
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            using var limit = new CancellationTokenSource(Longest);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            await Task.WhenAll(output, errors);
            var saved = new Dictionary<string, byte[]>();
            foreach (var name in files.Keys.Where(name => File.Exists(Path.Combine(folder, "saved", name)))) saved[name] = await File.ReadAllBytesAsync(Path.Combine(folder, "saved", name));
            return saved.Count == files.Count ? saved : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Program() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, "soffice")).FirstOrDefault(File.Exists);
}
