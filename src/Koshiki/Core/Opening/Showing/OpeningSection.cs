using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Core.Opening.Showing;

/// <summary>What the account's own page says of its consultation, documents and disclosure, with the way to them.</summary>
internal sealed class OpeningSection(CoreDb db) : IAccountSection
{
    private const string Missing = "未対応";

    public int Order => 10;

    public async Task<AccountSection?> For(Me me, Account account, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        ArgumentNullException.ThrowIfNull(account);
        if (!me.May(Act.ReadDocuments, account.Office, account.Key)) return null;
        var papers = (await Papers.Read(db, [account.Id], now.DayInJapan, ct))[account.Id];
        var inUse = account.State is not (AccountState.InConsultation or AccountState.Retired);
        var lacks = inUse ? papers.Lacking(GuidelineStart.MustHaveAsked(account.OpenedOn, await GuidelineStart.Of(db, ct))).ToHashSet() : [];
        var path = $"/accounts/{account.Key}/documents";
        return new AccountSection(
            "開設の協議と書類",
            [
                .. Lacks.All.Select(lack => new AccountLine(lack.Word, Words(lack, papers, lacks.Contains(lack)), lacks.Contains(lack) ? Missing : null, lack.Document is { } kind ? $"{path}/{kind.Key}" : null)),
            ],
            new Link("書類と記録を開く", path));
    }

    private static string Words(Lack lack, Papers papers, bool isMissing) => lack switch
    {
        _ when isMissing => "足りません。",
        Lack.Consultation => papers.Consultation is { } asked ? $"{papers.ConsultedHow}（{asked.Since.InWordsWithoutWeekday}）" : "対象外",
        Lack.Disclosure => papers.Disclosure is { IsDisclosed: true } looked ? $"{looked.CheckedOn.InWordsWithoutWeekday}に確かめました。" : "－",
        _ => papers.Document(lack.Document!.Value)?.InWords ?? "－",
    };
}
