using System.Globalization;
using System.Security.Cryptography;

namespace Koshiki.Foundation.Web.Serving;

/// <summary>Makes reference numbers (受付番号): short enough to read out on the telephone, and found in the log under the same number.</summary>
internal static class Reference
{
    /// <summary>Digits and capitals without I, L, O and U, which are misheard or misread.</summary>
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Month and day of the time in UTC, then six letters by chance: 1121-7K3QW9.</summary>
    public static string New(DateTimeOffset now) =>
        now.UtcDateTime.ToString("MMdd", CultureInfo.InvariantCulture) + "-" + RandomNumberGenerator.GetString(Letters, 6);
}
