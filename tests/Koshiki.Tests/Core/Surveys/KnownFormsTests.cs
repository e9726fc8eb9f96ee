using Koshiki.Core;
using Koshiki.Core.Surveys;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>The forms that are kept for all who ask.</summary>
public sealed class KnownFormsTests : IAsyncLifetime
{
    private readonly FakeClock clock = new();
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.Create();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task I1_a_draft_is_read_anew_and_a_published_version_once()
    {
        var id = await Written();

        var first = await Form(id);
        await Change(id, version => version.Change(Sheets.Niiza with { Title = "改めた題名" }, "北川", clock.GetUtcNow()).Succeeded);
        var second = await Form(id);
        await Change(id, version => version.Publish("北川", clock.GetUtcNow()).Succeeded);
        var third = await Form(id);

        Assert.Equal([Sheets.Niiza.Title, "改めた題名"], [first.Questionnaire.Title, second.Questionnaire.Title]);
        Assert.NotSame(second, third);
        Assert.Same(third, await Form(id));
    }

    private async Task<QuestionnaireVersionId> Written()
    {
        await using var db = database.OpenCore(clock: clock);
        var version = QuestionnaireVersion.Draft("niiza", 1, Sheets.Niiza, "北川", clock.GetUtcNow());
        db.Questionnaires.Add(version);
        await db.SaveChangesAsync();
        return version.Id;
    }

    private async Task Change(QuestionnaireVersionId id, Func<QuestionnaireVersion, bool> change)
    {
        await using var db = database.OpenCore(clock: clock);
        Assert.True(change(await db.Questionnaires.SingleAsync(version => version.Id == id)));
        await db.SaveChangesAsync();
    }

    private async Task<AnswerForm> Form(QuestionnaireVersionId id)
    {
        await using var db = database.OpenCore(clock: clock);
        return await db.FormOf(id, default);
    }
}
