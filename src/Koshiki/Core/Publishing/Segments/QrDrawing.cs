using QRCoder;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>A QR code as the path of an SVG: dark modules of one unit, in a square of <paramref name="Size"/> units with its quiet zone.</summary>
public sealed record QrDrawing(string Path, int Size)
{
    /// <summary>Error correction Q: a poster gets stained, about a quarter may be lost.</summary>
    public static QrDrawing Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var modules = code.ModuleMatrix;
        return new QrDrawing(string.Concat(Enumerable.Range(0, modules.Count).SelectMany(y => Enumerable.Range(0, modules.Count).Where(x => modules[y][x]).Select(x => $"M{x} {y}h1v1h-1z"))), modules.Count);
    }
}
