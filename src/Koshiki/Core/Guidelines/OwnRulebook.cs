using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Guidelines;

public readonly record struct OwnRulebookId(Guid Value) : IId<OwnRulebookId>
{
    public static OwnRulebookId From(Guid value) => new(value);

    public static OwnRulebookId New() => new(Guid.CreateVersion7());
}

/// <summary>Equivalent rules of their own under which an office or a whole division works, such as schools or police. 独自の定め. B6; table 5.</summary>
public sealed class OwnRulebook
{
    public const int LongestTitle = 200;
    public const int LongestText = 1000;

    private OwnRulebook() { }

    public required OwnRulebookId Id { get; init; }

    /// <summary>The office under these rules; null where a whole division is.</summary>
    public OfficeId? Office { get; init; }

    /// <summary>The division (区分) under these rules, such as 教育委員会; null where one office is.</summary>
    public string? Division { get; init; }

    public required string Title { get; init; }

    /// <summary>Where it can be read: an address or a document number. 文書番号・URL.</summary>
    public required string Document { get; init; }

    /// <summary>How it corresponds to the guideline.</summary>
    public required string Correspondence { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day; null while it holds.</summary>
    public DateOnly? Last { get; private set; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    public bool Holds(DateOnly day) => From <= day && (Last is not { } last || day <= last);

    /// <param name="division">Null where <paramref name="office"/> is given.</param>
    /// <returns><see cref="NotAcceptable"/> with all faults.</returns>
    public static Result<OwnRulebook> Register(OfficeId? office, string? division, string title, string document, string correspondence, DateOnly from, string byName, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(correspondence);
        var faults = new List<Fault>();
        if (office is null && string.IsNullOrEmpty(division)) faults.Add(new Fault("who", "所属か区分を選んでください。"));
        if (title.Length is 0 or > LongestTitle) faults.Add(new Fault("title", $"定めの名称を{LongestTitle}文字までで入力してください。"));
        if (document.Length is 0 or > LongestTitle) faults.Add(new Fault("document", $"文書番号か、置いてある場所のURLを{LongestTitle}文字までで入力してください。"));
        if (correspondence.Length is 0 or > LongestText) faults.Add(new Fault("correspondence", $"要領のどの部分に当たるかを{LongestText}文字までで入力してください。"));
        if (from > now.DayInJapan) faults.Add(new Fault("from", "先の日です。今日か、それより前の日を入力してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        return new OwnRulebook { Id = OwnRulebookId.New(), Office = office, Division = office is null ? division : null, Title = title, Document = document, Correspondence = correspondence, From = from, ByName = byName, At = now };
    }

    /// <summary>The office comes under the guideline again after this day.</summary>
    /// <returns><see cref="RulebookHasEnded"/>.</returns>
    public Result<Done> End(DateOnly today)
    {
        if (Last is not null) return new RulebookHasEnded();
        Last = today < From ? From : today;
        return new Done();
    }
}
