using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Opening.Acquiring;
using Koshiki.Core.Opening.Applying;
using Koshiki.Core.Opening.Judging;
using Koshiki.Core.Opening.Keeping;
using Koshiki.Core.Opening.Lacking;
using Koshiki.Core.Opening.Notifying;
using Koshiki.Core.Opening.Reviewing;
using Koshiki.Core.Opening.Showing;
using Koshiki.Core.Opening.Writing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Foundation.Outbox;

namespace Koshiki.Core.Opening;

/// <summary>All that the staff host needs to know of opening accounts.</summary>
internal static class OpeningArea
{
    public static void AddOpening(this IServiceCollection services)
    {
        services.AddScoped<ApplyHandler>();
        services.AddScoped<DocumentHandler>();
        services.AddScoped<KnownAccounts>();
        services.AddScoped<ReviewHandler>();
        services.AddScoped<AcquireHandler>();
        services.AddScoped<RecordHandler>();
        services.AddScoped<LackTaskHandler>();
        services.AddScoped<IAutomaticControl, ConsultedBeforeOpening>();
        services.AddScoped<IAutomaticControl, HasUsagePolicy>();
        services.AddScoped<IAutomaticControl, HasOperationManual>();
        services.AddScoped<IAutomaticControl, HasAccountPolicy>();
        services.AddScoped<IAutomaticControl, PolicyIsDisclosed>();
        services.AddScoped<IAutomaticControl, PolicyLinksToList>();
        services.AddScoped<IPublicDocuments, PolicyDocuments>();
        services.AddScoped<IAccountSection, OpeningSection>();
        services.AddScoped<IWaitingList, ConsultationsToReview>();
        services.AddScoped<IWaitingList, ConsultationsOfOffice>();
        services.AddScoped<IWaitingList, UnapprovedAccounts>();
        services.AddFactListener<PostingEnded, NamedPersonLeaves>("opening/named-person-leaves");
        services.AddFactListener<UnapprovedAccountRegistered, TaskLacksOfRegistered>("opening/lacks-of-registered");
        services.AddFactListener<ConsultationMoved, ConsultationNotices>("opening/consultation-notices");
        services.AddSingleton(_ => OpeningVocabulary.Words);
    }

    public static void MapOpening(this IEndpointRouteBuilder app)
    {
        ConsultationListPages.Map(app);
        NeedPages.Map(app);
        FormPages.Map(app);
        WritingPages.Map(app);
        ConsultationPages.Map(app);
        ReviewPages.Map(app);
        AcquirePages.Map(app);
        DocumentPages.Map(app);
        RecordPages.Map(app);
        LackPages.Map(app);
    }
}
