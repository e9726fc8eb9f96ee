using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Publishing.Media;

/// <summary>What a form says of a picture, with what is wrong with it.</summary>
internal sealed record DescribedPicture(string AltText, bool Decorative, PictureRights Rights, IReadOnlyList<Fault> Faults);

/// <summary>The fields with which a picture is described.</summary>
internal static class PictureForm
{
    public const string File = "file";
    public const string AltText = "alt";
    public const string Decorative = "decorative";
    public const string People = "people";
    public const string Consent = "consent";
    public const string Source = "source";
    public const string Credit = "credit";
    public const string Use = "use";
    public const string Until = "until";

    public static FormState Fill(MediaItem item) => FormState.Of(
    [
        (AltText, item.AltText),
        (Decorative, item.Decorative ? "yes" : ""),
        (People, item.Rights.People.ToString()),
        (Consent, item.Rights.Consent),
        (Source, item.Rights.Source.ToString()),
        (Credit, item.Rights.Credit),
        (Use, item.Rights.Use),
        .. FormDays.Boxes(Until, item.Rights.Until),
    ]);

    /// <summary>Reads the description. A picture may be added before its rights are known; it cannot go out before.</summary>
    public static DescribedPicture Read(FormState form)
    {
        var faults = new List<Fault>();
        var until = form.Day(Until, faults);
        var decorative = form.Filled(Decorative);
        if (decorative && form.Filled(AltText)) faults.Add(new Fault(AltText, "代替テキストと「装飾のみ」の両方が入っています。どちらか1つにしてください。"));
        var rights = new PictureRights(
            Enum.TryParse<PeopleShown>(form[People], out var people) && Enum.IsDefined(people) ? people : PeopleShown.NotRecorded,
            InputText.Name(form[Consent]),
            Enum.TryParse<PictureSource>(form[Source], out var source) && Enum.IsDefined(source) ? source : PictureSource.Staff,
            InputText.Name(form[Credit]),
            InputText.Name(form[Use]),
            until);
        if (rights is { People: PeopleShown.WithConsent, Consent: "" }) faults.Add(new Fault(Consent, "だれの承諾を、いつ、どのように得たかを書いてください。"));
        if (rights is { Source: PictureSource.FromOthers, Credit: "" }) faults.Add(new Fault(Credit, "提供者または素材の名前を書いてください。"));
        return new DescribedPicture(InputText.Name(form[AltText]), decorative, rights, faults);
    }
}
