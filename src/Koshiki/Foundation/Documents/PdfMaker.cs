using System.Diagnostics;

namespace Koshiki.Foundation.Documents;

/// <summary>Makes a PDF of a Word document with the LibreOffice of the machine, where there is one. It works in a folder and with a profile of its own and asks nothing over the network.</summary>
public static class PdfMaker
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Whether this machine can.</summary>
    public static bool IsThere => Program() is not null;

    /// <returns>The PDF; null where LibreOffice is missing, fails or takes too long.</returns>
    public static async Task<byte[]?> Make(byte[] word, CancellationToken ct)
    {
        if (Program() is not { } program) return null;
        var folder = Directory.CreateTempSubdirectory("koshiki-pdf-").FullName;
        try
        {
            var source = Path.Combine(folder, "document.docx");
            await File.WriteAllBytesAsync(source, word, ct);
            var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in new[] { $"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, source }) start.ArgumentList.Add(argument);
            start.Environment["HOME"] = folder;
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Longest);
            try
            {
                await process.WaitForExitAsync(limit.Token);
                await Task.WhenAll(output, errors);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                ct.ThrowIfCancellationRequested();
                return null;
            }

            var made = Path.Combine(folder, "document.pdf");
            return File.Exists(made) ? await File.ReadAllBytesAsync(made, ct) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Program() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, "soffice"), Path.Combine(folder, "libreoffice") }).FirstOrDefault(File.Exists);
}
