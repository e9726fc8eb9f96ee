using Koshiki.Foundation;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Tests.Foundation.Web.Gallery;

/// <summary>One state of the gallery.</summary>
public sealed record GalleryView(FormState Form, bool Rows)
{
    public static GalleryView Empty { get; } = new(FormState.Empty, Rows: false);

    public static GalleryView Filled { get; } = new(FormState.Of(
        ("title", "花火大会の交通規制のお知らせ"), ("text", "８月２日（土）の花火大会に伴い、市役所前通りを通行止めにします。\n時間は17時から22時までです。"),
        ("purpose", "notice"), ("when", "later"), ("channels", "line"), ("channels", "x"),
        ("day.year", "令和7"), ("day.month", "8"), ("day.day", "2"), ("day.time", "9:00"), ("agree", "yes")), Rows: true);

    public static GalleryView Wrong { get; } = new(Filled.Form.With("title", "").With(new NotAcceptable(
    [
        new Fault("title", "件名を入力してください。"), new Fault("text", "本文が長すぎます。280文字までにしてください。"),
        new Fault("purpose", "目的を選んでください。"), new Fault("channels", "発信先を一つ以上選んでください。"), new Fault("when", "発信の時期を選んでください。"),
        new Fault("day", "日付が読み取れません。例のように入力してください（例：令和7年3月19日）。"), new Fault("image", "画像を選んでください。"), new Fault("agree", "確かめた内容に印を付けてください。"),
    ])), Rows: true);
}
