namespace Koshiki.Foundation.Web.Serving;

/// <summary>What a program may send in one request, as <see cref="FormLimits"/> says it of forms; set as endpoint metadata.</summary>
/// <param name="Kibibytes">The whole body.</param>
public sealed record JsonBody(int Kibibytes)
{
    public const string OtherFormat = "受け取るのはJSONだけです。Content-Typeをapplication/jsonにして、もう一度送ってください。";

    public int Bytes => Kibibytes * 1024;

    public string TooLarge => $"一度に送れるのは{Kibibytes}KiBまでです。内容を短くするか、分けて送ってください。";
}
