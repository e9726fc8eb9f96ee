using System.Security.Cryptography;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>Tells from which place a friend came: a counter, a newsletter, an event. 登録コード. K4.</summary>
public sealed class RegistrationCode
{
    /// <summary>Neither 0 and O nor 1, I and l: a code may have to be read aloud.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public required string AccountKey { get; init; }

    /// <summary>Eight letters and digits, in the address of the QR code; never reused.</summary>
    public required string Code { get; init; }

    /// <summary>The place in the government's words, such as 市民課の窓口 or 広報紙6月号.</summary>
    public required string Place { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required string MadeByName { get; init; }

    /// <summary>The address that its QR code leads to: the account's page of preferences, which also leads to becoming a friend.</summary>
    /// <param name="residents">The public host.</param>
    public Uri AddressOn(Uri residents) => new(residents, $"/public/line/preferences/{AccountKey}?from={Code}");

    public static RegistrationCode New(string accountKey, string place, Decider by, DateTimeOffset now) =>
        new() { AccountKey = accountKey, Code = RandomNumberGenerator.GetString(Letters, 8), Place = place, MadeAt = now, MadeByName = by.Name };
}

/// <summary>Makes a code for one more place.</summary>
public sealed record MakeRegistrationCode(string AccountKey, string Place);

public sealed class MakeRegistrationCodeHandler(CoreDb db, TimeProvider clock)
{
    private const int LongestPlace = 60;

    /// <returns>The code, or <see cref="LineAccountNotFound"/>, <see cref="MayNotChangeSegments"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<RegistrationCode>> Handle(MakeRegistrationCode command, Me me, CancellationToken ct)
    {
        // Read
        if (!await db.Set<Accounts.Account>().AnyAsync(a => a.Key == command.AccountKey && a.Platform == Platform.Line, ct)) return new LineAccountNotFound(command.AccountKey);
        var place = InputText.Name(command.Place);
        var known = await db.RegistrationCodes.AnyAsync(c => c.AccountKey == command.AccountKey && c.Place == place, ct);

        // Decide
        if (!me.May(Act.ChangeSegments)) return new MayNotChangeSegments();
        if (place.Length == 0) return new NotAcceptable([new Fault("place", "QRコードを置く場所が入力されていません。あとで見分けられる名前を入力してください（例：市民課の窓口）。")]);
        if (place.Length > LongestPlace) return new NotAcceptable([new Fault("place", $"場所の名前が長すぎます。{LongestPlace}文字までにしてください。")]);
        if (known) return new NotAcceptable([new Fault("place", $"「{place}」の登録コードはすでにあります。一覧から選んでください。")]);

        // Write
        var code = RegistrationCode.New(command.AccountKey, place, me.AsDecider, clock.GetUtcNow());
        db.RegistrationCodes.Add(code);
        await db.SaveChangesAsync(ct);
        return code;
    }
}
