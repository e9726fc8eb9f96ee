using System.Security.Cryptography;
using System.Text;

namespace Koshiki.Core.Organizations.SigningIn;

/// <summary>By what a person proves who he is: user name, password, and where set up a second factor. One for each person who may sign in. A4.</summary>
internal sealed class Credential
{
    /// <summary>So many wrong passwords or codes in a row lock the sign-in.</summary>
    public const int MostFailures = 5;

    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    public required PersonId Person { get; init; }

    /// <summary>Staff number or mail address in half width and lower case.</summary>
    public required string UserName { get; set; }

    /// <summary>As made by the framework's password hasher (PBKDF2 with a salt).</summary>
    public string PasswordHash { get; set; } = "";

    public DateTimeOffset? PasswordChangedAt { get; set; }

    /// <summary>True for a password that somebody else has chosen: nothing can be done before it is changed.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Wrong passwords and codes since the last success.</summary>
    public int Failures { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    /// <summary>The shared key of the one-time codes, wrapped under the master key; null until one was made.</summary>
    public byte[]? Totp { get; private set; }

    /// <summary>When the person first typed a right code; before that the key does not count.</summary>
    public DateTimeOffset? TotpConfirmedAt { get; private set; }

    /// <summary>The time step of the last code used; a code works once.</summary>
    public long LastStep { get; private set; }

    /// <summary>SHA-256 in hex of the recovery codes that are left.</summary>
    public string[] RecoveryCodes { get; private set; } = [];

    public bool HasSecondFactor => TotpConfirmedAt is not null;

    public bool IsLocked(DateTimeOffset now) => LockedUntil > now;

    /// <summary>A wrong password or code.</summary>
    public void Failed(DateTimeOffset now)
    {
        Failures++;
        if (Failures < MostFailures) return;

        LockedUntil = now + LockTime;
        Failures = 0;
    }

    public void Succeeded()
    {
        Failures = 0;
        LockedUntil = null;
    }

    /// <summary>Takes a new password; what a lock was against is gone with the old one.</summary>
    public void ChangePassword(string hash, bool chosenByOther, DateTimeOffset now)
    {
        PasswordHash = hash;
        PasswordChangedAt = now;
        MustChangePassword = chosenByOther;
        Succeeded();
    }

    /// <summary>A key to try; it counts after <see cref="ConfirmSecondFactor"/>.</summary>
    public void OfferSecondFactor(byte[] wrappedKey)
    {
        if (!HasSecondFactor) Totp = wrappedKey;
    }

    public void ConfirmSecondFactor(long step, IEnumerable<string> recoveryCodes, DateTimeOffset now)
    {
        TotpConfirmedAt = now;
        LastStep = step;
        RecoveryCodes = [.. recoveryCodes.Select(HashOf)];
    }

    /// <summary>For a lost device; the person sets up a new one at the next sign-in where his role demands it.</summary>
    public void DropSecondFactor() => (Totp, TotpConfirmedAt, RecoveryCodes) = (null, null, []);

    /// <summary>Uses up a time step; false for one that was used or is older.</summary>
    public bool UseStep(long step)
    {
        if (step <= LastStep) return false;
        LastStep = step;
        return true;
    }

    /// <summary>Uses up a recovery code.</summary>
    public bool UseRecoveryCode(string code)
    {
        var hash = HashOf(code);
        if (!RecoveryCodes.Contains(hash)) return false;
        RecoveryCodes = [.. RecoveryCodes.Where(left => left != hash)];
        return true;
    }

    /// <summary>Eight codes of ten letters and digits, without those that look alike.</summary>
    public static IReadOnlyList<string> NewRecoveryCodes() =>
        [.. Enumerable.Range(0, 8).Select(_ => RandomNumberGenerator.GetString("23456789abcdefghjkmnpqrstuvwxyz", 10))];

    private static string HashOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal).Trim().ToLowerInvariant())));
}
