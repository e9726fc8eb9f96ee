using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Registering;
using Koshiki.Core.Opening;
using Koshiki.Core.Opening.Acquiring;
using Koshiki.Core.Opening.Applying;
using Koshiki.Core.Opening.Keeping;
using Koshiki.Core.Opening.Lacking;
using Koshiki.Core.Opening.Reviewing;
using Koshiki.Core.Opening.Writing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Opening;

/// <summary>A city whose 観光課 wants an account: 長谷川 writes, 中島 is head; 大西 is of the PR office with its head 髙橋, 野口 of the IT office.</summary>
public sealed class City : IAsyncLifetime
{
    public const string Writer = "長谷川 舞", Head = "中島 徹", Pr = "大西 直人", PrHead = "髙橋 由紀", It = "野口 健太";

    internal StaffApplication Staff { get; private set; } = null!;

    internal OfficeId Tourism { get; private set; }

    internal OfficeId PrOffice { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Staff = await StaffApplication.Start();
        PrOffice = await Staff.AddOffice("01001", "広報課", OfficeFunction.PublicRelations);
        await Staff.AddOffice("01002", "情報政策課", OfficeFunction.InformationTechnology);
        Tourism = await Staff.AddOffice("05001", "観光課", department: "経済部");
        await Staff.AddPerson(Writer, "05001", Duty.Staff, "hasegawa");
        await Staff.AddPerson(Head, "05001", Duty.Head, "nakajima");
        await Staff.AddPerson(Pr, "01001", Duty.Staff, "onishi");
        await Staff.AddPerson(PrHead, "01001", Duty.Head, "takahashi");
        await Staff.AddPerson(It, "01002", Duty.Staff, "noguchi");
        await using var db = Staff.Open();
        foreach (var office in new[] { Tourism, PrOffice }) db.OfficeContacts.Add(OfficeContact.Parse(office, "089-912-0000").Value);
        await db.SaveChangesAsync();
        await Register("広報課のX", "x", "https://x.com/aiko_koho", PrHead, "01001");
    }

    public ValueTask DisposeAsync() => Staff.DisposeAsync();

    /// <summary>Lets a person use a handler, as the pages do.</summary>
    internal async Task<T> As<THandler, T>(string person, Func<THandler, Me, Task<T>> deed) where THandler : notnull
    {
        await using var scope = Staff.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CoreDb>();
        var id = await db.People.Where(p => p.Name == person).Select(p => p.Id).SingleAsync();
        var me = (await scope.ServiceProvider.GetRequiredService<MeReader>().Read(id, Staff.Clock.Today, default))!;
        scope.ServiceProvider.GetRequiredService<Acting>().As(me.AsActor());
        return await deed(scope.ServiceProvider.GetRequiredService<THandler>(), me);
    }

    /// <summary>An account that was in use before anybody asked.</summary>
    internal async Task<Account> Register(string name, string platform, string url, string by = PrHead, string office = "05001", DateOnly? openedOn = null)
    {
        var entry = new AccountEntry { Id = "", OfficeCode = office, Platform = platform, Name = name, Url = url, Operator = "direct", OpenedOn = openedOn ?? new DateOnly(2020, 5, 1), State = "active", Purpose = "課の知らせ" };
        return (await As<AccountHandler, Result<Account>>(by, (handler, me) => handler.Handle(new RegisterAccount(entry), me, default))).Value;
    }

    internal static NeedCheck Need { get; } = new(12, TwoWayUse.Replies, "旬の観光情報が毎日集まる。", "窓口で月40件の問合せがある。", "広報課のXは市政全般を扱い、観光の情報が埋もれる。", "写真が中心で、若い旅行者が多く使う。", "");

    internal static ConsultationForm Form { get; } = new(new DateOnly(2026, 5, 1), "aiko_kanko", OperatorKind.Direct, "", Writer, "内線2345", "");

    /// <summary>Begun and judged needed.</summary>
    internal async Task<ConsultationId> Begin(string platform = "x", string name = "愛光の旅", string? account = null, string by = Writer, string office = "05001")
    {
        var begun = await As<ApplyHandler, Result<Consultation>>(by, (handler, me) => handler.Handle(new BeginConsultation(office, platform, "", name, "旬の観光情報を写真で知らせます。", account), me, default));
        var id = begun.Value.Id;
        var judged = await As<ApplyHandler, Result<ConsultationState>>(by, (handler, me) => handler.Handle(new CheckNeed(id, name, "旬の観光情報を写真で知らせます。", Need), me, default));
        Assert.Equal(ConsultationState.Preparing, judged.Value);
        return id;
    }

    /// <summary>All documents and the form, as the first draft proposes them with the gaps filled.</summary>
    internal async Task Write(ConsultationId id, string by = Writer)
    {
        foreach (var kind in DocumentKinds.All)
        {
            var saved = await As<DocumentHandler, Result<DocumentVersion>>(by, async (handler, me) => await handler.Handle(await Filled(id, kind), me, default));
            Assert.True(saved.Succeeded, saved.Succeeded ? "" : saved.Refusal.ToString());
        }

        Assert.True((await As<ApplyHandler, Result<ConsultationState>>(by, (handler, me) => handler.Handle(new FillInForm(id, Form), me, default))).Succeeded);
    }

    internal async Task<SaveDocument> Filled(ConsultationId id, DocumentKind kind)
    {
        await using var scope = Staff.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CoreDb>();
        var known = scope.ServiceProvider.GetRequiredService<KnownAccounts>();
        var consultation = await db.Consultations.SingleAsync(c => c.Id == id);
        var draft = FirstDraft.Of(kind, await known.Of(consultation, default), known.Today);
        return new SaveDocument(new DocumentOwner.OfConsultation(id), kind, draft.ToDictionary(s => s.Key, s => s.Text.Length > 0 ? s.Text : "この項目の内容を書きました。"), "", null);
    }

    internal Task<Result<ConsultationState>> Submit(ConsultationId id, string by = Head) =>
        As<ApplyHandler, Result<ConsultationState>>(by, (handler, me) => handler.Handle(new SubmitConsultation(id), me, default));

    internal Task<Result<ConsultationState>> Decide(ConsultationId id, string by, ReviewSide side, bool pass = true, string opinion = "") =>
        As<ReviewHandler, Result<ConsultationState>>(by, (handler, me) => handler.Handle(new DecideConsultation(id, side, pass, opinion), me, default));

    /// <summary>Submitted and approved by both offices.</summary>
    internal async Task<ConsultationId> Approved(string name = "愛光の旅", string? account = null)
    {
        var id = await Begin(name: name, account: account);
        await Write(id);
        Assert.Equal(ConsultationState.Submitted, (await Submit(id)).Value);
        Assert.Equal(ConsultationState.InReview, (await Decide(id, Pr, ReviewSide.PrOffice)).Value);
        Assert.Equal(ConsultationState.Approved, (await Decide(id, It, ReviewSide.ItOffice)).Value);
        return id;
    }

    internal async Task<Account> Opened(ConsultationId id, string url)
    {
        var acquired = await As<AcquireHandler, Result<Account>>(Writer, (handler, me) => handler.Handle(new AcquireAccount(id, url, "", "", Staff.Clock.Today, "", Badge.NotAsked), me, default));
        Assert.True(acquired.Succeeded, acquired.Succeeded ? "" : $"{acquired.Refusal} {string.Join(' ', acquired.Refusal.Faults)}");
        return (await As<AcquireHandler, Result<Account>>(Writer, (handler, me) => handler.Handle(new PublishAccount(id, Staff.Clock.Today), me, default))).Value;
    }

    internal Task<Result<Account>> Disclose(string key, bool isDisclosed = true, bool links = true, string by = Writer) =>
        As<RecordHandler, Result<Account>>(by, (handler, me) => handler.Handle(new RecordDisclosure(key, Staff.Clock.Today, isDisclosed, isDisclosed ? "プロフィール欄のリンク" : "", links), me, default));

    internal Task<Result<Account>> Earlier(string key, Lack of, string by = Writer) =>
        As<RecordHandler, Result<Account>>(by, (handler, me) => handler.Handle(new RecordEarlier(key, of, new DateOnly(2021, 3, 1), "R3観第5号、文書管理システム"), me, default));
}
