using System.Text;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.SigningIn;

namespace Koshiki.Tests.Core.Organizations;

public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>The published vectors of RFC 6238, appendix B (SHA-1), cut to six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void A4_codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeOf(Key, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void A4_a_code_counts_half_a_minute_early_and_late_and_no_longer()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111109);
        var step = Totp.StepAt(now);

        Assert.Equal([null, step - 1, step, step + 1, null], Enumerable.Range(-2, 5).Select(off => Totp.StepOf(Key, Totp.CodeOf(Key, step + off), now)));
    }

    [Fact]
    public void A4_a_code_and_a_recovery_code_work_once()
    {
        var credential = new Credential { Person = PersonId.New(), UserName = "10001" };
        credential.OfferSecondFactor([1]);
        credential.ConfirmSecondFactor(step: 100, ["abcdefgh23"], DateTimeOffset.UnixEpoch);

        Assert.Equal([false, true, false], [credential.UseStep(100), credential.UseStep(101), credential.UseStep(101)]);
        Assert.Equal([true, false], [credential.UseRecoveryCode("ABCDE-FGH23"), credential.UseRecoveryCode("abcdefgh23")]);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A4_the_key_is_written_in_base32_as_apps_read_it(string key, string text) => Assert.Equal(text, Totp.Base32(Encoding.ASCII.GetBytes(key)));

    [Theory]
    [InlineData("Asagao-2026-niwa", true)]
    [InlineData("Asagao-2026", false)]
    [InlineData("asagao-2026-niwa", false)]
    [InlineData("ASAGAO-2026-NIWA", false)]
    [InlineData("Asagao-hana-niwa", false)]
    [InlineData("Asagao2026niwaNiwa", false)]
    [InlineData("Asagao-10001-niwa", false)]
    public void A4_a_password_has_twelve_characters_of_four_kinds_and_not_the_user_name(string password, bool accepted) =>
        Assert.Equal(accepted, PasswordRules.Check(password, "10001").Succeeded);
}
