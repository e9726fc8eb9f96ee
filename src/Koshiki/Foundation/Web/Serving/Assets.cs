using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace Koshiki.Foundation.Web.Serving;

/// <summary>The style sheets and scripts, carried inside the program and served from memory under addresses that name their content.</summary>
public sealed class Assets
{
    private const string Prefix = "wwwroot/";
    private readonly FrozenDictionary<string, Asset> byPath;

    public Assets()
    {
        var types = new FileExtensionContentTypeProvider();
        var assembly = typeof(Assets).Assembly;
        byPath = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var memory = new MemoryStream();
                stream.CopyTo(memory);
                types.TryGetContentType(name, out var type);
                return new Asset("/" + name[Prefix.Length..], type ?? "application/octet-stream", memory.ToArray());
            })
            .ToFrozenDictionary(asset => asset.Path, StringComparer.Ordinal);
    }

    /// <summary>The address of a file with the hash of its content, so that browsers may keep it for ever.</summary>
    /// <param name="path">The file's path from the root of wwwroot, beginning with a slash.</param>
    public string Url(string path) => byPath.TryGetValue(path, out var asset)
        ? $"{path}?v={asset.Version}"
        : throw new InvalidOperationException($"{path} is not a file of wwwroot.");

    /// <summary>The text of a file, for a page that carries it inside.</summary>
    /// <param name="path">The file's path from the root of wwwroot, beginning with a slash.</param>
    internal static string TextOf(string path)
    {
        using var text = new StreamReader(typeof(Assets).Assembly.GetManifestResourceStream(Prefix + path[1..]) ?? throw new InvalidOperationException($"{path} is not a file of wwwroot."));
        return text.ReadToEnd();
    }

    internal Asset? Find(string path) => byPath.GetValueOrDefault(path);

    internal IEnumerable<Asset> All => byPath.Values;
}

/// <summary>One file, as it is and compressed.</summary>
internal sealed class Asset
{
    public Asset(string path, string type, byte[] content)
    {
        Path = path;
        ContentType = type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type;
        Content = content;
        Version = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
        using var memory = new MemoryStream();
        using (var brotli = new BrotliStream(memory, CompressionLevel.SmallestSize)) brotli.Write(content);
        Brotli = memory.ToArray();
    }

    public string Path { get; }

    public string ContentType { get; }

    public ReadOnlyMemory<byte> Content { get; }

    public ReadOnlyMemory<byte> Brotli { get; }

    public string Version { get; }
}
