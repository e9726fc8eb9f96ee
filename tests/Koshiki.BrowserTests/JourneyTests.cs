namespace Koshiki.BrowserTests;

/// <summary>The main job in Chromium: with the mouse, with the keyboard alone, and with script switched off.</summary>
public sealed class JourneyTests(OneDatabaseTown town) : IClassFixture<OneDatabaseTown>
{
    [Theory]
    [InlineData(Way.Mouse, "d1001")]
    [InlineData(Way.Keyboard, "d1002")]
    [InlineData(Way.WithoutScript, "d1003")]
    public Task A4_signs_in_with_password_and_code(Way way, string number) => Journeys.SignsInWithCode(town, way, number);

    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScript)]
    public Task E3_a_post_is_written_approved_by_another_person_and_delivered_once_to_three_platforms(Way way) => Journeys.WritesAndDelivers(town, way);

    [Fact]
    public Task E1_a_draft_saves_by_itself_and_is_there_after_loading_again_and_going_back() => Journeys.WritesWithoutSaving(town);

    [Fact]
    public Task E1_what_is_written_while_a_draft_is_being_saved_is_saved_after_it() => Journeys.WritesWhileItSaves(town);

    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScript)]
    public Task E3_a_returned_post_is_mended_and_submitted_again(Way way) => Journeys.ReturnsAndResubmits(town, way);

    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScript)]
    public Task E3_an_emergency_goes_first_and_is_approved_later(Way way) => Journeys.PublishesFirstAndIsApprovedLater(town, way);

    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScript)]
    public Task E3_nobody_approves_their_own_post_by_page_or_address(Way way) => Journeys.MayNotApproveHisOwn(town, way);

    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScript)]
    public Task K1_residents_find_the_official_accounts(Way way) => Journeys.FindsTheOfficialList(town, way);

    [Theory]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScript)]
    public Task K2_residents_ask_whether_an_account_is_official(Way way) => Journeys.AsksWhetherOfficial(town, way);
}

/// <summary>The same with core and edge in two databases.</summary>
public sealed class JourneyAcrossTwoDatabasesTests(TwoDatabaseTown town) : IClassFixture<TwoDatabaseTown>
{
    [Fact]
    public Task Z2_a_post_is_delivered_once_to_three_platforms() => Journeys.WritesAndDelivers(town, Way.Mouse);

    [Fact]
    public Task Z2_a_returned_post_is_mended_and_submitted_again() => Journeys.ReturnsAndResubmits(town, Way.Mouse);

    [Fact]
    public Task Z2_an_emergency_goes_first_and_is_approved_later() => Journeys.PublishesFirstAndIsApprovedLater(town, Way.Mouse);

    [Fact]
    public Task Z2_residents_find_the_official_accounts() => Journeys.FindsTheOfficialList(town, Way.Mouse);
}
