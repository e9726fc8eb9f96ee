using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Organizations.Logs;
using Koshiki.Core.Organizations.Offices;
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
        services.AddSingleton(_ => LogVocabulary.OfOrganizations);
        services.AddSingleton<LogWords>();
        services.AddScoped<LogReader>();
        foreach (var entry in DeskEntry.OfOrganizations) services.AddSingleton(entry);
        services.AddScoped<MeReader>();
        services.AddScoped<Holders>();
        services.AddScoped<IWayIn, SessionCookie>();
        services.AddScoped<IKeptForms, KeptForms>();
        services.AddScoped<ISeenForms, SeenForms>();
        services.AddScoped<SignInHandler>();
        services.AddScoped<SessionEnds>();
        services.AddScoped<OwnSignInHandler>();
        services.AddScoped<AddUserHandler>();
        services.AddScoped<TransferPersonHandler>();
        services.AddScoped<AppointDeputyHandler>();
        services.AddScoped<EndDeputyshipHandler>();
        services.AddScoped<CorrectPersonHandler>();
        services.AddScoped<ResetSignInHandler>();
        services.AddScoped<ImportPeopleHandler>();
        services.AddScoped<ImportOfficesHandler>();
        services.AddScoped<CloseOfficeHandler>();
    }

    public static void MapOrganizations(this IEndpointRouteBuilder app)
    {
        SignInPages.Map(app);
        OwnSignInPages.Map(app);
        OfficePages.Map(app);
        OfficeChangePages.Map(app);
        OfficeContactPages.Map(app);
        PeoplePages.Map(app);
        PeopleChangePages.Map(app);
        EditPersonPages.Map(app);
        DeputyPages.Map(app);
        LogPages.Map(app);
        DeskPages.Map(app);
    }
}
