using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.OwnRulebooks;

public sealed record RulebookRow(Guid Id, string Whose, string Title, string Document, bool IsAddress, string Correspondence, DateOnly From, DateOnly? Last, string By, bool MayEnd);

public sealed record RulebookListView(FormState Form, IReadOnlyList<RulebookRow> Rows, IReadOnlyList<Choice> Whose, bool MayRegister);

/// <summary>Registers equivalent rules of an office's or a division's own. 独自の定めの登録. B6.</summary>
internal sealed record RegisterRulebook(OfficeId? Office, string? Division, string Title, string Document, string Correspondence, DateOnly From);

/// <summary>終了.</summary>
internal sealed record EndRulebook(OwnRulebookId Rulebook);

internal sealed class RulebookHandler(CoreDb db, TimeProvider clock)
{
    /// <returns><see cref="MayNotRegisterRulebook"/>, or what <see cref="OwnRulebook.Register"/> says.</returns>
    public async Task<Result<OwnRulebook>> Handle(RegisterRulebook command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        // Decide
        if (!(command.Office is { } office ? me.May(Act.RegisterRulebooks, office) : me.ScopeOf(Act.RegisterRulebooks) is Scope.Government)) return new MayNotRegisterRulebook();
        var book = OwnRulebook.Register(command.Office, command.Division, command.Title, command.Document, command.Correspondence, command.From, me.Name, clock.GetUtcNow());
        if (book.IsRefused(out var no)) return no;

        // Write
        db.OwnRulebooks.Add(book.Value);
        await db.SaveChangesAsync(ct);
        return book;
    }

    /// <returns><see cref="RulebookNotFound"/>, <see cref="MayNotRegisterRulebook"/>, <see cref="RulebookHasEnded"/>.</returns>
    public async Task<Result<Done>> Handle(EndRulebook command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        // Read
        if (await db.OwnRulebooks.SingleOrDefaultAsync(b => b.Id == command.Rulebook, ct) is not { } book) return new RulebookNotFound();

        // Decide
        if (!RulebookPages.MayEnd(book, me)) return new MayNotRegisterRulebook();
        if (book.End(clock.GetUtcNow().DayInJapan).IsRefused(out var no)) return no;

        // Write
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}

internal static class RulebookPages
{
    public const string Path = "/rules/own";
    private const string DivisionMark = "division:";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadRules);
        app.MapPost(Path, Register).Requires(Act.RegisterRulebooks);
        app.MapPost(Path + "/{id:guid}/end", End).Requires(Act.RegisterRulebooks);
    }

    public static bool MayEnd(OwnRulebook book, Me me) => book.Office is { } office ? me.May(Act.RegisterRulebooks, office) : me.ScopeOf(Act.RegisterRulebooks) is Scope.Government;

    private static async Task<IResult> Show(Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        return Pages.Show<RulebookPage>(await View(FormState.Of(FormDays.Boxes("from", today)), me, db, clock, ct));
    }

    private static async Task<IResult> Register(FormState form, Me me, CoreDb db, RulebookHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var who = form["who"];
        var from = form.DayIn("from");
        OfficeId? office = Guid.TryParse(who, out var given) ? new OfficeId(given) : null;
        var division = who.StartsWith(DivisionMark, StringComparison.Ordinal) ? who[DivisionMark.Length..] : null;
        Result<OwnRulebook> done = from.IsRefused(out var notADay) ? new NotAcceptable([new Fault("from", notADay.Sentence)])
            : office is null && division is null ? new NotAcceptable([new Fault("who", "所属か区分を選んでください。")])
            : await handler.Handle(new RegisterRulebook(office, division, InputText.Name(form["title"]), InputText.Name(form["document"]), InputText.Prose(form["correspondence"]).Trim(), from.Value), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo(Path, Notice.Success("独自の定めを登録しました。", "要領の確認の状況では「独自の定め」になります。"));
        return no is Invalid ? Pages.ShowAgain<RulebookPage>(await View(form.With(no), me, db, clock, ct), no) : Pages.Refuse(no);
    }

    private static async Task<IResult> End(Guid id, Me me, RulebookHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(new EndRulebook(new OwnRulebookId(id)), me, ct);
        return done.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo(Path, Notice.Success("独自の定めを終わりにしました。", "明日からは要領の確認を求めます。"));
    }

    private static async Task<RulebookListView> View(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var offices = await db.OfficesOn(clock.GetUtcNow().DayInJapan).OrderBy(o => o.Code).Select(o => new { o.Id, o.Name, o.Division }).ToListAsync(ct);
        var names = offices.ToDictionary(o => o.Id, o => o.Name);
        var books = await db.OwnRulebooks.AsNoTracking().OrderByDescending(b => b.Last == null).ThenByDescending(b => b.From).ToListAsync(ct);
        List<Choice> whose = me.ScopeOf(Act.RegisterRulebooks) is Scope.Government ? [.. offices.Select(o => o.Division).Distinct().Select(one => new Choice(DivisionMark + one, $"{one}（区分の全ての所属）", Group: "区分"))] : [];
        whose.AddRange(offices.Where(o => me.May(Act.RegisterRulebooks, o.Id)).Select(o => new Choice(o.Id.Value.ToString(), o.Name, Group: "所属")));
        return new RulebookListView(
            form,
            [.. books.Select(b => new RulebookRow(
                b.Id.Value, b.Office is { } office ? names.GetValueOrDefault(office, "（廃止された所属）") : $"{b.Division}（区分）", b.Title, b.Document, b.Document.StartsWith("https://", StringComparison.Ordinal), b.Correspondence, b.From, b.Last, b.ByName,
                b.Last is null && MayEnd(b, me)))],
            whose, me.May(Act.RegisterRulebooks));
    }
}
