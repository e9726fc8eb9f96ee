using Koshiki.Foundation;

namespace Koshiki.Core.Guidelines;

/// <summary>The guideline that ships with the program: complete, in our own words, each clause with the source clause it follows. モデル要領.</summary>
internal static class ModelGuidelines
{
    private const string Resource = "Koshiki.Core.Guidelines.ModelGuideline.guideline.yaml";

    private static readonly Lazy<GuidelineText> Once = new(() =>
    {
        using var stream = typeof(ModelGuidelines).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The program lacks {Resource}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var read = GuidelineFile.Read("guideline.yaml", copy.ToArray());
        return read.IsRefused(out var refusal)
            ? throw new InvalidDataException($"{refusal.Sentence} {string.Join(' ', refusal.Faults.Select(fault => $"{fault.Field}: {fault.Sentence}"))}")
            : read.Value;
    });

    public static GuidelineText Text => Once.Value;
}
