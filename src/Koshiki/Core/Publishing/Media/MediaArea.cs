namespace Koshiki.Core.Publishing.Media;

/// <summary>What the host needs to know of pictures.</summary>
internal static class MediaArea
{
    public static void AddMedia(this IServiceCollection services)
    {
        services.AddScoped<AddPictureHandler>();
        services.AddScoped<DescribePictureHandler>();
    }
}
