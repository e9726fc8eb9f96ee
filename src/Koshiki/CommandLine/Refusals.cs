using Koshiki.Foundation;

namespace Koshiki.CommandLine;

/// <summary>The path names no file.</summary>
internal sealed record NoSuchFile(string File) : NotFound($"ファイル「{File}」が見つかりません。場所と名前を確かめてください。");
