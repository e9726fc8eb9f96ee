using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Retiring;

/// <summary>What the site says of accounts that end: from the day they leave the list until some time after their deletion. K3; G2-8(2)イ.</summary>
internal sealed class RetirementNotices(CoreDb db) : IPublicDocuments
{
    public async Task<IReadOnlyList<PublicDocument>> On(DateOnly day, CancellationToken ct)
    {
        var shown = await (
            from retirement in db.Retirements.AsNoTracking()
            where retirement.State != RetirementState.Withdrawn && retirement.NoticeFrom != null && retirement.NoticeFrom <= day && (retirement.SiteNoticeUntil == null || retirement.SiteNoticeUntil >= day)
            join account in db.Accounts on retirement.Account equals account.Id
            orderby retirement.AccountKey
            select new { retirement, account.Platform, account.PlatformLabel }).ToListAsync(ct);
        var offices = await OfficeNames.Of(db, shown.Select(one => one.retirement.Office), ct);
        return [.. shown.Select(one => Notice(one.retirement, one.PlatformLabel ?? one.Platform.DisplayName, offices.GetValueOrDefault(one.retirement.Office, "")))];
    }

    private static PublicDocument Notice(Retirement retirement, string platform, string office)
    {
        var end = retirement.DeletedOn is { } gone
            ? $"{gone.InWords}に、アカウントを削除しました。"
            : retirement.Report.DeletionPlannedOn is { } planned && planned > retirement.NoticeUntil ? $"{planned.InWords}ごろに、アカウントを削除する予定です。" : $"{retirement.NoticeUntil?.InWords}の後に、アカウントを削除する予定です。";
        List<PublicSection> sections =
        [
            new("お知らせ", retirement.Report.NoticeText),
            new("アカウント", $"・名称：{retirement.AccountName}\n・媒体：{platform}\n・URL：{retirement.Address}"),
            new("終了の時期", end),
        ];
        if (retirement.Report.Successor.Length > 0) sections.Add(new("これからの情報", retirement.Report.Successor));
        sections.Add(new("なりすましへの注意", "終了した後に、同じ名前やよく似た名前のアカウントがあっても、公式のものではありません。"));
        sections.Add(new("問合せ", $"{office}にお問い合わせください。"));
        return new PublicDocument(PublicDocumentKind.RetirementNotice, retirement.AccountKey, $"「{retirement.AccountName}」の運用終了のお知らせ", sections, retirement.NoticeFrom!.Value, retirement.SiteNoticeUntil);
    }
}
