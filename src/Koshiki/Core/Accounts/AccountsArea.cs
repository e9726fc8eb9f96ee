using Koshiki.Core.Accounts.Connecting;
using Koshiki.Core.Accounts.Importing;
using Koshiki.Core.Accounts.Listing;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Accounts.Registering;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Organizations;

namespace Koshiki.Core.Accounts;

internal static class AccountsArea
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddScoped<IAccountRegister, AccountRegister>();
        services.AddSingleton(_ => AccountVocabulary.Words);
        services.AddScoped<AccountHandler>();
        services.AddScoped<ImportAccountsHandler>();
        services.AddScoped<ConnectionHandler>();
        services.AddScoped<IReportListener, ConnectionReports>();
        services.AddScoped<PublicListPublisher>();
        services.AddHostedService<PublicListJob>();
    }

    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        AccountListPages.Map(app);
        RegisteringPages.Map(app);
        ImportPages.Map(app);
        ConnectionPages.Map(app);
        PublicListPages.Map(app);
        AccountPages.Map(app);
    }
}
