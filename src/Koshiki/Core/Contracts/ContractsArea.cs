using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Contracts.Associating;
using Koshiki.Core.Contracts.Checking;
using Koshiki.Core.Contracts.Ending;
using Koshiki.Core.Contracts.Judging;
using Koshiki.Core.Contracts.Listing;
using Koshiki.Core.Contracts.Recording;
using Koshiki.Core.Contracts.Showing;
using Koshiki.Core.Work;
using Koshiki.Core.Work.Duties;

namespace Koshiki.Core.Contracts;

/// <summary>All that the staff host needs to know of contracts.</summary>
internal static class ContractsArea
{
    public static void AddContracts(this IServiceCollection services)
    {
        services.AddScoped<AgreementReader>();
        services.AddScoped<HandBacks>();
        services.AddScoped<SaveAgreementHandler>();
        services.AddScoped<ProveClausesHandler>();
        services.AddScoped<RecordPartnerHandler>();
        services.AddScoped<CheckAgreementHandler>();
        services.AddScoped<EndAgreementHandler>();
        services.AddScoped<AssociationHandler>();
        services.AddScoped<IDailyDuty, ContractsDuty>();
        services.AddScoped<IWaitingList, HandBacksToConfirm>();
        services.AddScoped<IWaitingList, LackingAgreements>();
        services.AddScoped<IAccountSection, ContractSection>();
        services.AddScoped<IAccountAttention, HandBackAttention>();
        services.AddSingleton(_ => ContractsVocabulary.Words);
        foreach (var (matter, key, title) in ContractControl.All)
        {
            services.AddScoped<IAutomaticControl>(provider => new ContractControl(provider.GetRequiredService<CoreDb>(), provider.GetRequiredService<AgreementReader>(), matter, key, title));
        }
    }

    public static void MapContracts(this IEndpointRouteBuilder app)
    {
        AgreementListPages.Map(app);
        RecordingPages.Map(app);
        AgreementPages.Map(app);
        CheckPages.Map(app);
        EndingPages.Map(app);
        AssociationPages.Map(app);
    }
}
