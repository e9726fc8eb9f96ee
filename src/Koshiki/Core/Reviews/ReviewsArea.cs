using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Organizations.Logs;
using Koshiki.Core.Reviews.Advising;
using Koshiki.Core.Reviews.Controls;
using Koshiki.Core.Reviews.Judging;
using Koshiki.Core.Reviews.Retiring;
using Koshiki.Core.Reviews.Reviewing;
using Koshiki.Core.Reviews.ScopeLooking;
using Koshiki.Core.Reviews.Sharing;
using Koshiki.Core.Reviews.Suspending;
using Koshiki.Core.Work;

namespace Koshiki.Core.Reviews;

/// <summary>All that the staff host needs to know of reviews.</summary>
internal static class ReviewsArea
{
    public static void AddReviews(this IServiceCollection services)
    {
        services.AddOptions<ReviewOptions>().BindConfiguration(ReviewOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(_ => ReviewVocabulary.Words);
        services.AddScoped<ReviewHandler>();
        services.AddScoped<JudgementHandler>();
        services.AddScoped<RetirementHandler>();
        services.AddScoped<SuspensionHandler>();
        services.AddScoped<AdviceHandler>();
        services.AddScoped<CaseHandler>();
        services.AddScoped<ScopeLookHandler>();
        services.AddScoped<IPublicDocuments, RetirementNotices>();
        services.AddScoped<IAutomaticControl, YearlyReviewControl>();
        services.AddScoped<IAutomaticControl, PostingContinuesControl>();
        services.AddScoped<IAutomaticControl, ScopeReviewedControl>();
        services.AddScoped<IAutomaticControl, RetirementStepsControl>();
        services.AddScoped<IWaitingList, AwaitingTheHead>();
        services.AddScoped<IWaitingList, ReviewsDue>();
        services.AddScoped<IWaitingList, CasesToShare>();
    }

    public static void MapReviews(this IEndpointRouteBuilder app)
    {
        ReviewListPages.Map(app);
        ReviewPages.Map(app);
        JudgementPages.Map(app);
        RetirementPages.Map(app);
        SuspensionPages.Map(app);
        AdvicePages.Map(app);
        CasePages.Map(app);
        ScopeLookPages.Map(app);
    }
}
