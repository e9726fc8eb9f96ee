using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.LookAlikes;

/// <summary>Reports an account that pretends to be ours, or corrects what was reported. G2, K2.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Imitates">The key of the account of ours; empty for none in particular.</param>
public sealed record SaveLookAlike(
    LookAlikeId? Id, Platform? Platform, string Name, string Address, string Handle, string Imitates, Result<DateOnly> FoundOn, string Evidence, string Warning, Result<DateOnly>? Until);

public sealed class SaveLookAlikeHandler(CoreDb db, TimeProvider clock)
{
    private const int LongestName = 100, LongestEvidence = 2_000, LongestWarning = 300;

    /// <returns>The look-alike, or <see cref="LookAlikeNotFound"/>, <see cref="MayNotReportLookAlikes"/>, <see cref="LookAlikeIsOver"/>, <see cref="ThatIsOurs"/>, or what is wrong in the form.</returns>
    public async Task<Result<LookAlike>> Handle(SaveLookAlike command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        // Read
        var now = clock.GetUtcNow();
        var known = command.Id is { } id ? await db.LookAlikes.SingleOrDefaultAsync(alike => alike.Id == id, ct) : null;
        if (command.Id is not null && known is null) return new LookAlikeNotFound();
        if (known is not null && !me.May(Act.ReportLookAlikes, known.Office)) return new MayNotReportLookAlikes();
        if (!me.May(Act.ReportLookAlikes)) return new MayNotReportLookAlikes();
        var platform = known?.Platform ?? command.Platform;
        var key = InputText.Code(command.Imitates).ToUpperInvariant();
        var imitated = key.Length > 0 ? await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Key == key, ct) : null;

        // Decide
        var faults = Faults(command, platform, key, imitated, now.DayInJapan).ToList();
        var (address, identity) = (Url(command), Identity(command, platform));
        if (command.Address.Trim().Length > 0 && address is null) faults.Add(new Fault("address", "URLは https:// から始まる形で入力してください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        if (identity is not null && await db.Accounts.AsNoTracking().FirstOrDefaultAsync(account => account.AddressKey == identity && account.State != AccountState.Retired, ct) is { } ours)
            return new NotAcceptable([new Fault("address", new ThatIsOurs(ours.Key, ours.Name).Sentence)]);
        var facts = new LookAlikeFacts(
            InputText.Name(command.Name), address, Handle(command), imitated?.Id, command.FoundOn.Value, InputText.Prose(command.Evidence).Trim(), InputText.Prose(command.Warning).Trim().ReplaceLineEndings(" "), command.Until?.Value);
        if (known is null) db.LookAlikes.Add(known = LookAlike.Report(platform!.Value, facts, me.Roles[0].Office, me.Name, now));
        else if (known.Correct(facts).IsRefused(out var over)) return over;

        // Write
        db.RenewPublicList();
        await db.SaveChangesAsync(ct);
        return known;
    }

    private static IEnumerable<Fault> Faults(SaveLookAlike command, Platform? platform, string key, Account? imitated, DateOnly today)
    {
        if (platform is null) yield return new Fault("platform", "媒体を選んでください。");
        if (string.IsNullOrWhiteSpace(command.Name)) yield return new Fault("name", "そのアカウントが名乗っている名称を入力してください。");
        if (command.Name.Length > LongestName) yield return new Fault("name", $"名称は{LongestName}文字までにしてください。");
        if (string.IsNullOrWhiteSpace(command.Address) && string.IsNullOrWhiteSpace(command.Handle)) yield return new Fault("address", "URLかハンドルのどちらかを入力してください。住民が見分けるために要ります。");
        if (key.Length > 0 && imitated is null) yield return new Fault("imitates", $"「{key}」は登録簿にない番号です。アカウントの一覧で確かめてください。");
        if (command.FoundOn.IsRefused(out var noDay)) yield return new Fault("found", noDay.Sentence);
        else if (command.FoundOn.Value > today) yield return new Fault("found", "見つけた日が先の日になっています。");
        if (string.IsNullOrWhiteSpace(command.Evidence)) yield return new Fault("evidence", "どのように見つけ、何を確かめたかを入力してください。");
        if (command.Evidence.Length > LongestEvidence) yield return new Fault("evidence", $"{LongestEvidence:N0}文字までにしてください。");
        if (string.IsNullOrWhiteSpace(command.Warning)) yield return new Fault("warning", "住民に伝える注意の文を入力してください。");
        if (command.Warning.Length > LongestWarning) yield return new Fault("warning", $"{LongestWarning}文字までにしてください。");
        if (command.Until is { } until && until.IsRefused(out var noUntil)) yield return new Fault("until", noUntil.Sentence);
        else if (command.Until is { } day && day.Value < today) yield return new Fault("until", "終わりの日が過ぎています。今日か、先の日を入力してください。");
    }

    /// <summary>As given, over https or http only: it is shown to staff, and to residents as text.</summary>
    private static string? Url(SaveLookAlike command) =>
        Uri.TryCreate(InputText.Url(command.Address), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsoluteUri.Length <= LinkAddress.Longest ? uri.AbsoluteUri : null;

    /// <summary>By what the register compares addresses; null where the address is none of an account.</summary>
    private static string? Identity(SaveLookAlike command, Platform? platform) =>
        platform is { } of && AccountAddress.Canonical(of, command.Address.Trim().Length > 0 ? command.Address : command.Handle) is { Succeeded: true } read ? read.Value.Identity.ToString() : null;

    private static string? Handle(SaveLookAlike command) => InputText.Url(command.Handle).TrimStart('@') is { Length: > 0 } handle ? handle : null;
}
