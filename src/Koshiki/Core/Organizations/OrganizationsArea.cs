using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Organizations.People;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation.Web.Keeping;

namespace Koshiki.Core.Organizations;

internal static class OrganizationsArea
{
    public static void AddOrganizations(this IServiceCollection services)
    {
        services.AddSingleton<MeMemory>();
        services.AddSingleton<SecondFactorPolicy>();
        services.AddSingleton<StaffMenu>();
        services.AddScoped<MeReader>();
        services.AddScoped<IWayIn, SessionCookie>();
        services.AddScoped<IKeptForms, KeptForms>();
        services.AddScoped<ISeenForms, SeenForms>();
        services.AddScoped<SignInHandler>();
        services.AddScoped<SessionEnds>();
        services.AddScoped<OwnSignInHandler>();
        services.AddScoped<AddUserHandler>();
    }

    public static void MapOrganizations(this IEndpointRouteBuilder app)
    {
        SignInPages.Map(app);
        OwnSignInPages.Map(app);
    }
}
