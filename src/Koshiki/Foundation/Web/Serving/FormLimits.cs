using Microsoft.AspNetCore.Http.Features;

namespace Koshiki.Foundation.Web.Serving;

/// <summary>How much one form may send; set as endpoint metadata where the usual does not fit.</summary>
/// <param name="Megabytes">The whole body, files included; 1 MB unless said otherwise.</param>
/// <param name="Fields">The number of fields; 500 unless said otherwise.</param>
public sealed record FormLimits(int Megabytes = 1, int Fields = 500)
{
    private static readonly FormLimits Usual = new();

    internal string Sentence => $"一度に送れるのは{Megabytes}MB、{Fields}項目までです。ファイルを小さくするか、分けて送ってください。";

    internal static FormLimits Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<FormLimits>() ?? Usual;

    /// <summary>Reads the form within the limits.</summary>
    /// <exception cref="BadHttpRequestException">413, if the form is larger.</exception>
    internal async Task<IFormCollection> Read(HttpContext context)
    {
        var bytes = Megabytes * 1_000_000L;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body) body.MaxRequestBodySize = bytes;
        if (context.Request.ContentLength > bytes) throw TooLarge();

        // Two more for the form's own hidden fields.
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions
        {
            ValueCountLimit = Fields + 2,
            MultipartBodyLengthLimit = bytes,
            ValueLengthLimit = (int)Math.Min(bytes, int.MaxValue),
        }));
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            throw TooLarge();
        }
    }

    private static BadHttpRequestException TooLarge() => new("The form is larger than its limits.", StatusCodes.Status413PayloadTooLarge);
}
