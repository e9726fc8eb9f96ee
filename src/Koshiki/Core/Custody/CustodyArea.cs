using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Custody.Attesting;
using Koshiki.Core.Custody.HandingOver;
using Koshiki.Core.Custody.Holding;
using Koshiki.Core.Custody.Judging;
using Koshiki.Core.Custody.Listing;
using Koshiki.Core.Custody.Reviewing;
using Koshiki.Core.Custody.Showing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Core.Work.Duties;
using Koshiki.Foundation.Outbox;

namespace Koshiki.Core.Custody;

/// <summary>All that the staff host needs to know of custody.</summary>
internal static class CustodyArea
{
    public static void AddCustody(this IServiceCollection services)
    {
        services.AddScoped<CustodyReader>();
        services.AddScoped<CustodyTasks>();
        services.AddScoped<Fulfilment>();
        services.AddScoped<AttestPasswordHandler>();
        services.AddScoped<HoldAccountHandler>();
        services.AddScoped<ReviewAccountHandler>();
        services.AddScoped<DoHandOversHandler>();
        services.AddScoped<ConfirmHandOversHandler>();
        // The name from the time when the task was the work area's: messages may wait under it.
        services.AddFactListener<PostingEnded, RaiseHandOvers>("work/hand-over-on-transfer");
        services.AddScoped<IDailyDuty, CustodyDuty>();
        services.AddScoped<IWaitingList, HandOversToConfirm>();
        services.AddScoped<IAccountSection, CustodySection>();
        services.AddScoped<IAccountAttention, HandOverAttention>();
        services.AddSingleton(_ => CustodyVocabulary.Words);
        foreach (var (matter, key, title, parameter) in CustodyControl.All)
        {
            services.AddScoped<IAutomaticControl>(provider => new CustodyControl(provider.GetRequiredService<CustodyReader>(), matter, key, title, parameter));
        }
    }

    public static void MapCustody(this IEndpointRouteBuilder app)
    {
        OverduePages.Map(app);
        CustodyPages.Map(app);
        PasswordPages.Map(app);
        HoldingPages.Map(app);
        ReviewingPages.Map(app);
        TransferPages.Map(app);
    }
}
