using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing.Drafting;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing.Media;

public readonly record struct MediaItemId(Guid Value) : IId<MediaItemId>
{
    public static MediaItemId From(Guid value) => new(value);

    public static MediaItemId New() => new(Guid.CreateVersion7());
}

/// <summary>A picture with what it shows and who agreed to its being shown. 画像と承諾の記録. E5; guideline 2-5(3)カ.</summary>
public sealed class MediaItem
{
    public required MediaItemId Id { get; init; }

    /// <summary>The office that answers for its rights.</summary>
    public required OfficeId Office { get; init; }

    public required PersonId AddedBy { get; init; }

    /// <summary>The name on the day of adding.</summary>
    public required string AddedByName { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>As the person's computer called it.</summary>
    public required string FileName { get; init; }

    /// <summary>The bytes as they came.</summary>
    public required string OriginalSha256 { get; init; }

    public required string OriginalType { get; init; }

    /// <summary>What it shows, for those who cannot see it; empty where it is decoration or not yet written. 代替テキスト.</summary>
    public string AltText { get; private set; } = "";

    /// <summary>It says nothing that the text does not say. 装飾のみ.</summary>
    public bool Decorative { get; private set; }

    public PictureRights Rights { get; private set; } = PictureRights.NotRecorded;

    /// <summary>The bytes that are sent, one row for each platform that takes pictures.</summary>
    public List<MediaVariant> Variants { get; private init; } = [];

    public uint Version { get; init; }

    /// <summary>What stands for the picture where words are shown.</summary>
    public string Name => AltText.Length > 0 ? AltText : FileName;

    public void Describe(string altText, bool decorative, PictureRights rights) => (AltText, Decorative, Rights) = (decorative ? "" : altText, decorative, rights);

    /// <summary>Why it may not go out on a day; null where it may.</summary>
    public PictureFault? FaultOn(DateOnly day)
    {
        if (AltText.Length == 0 && !Decorative) return Fault("代替テキストがありません。", "何が写っているかを書くか、「装飾のみ」を選んでください。");
        return Rights switch
        {
            { People: PeopleShown.NotRecorded } => Fault("写っている人や施設などの承諾が記録されていません。", "画像のページで承諾を記録してください。"),
            { People: PeopleShown.WithConsent, Consent: "" } => Fault("だれの承諾をどのように得たかが書かれていません。", "画像のページで承諾の内容を書いてください。"),
            { Source: PictureSource.FromOthers, Credit: "" } => Fault("提供者の名前が書かれていません。", "画像のページで提供者を書いてください。"),
            { Until: { } until } when until < day => Fault($"使ってよい期限（{until.InWords}）を過ぎています。", "承諾を取り直して期限を改めるか、画像を外してください。"),
            _ => null,
        };
    }

    /// <summary>The picture as one platform gets it; null where the platform takes none.</summary>
    public ChannelMedia? For(Platform platform) => Variants.Find(v => v.Platform == platform) is { } variant
        ? new ChannelMedia(Id.Value, new SealedMedia(variant.Sha256, variant.PreviewSha256, variant.ContentType, variant.Width, variant.Height, variant.Bytes, AltText))
        : null;

    private PictureFault Fault(string why, string whatToDo) => new(Id.Value, $"画像「{Name}」：{why}", whatToDo);
}

/// <summary>The bytes of a picture for one platform, named by their hash.</summary>
public sealed class MediaVariant
{
    public required MediaItemId Item { get; init; }

    public required Platform Platform { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>The smaller picture that LINE shows first; null elsewhere.</summary>
    public string? PreviewSha256 { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required long Bytes { get; init; }
}

/// <summary>Who agreed, where it comes from, how long it may be used. 権利の記録.</summary>
/// <param name="Consent">Whose consent, when and how it was given; empty where none is needed.</param>
/// <param name="Credit">Who made or gave it, as it is named; empty for pictures of the staff.</param>
/// <param name="Use">For what it may be used; empty for everything.</param>
/// <param name="Until">The last day on which it may be used; null for no end.</param>
public sealed record PictureRights(PeopleShown People, string Consent, PictureSource Source, string Credit, string Use, DateOnly? Until)
{
    public static PictureRights NotRecorded { get; } = new(PeopleShown.NotRecorded, "", PictureSource.Staff, "", "", null);
}

/// <summary>People, shops, works and events that can be recognised in a picture.</summary>
public enum PeopleShown
{
    NotRecorded,

    /// <summary>特定できる人や施設は写っていない</summary>
    Nobody,

    /// <summary>写っていて、承諾を得た</summary>
    WithConsent,
}

public enum PictureSource
{
    /// <summary>職員が撮影・作成した</summary>
    Staff,

    /// <summary>提供を受けた、または素材を使った</summary>
    FromOthers,
}
