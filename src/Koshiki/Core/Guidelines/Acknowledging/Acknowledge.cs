using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Acknowledging;

/// <summary>Says that the guideline in force was read. 要領の確認.</summary>
/// <param name="Read">The box was ticked.</param>
/// <param name="ForMyself">As a person.</param>
/// <param name="Offices">And as the head of these.</param>
internal sealed record AcknowledgeGuideline(bool Read, bool ForMyself, IReadOnlyList<OfficeId> Offices);

/// <summary>Counts who of an office knows the rules for private use. 私的利用の周知.</summary>
internal sealed record CountPrivateUse(OfficeId Office, int? Staff, int? Told);

internal sealed class AcknowledgeHandler(CoreDb db, TimeProvider clock)
{
    /// <summary>The kinds of task that reading closes.</summary>
    public const string OfficeTask = "acknowledge-guideline-office";
    public const string PersonTask = "acknowledge-guideline-person";

    /// <returns><see cref="NoGuidelineYet"/>, <see cref="NotAcceptable"/>, <see cref="MayNotAcknowledgeFor"/>.</returns>
    public async Task<Result<Done>> Handle(AcknowledgeGuideline command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();
        var inForce = await db.GuidelineOn(now.DayInJapan, ct);
        var names = await db.OfficesOn(now.DayInJapan).Where(o => command.Offices.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        var offices = command.Offices.Distinct().ToArray();
        var tasks = await db.Tasks.Where(t => t.State == TaskState.Open && ((t.Kind == PersonTask && t.Person == me.Id) || (t.Kind == OfficeTask && t.Office != null && offices.Contains(t.Office.Value)))).ToListAsync(ct);

        // Decide
        if (inForce is null) return new NoGuidelineYet();
        var faults = new List<Fault>();
        if (!command.Read) faults.Add(new Fault("read", new TickToAcknowledge().Sentence));
        if (!command.ForMyself && offices.Length == 0) faults.Add(new Fault("as", "自分の確認か、所属の確認を選んでください。"));
        if (faults.Count > 0) return new NotAcceptable(faults);
        if (offices.FirstOrDefault(office => !me.May(Act.AcknowledgeForOffice, office)) is { } foreign && foreign != default) return new MayNotAcknowledgeFor(names.GetValueOrDefault(foreign, "この所属"));

        // Write
        if (command.ForMyself) db.Acknowledgements.Add(Acknowledgement.Of(inForce.Id, null, me.Id, me.Name, now));
        foreach (var office in offices) db.Acknowledgements.Add(Acknowledgement.Of(inForce.Id, office, me.Id, me.Name, now));
        foreach (var task in tasks.Where(task => task.Kind == OfficeTask || command.ForMyself)) task.Close(me.Id, TaskState.Done, "要領を読んだことを記録しました。", now);
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    /// <returns><see cref="NotAllowed"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<Done>> Handle(CountPrivateUse command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var today = clock.GetUtcNow().DayInJapan;
        var year = today.FiscalYear.Year;
        var count = await db.PrivateUseCounts.SingleOrDefaultAsync(c => c.Office == command.Office && c.FiscalYear == year, ct);

        // Decide
        if (!me.May(Act.AcknowledgeForOffice, command.Office)) return new NotAllowed();
        var faults = new List<Fault>();
        if (command.Staff is not (> 0 and <= PrivateUseCount.MostStaff)) faults.Add(new Fault("staff", "職員の人数を、半角の数字で入力してください。臨時や派遣の職員も数えます。"));
        if (command.Told is not >= 0) faults.Add(new Fault("told", "確認した人数を、半角の数字で入力してください。いないときは0です。"));
        else if (command.Told > command.Staff) faults.Add(new Fault("told", "確認した人数が、職員の人数より多くなっています。"));
        if (faults.Count > 0) return new NotAcceptable(faults);

        // Write
        if (count is null) db.PrivateUseCounts.Add(count = new PrivateUseCount { Office = command.Office, FiscalYear = year });
        (count.Staff, count.Told, count.CountedOn, count.ByName) = (command.Staff!.Value, command.Told!.Value, today, me.Name);
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
