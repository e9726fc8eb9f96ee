using Koshiki.Foundation;

namespace Koshiki.Core.Audits;

public sealed record NoSuchProgramme(string Key) : NotFound($"「{Key}」という調査はありません。使えるのは ehime です。");

public sealed record NoSuchTable(string Key) : NotFound($"表「{Key}」はありません。表の一覧から選んでください。");

public sealed record NoSuchFigure() : NotFound("この表に、その行と列はありません。表を開き直し、数字を選んでください。");
