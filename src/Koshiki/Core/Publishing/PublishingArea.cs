using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Drafting;
using Koshiki.Core.Publishing.Listing;
using Koshiki.Core.Publishing.Notifying;
using Koshiki.Core.Publishing.Routing;
using Koshiki.Core.Publishing.Saving;
using Koshiki.Core.Publishing.Scheduling;
using Koshiki.Core.Publishing.Scopes;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Outbox;

namespace Koshiki.Core.Publishing;

/// <summary>All that the staff host needs to know of publishing.</summary>
public static class PublishingArea
{
    public static void AddPublishing(this IServiceCollection services)
    {
        services.AddOptions<PublishingOptions>().BindConfiguration(PublishingOptions.Section)
            .Configure<IConfiguration, Settings>((options, configuration, settings) => options.TakeHosts(configuration["Koshiki:OwnHosts"], settings.PublicUrl, settings.StaffUrl))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(_ => PublishingVocabulary.Words);
        services.AddDrafting();
        services.AddScoped<SavePostHandler>();
        services.AddScoped<BeginCorrectionHandler>();
        services.AddScoped<SubmitPostHandler>();
        services.AddScoped<ApprovalDesk>();
        services.AddScoped<ApprovePostHandler>();
        services.AddScoped<ReturnPostHandler>();
        services.AddScoped<HandOnApprovalHandler>();
        services.AddScoped<ReviewEmergencyHandler>();
        services.AddScoped<SendTestHandler>();
        services.AddScoped<SteerPostHandler>();
        services.AddScoped<ReschedulePostHandler>();
        services.AddScoped<RetryPostHandler>();
        services.AddScoped<DecideOnDeliveryHandler>();
        services.AddScoped<ProposeScopeHandler>();
        services.AddScoped<DecideScopeHandler>();
        services.AddScoped<SaveRouteHandler>();
        services.AddScoped<RemoveRouteHandler>();
        services.AddScoped<SetHoursHandler>();
        services.AddScoped<PostActs.Handlers>();
        services.AddFactListener<PostSubmitted, PostNotices>("publishing/mail-submitted");
        services.AddFactListener<PostStepApproved, PostNotices>("publishing/mail-step-approved");
        services.AddFactListener<PostHandedOn, PostNotices>("publishing/mail-handed-on");
        services.AddFactListener<EmergencyPublished, PostNotices>("publishing/mail-emergency");
        services.AddFactListener<PostReturned, PostNotices>("publishing/mail-returned");
        services.AddFactListener<PostDeliveryEnded, PostNotices>("publishing/mail-ended");
        services.AddFactListener<DeliveryAsksAPerson, PostNotices>("publishing/mail-asks-a-person");
        services.AddScoped<IReportListener, DeliveryListener>();
        services.AddScoped<IWaitingList, AwaitingMyWord>();
        services.AddScoped<IWaitingList, ScopesToDecide>();
        services.AddScoped<IWaitingList, MyReturnedPosts>();
        services.AddScoped<IWaitingList, DeliveriesInDoubt>();
        services.AddScoped<IHomeNews, GoingOutToday>();
    }

    public static void MapPublishing(this IEndpointRouteBuilder app)
    {
        app.MapDrafting();
        app.MapGet(PostList.Path, PostList.Show).Requires(Act.ReadPosts);
        app.MapGet("/posts.csv", PostList.Csv).Requires(Act.ReadPosts);
        app.MapGet("/posts/{id:guid}", PostDetail.Show).Requires(Act.ReadPosts);
        app.MapGet("/posts/{id:guid}/reschedule", RescheduleForm.Ask).Requires(Act.ReadPosts);
        app.MapPost("/posts/{id:guid}/reschedule", RescheduleForm.Do).Requires(Act.SteerDeliveries);
        foreach (var name in PostActs.Names)
        {
            var act = name is "take-back" or "test" or "correct" ? Act.WritePosts : Act.SteerDeliveries;
            app.MapGet($"/posts/{{id:guid}}/{name}", (Guid id, Organizations.Me me, CoreDb db, CancellationToken ct) => PostActs.Ask(id, name, me, db, ct)).Requires(act);
            app.MapPost($"/posts/{{id:guid}}/{name}", (Guid id, Foundation.Web.Forms.FormState form, Organizations.Me me, CoreDb db, PostActs.Handlers handlers, CancellationToken ct) => PostActs.Do(id, name, form, me, db, handlers, ct)).Requires(act);
        }

        app.MapGet("/approvals", ApprovalPages.List).Requires(Act.ReadPosts);
        app.MapGet("/approvals/{id:guid}", ApprovalPages.Show).Requires(Act.ReadPosts);
        app.MapPost("/approvals/{id:guid}", ApprovalPages.BackTo).Requires(Act.CheckPosts);
        foreach (var step in (string[])["confirm", "approve", "review"])
        {
            app.MapGet($"/approvals/{{id:guid}}/{step}", (Guid id, HttpRequest request) => Foundation.Web.Pages.GoTo($"/approvals/{id}{request.QueryString}")).Requires(Act.ReadPosts);
        }

        app.MapPost("/approvals/{id:guid}/confirm", ApprovalPages.Confirm).Requires(Act.CheckPosts);
        app.MapPost("/approvals/{id:guid}/approve", ApprovalPages.Approve).Requires(Act.CheckPosts);
        app.MapGet("/approvals/{id:guid}/return", ApprovalPages.AskReturn).Requires(Act.CheckPosts);
        app.MapPost("/approvals/{id:guid}/return", ApprovalPages.Return).Requires(Act.CheckPosts);
        app.MapGet("/approvals/{id:guid}/hand-on", ApprovalPages.AskHandOn).Requires(Act.CheckPosts);
        app.MapPost("/approvals/{id:guid}/hand-on", ApprovalPages.HandOn).Requires(Act.CheckPosts);
        app.MapPost("/approvals/{id:guid}/review", ApprovalPages.Review).Requires(Act.ApprovePosts);

        app.MapGet(Calendar.Path, Calendar.Show).Requires(Act.ReadCalendar);
        app.MapGet(DeliveryLog.Path, DeliveryLog.Show).Requires(Act.ReadDeliveries);
        app.MapGet("/deliveries.csv", DeliveryLog.Csv).Requires(Act.ReadDeliveries);
        LineDeliveries.Map(app);
        app.MapGet("/deliveries/waiting", DeliveryLog.ShowWaiting).Requires(Act.ReadDeliveries);
        app.MapGet("/deliveries/{id:guid}/decide", DeliveryLog.AskDecision).Requires(Act.SteerDeliveries);
        app.MapPost("/deliveries/{id:guid}/decide", DeliveryLog.Decide).Requires(Act.SteerDeliveries);

        app.MapGet(ScopePages.Path, ScopePages.List).Requires(Act.ReadScopes);
        app.MapGet("/scopes/new", ScopePages.Ask).Requires(Act.WritePosts);
        app.MapPost("/scopes/new", ScopePages.Propose).Requires(Act.WritePosts);
        app.MapGet("/scopes/{id:guid}", ScopePages.Show).Requires(Act.ReadScopes);
        app.MapPost("/scopes/{id:guid}", ScopePages.Decide).Requires(Act.DecideScopes);
        ReceiptPages.Map(app);
        RoutePages.Map(app);
        HoursPages.Map(app);
    }
}
