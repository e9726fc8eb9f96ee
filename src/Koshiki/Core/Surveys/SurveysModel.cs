using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys;

internal static class SurveysModel
{
    private const string Schema = "surveys";

    public static void Build(ModelBuilder model)
    {
        model.Entity<QuestionnaireVersion>(version =>
        {
            version.ToTable("questionnaire_version", Schema);
            version.HasKey(v => v.Id);
            version.HasIndex(v => new { v.Key, v.Number }).IsUnique();
            version.Ignore(v => v.IsPublished);
            version.Property(v => v.Content).AsJson();
            version.Property(v => v.Version).IsRowVersion();
        });
        model.Entity<Survey>(survey =>
        {
            survey.ToTable("survey", Schema);
            survey.HasKey(s => s.Id);
            survey.HasIndex(s => s.Key).IsUnique();
            survey.Ignore(s => s.LastDay);
            survey.Property(s => s.Version).IsRowVersion();
        });
        model.Entity<SurveyResponse>(response =>
        {
            response.ToTable("response", Schema);
            response.HasKey(r => r.Id);
            response.HasIndex(r => new { r.Survey, r.Office }).IsUnique();
            response.HasIndex(r => new { r.Office, r.Status });
            response.Ignore(r => r.Given).Ignore(r => r.CommentsNow).Ignore(r => r.LastReturn);
            response.Property(r => r.Answers).AsJson();
            response.Property(r => r.Tally).NotLogged();
            response.Property(r => r.AskedSections).NotLogged();
            response.Property(r => r.DoneSections).AsJson().NotLogged();
            response.HasMany(r => r.Events).WithOne().HasForeignKey(e => e.Response).OnDelete(DeleteBehavior.Restrict);
            response.Navigation(r => r.Events).HasField("events").UsePropertyAccessMode(PropertyAccessMode.Field);
            response.Property(r => r.Version).IsRowVersion();
        });
        model.Entity<ResponseEvent>(happened =>
        {
            happened.ToTable("response_event", Schema);
            happened.HasKey(e => e.Id);
            happened.Property(e => e.Id).ValueGeneratedNever();
            happened.HasIndex(e => new { e.Response, e.At });
            happened.Property(e => e.Questions).AsJson();
        });
        model.Entity<SurveyInquiry>(inquiry =>
        {
            inquiry.ToTable("inquiry", Schema);
            inquiry.HasKey(i => i.Id);
            inquiry.HasIndex(i => new { i.Survey, i.AskedAt });
        });
        model.Entity<SurveyEvidence>(evidence =>
        {
            evidence.ToTable("evidence", Schema);
            evidence.HasKey(e => e.Id);
            evidence.HasIndex(e => new { e.Response, e.Question });
        });
        model.Entity<TextGroup>(group =>
        {
            group.ToTable("text_group", Schema);
            group.HasKey(g => new { g.Response, g.Field });
        });
    }
}

/// <summary>The tables of this area.</summary>
public static class SurveySets
{
    extension(CoreDb db)
    {
        public DbSet<QuestionnaireVersion> Questionnaires => db.Set<QuestionnaireVersion>();

        public DbSet<Survey> Surveys => db.Set<Survey>();

        public DbSet<SurveyResponse> SurveyResponses => db.Set<SurveyResponse>();

        public DbSet<SurveyInquiry> SurveyInquiries => db.Set<SurveyInquiry>();

        public DbSet<SurveyEvidence> SurveyEvidence => db.Set<SurveyEvidence>();

        public DbSet<TextGroup> TextGroups => db.Set<TextGroup>();
    }
}
