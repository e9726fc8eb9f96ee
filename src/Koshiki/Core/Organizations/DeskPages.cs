using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Organizations.Logs;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Core.Organizations.People;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Core.Organizations;

/// <param name="Links">Each with what one does there.</param>
public sealed record DeskView(string Title, IReadOnlyList<(Link Link, string Words)> Links);

/// <summary>A page of the administration, or of one's own settings, that stands on the list of them. Other areas add theirs: <c>services.AddSingleton(new DeskEntry(…))</c>.</summary>
/// <param name="Act">Who may open it.</param>
/// <param name="Own">True for one's own settings (/me), false for the administration (/admin).</param>
public sealed record DeskEntry(string Text, string Href, string Words, Act Act, bool Own = false)
{
    internal static IReadOnlyList<DeskEntry> OfOrganizations { get; } =
    [
        new("所属の一覧", OfficePages.Path, "所属の登録、名称の変更、統合・分割・廃止、取込みと出力", Act.ReadOffices),
        new("利用者の一覧", PeoplePages.Path, "利用者の登録、異動、代決、サインインの再設定、取込みと出力", Act.ReadPeople),
        new("操作記録", LogPages.Path, "いつ、だれが、何を、どう変えたか", Act.ReadLog),
        new("パスワードの変更", SignInPages.PasswordPath, "自分のパスワードを変える", Act.UseOwnDesk, Own: true),
        new("二段階認証の設定", SignInPages.SecondFactorPath, "認証アプリの確認コードを使う", Act.UseOwnDesk, Own: true),
        new("サインインの一覧", "/me/sessions", "今サインインしている端末を確かめ、終了する", Act.UseOwnDesk, Own: true),
        new("代決の登録", "/me/deputy", "自分が不在の間、代わりに決裁する人を決める（所属長・部局長）", Act.UseOwnDesk, Own: true),
    ];
}

/// <summary>The two lists of pages: administration, and one's own settings.</summary>
internal static class DeskPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/admin", (Me me, IEnumerable<DeskEntry> entries) => Show("管理", entries.Where(entry => !entry.Own), me)).Requires(Act.ReadOffices);
        app.MapGet("/me", (Me me, IEnumerable<DeskEntry> entries) => Show("自分の設定", entries.Where(entry => entry.Own), me)).Requires(Act.UseOwnDesk);
    }

    private static IResult Show(string title, IEnumerable<DeskEntry> entries, Me me) =>
        Pages.Show<DeskPage>(new DeskView(title, [.. entries.Where(entry => me.May(entry.Act)).Select(entry => (new Link(entry.Text, entry.Href), entry.Words))]));
}
