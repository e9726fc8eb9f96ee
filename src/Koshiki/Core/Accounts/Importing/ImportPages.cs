using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;

namespace Koshiki.Core.Accounts.Importing;

/// <summary>A file of accounts sent through the page; each row must be within the sender's reach.</summary>
internal static class ImportPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts/import", () => Pages.Show<ImportAccountsPage>(new ImportAccountsView(FormState.Empty, null))).Requires(Act.ChangeAccounts);
        app.MapPost("/accounts/import", Import).Requires(Act.ChangeAccounts).LimitForm(megabytes: 10);
    }

    private static async Task<IResult> Import(FormState form, Me me, ImportAccountsHandler handler, CancellationToken ct)
    {
        if (form.Files is not [var file]) return Again(new NotAcceptable([new Fault("file", "CSVファイルを1つ選んでください。")]));

        var dryRun = form["act"] != "import";
        var done = await handler.Handle(new ImportAccounts(file.OwnName, await file.Bytes(ct), dryRun, me), ct);
        if (done.IsRefused(out var refusal)) return Again(refusal);

        var words = $"新しいアカウント{done.Value.Added}件、変更{done.Value.Changed}件、変更なし{done.Value.Unchanged}件";
        return dryRun
            ? Pages.Show<ImportAccountsPage>(new ImportAccountsView(form, $"誤りはありません。{words}です。まだ取り込んでいません。同じファイルを選んで「取り込む」を押してください。"))
            : Pages.GoTo("/accounts", Notice.Success("アカウントを取り込みました。", words + "です。"));

        IResult Again(Refusal reason) => Pages.ShowAgain<ImportAccountsPage>(new ImportAccountsView(form.With(reason), null), reason);
    }
}

/// <param name="Checked">What a check without storing found.</param>
public sealed record ImportAccountsView(FormState Form, string? Checked);
