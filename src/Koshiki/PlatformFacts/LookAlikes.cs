using System.Globalization;
using System.Text;

namespace Koshiki.PlatformFacts;

/// <summary>Finds hosts that are made to be taken for a platform's.</summary>
/// <remarks>Errs on the side of warning: what is called a look-alike here is only never called official; a person decides what it is. なりすまし.</remarks>
internal static class LookAlikes
{
    /// <summary>Names long enough that a host which holds one, or nearly one, means it.</summary>
    private static readonly (string Name, Platform Platform)[] Names =
    [
        ("facebook", Platform.Facebook), ("twitter", Platform.X), ("instagram", Platform.Instagram), ("youtube", Platform.YouTube),
    ];

    public static AddressReading.LookAlike? Find(string host, string userInfo)
    {
        if (userInfo.Length > 0 && PlatformHosts.OwnerOf(userInfo.Split(':')[0].ToLowerInvariant()) is { } named)
        {
            return new AddressReading.LookAlike(named, host, LookAlikeKind.BeforeAtSign);
        }

        var latin = InLatin(host);
        if (latin != host && PlatformHosts.OwnerOf(latin) is { } imitated) return new AddressReading.LookAlike(imitated, host, LookAlikeKind.OtherScript);
        if (WithLabelsBehind(latin) is { } front) return new AddressReading.LookAlike(front, host, LookAlikeKind.ExtraLabels);
        if (IsOfGovernment(host)) return null;

        foreach (var label in latin.Split('.'))
        {
            foreach (var (name, platform) in Names)
            {
                if (label.Contains(name, StringComparison.Ordinal)) return new AddressReading.LookAlike(platform, host, LookAlikeKind.NameInHost);
                if (IsNearly(label, name)) return new AddressReading.LookAlike(platform, host, LookAlikeKind.Misspelt);
            }
        }

        return null;
    }

    /// <summary>Only governments can register below these, so a name in such a host is theirs.</summary>
    private static bool IsOfGovernment(string host) =>
        host.EndsWith(".lg.jp", StringComparison.Ordinal) || host.EndsWith(".go.jp", StringComparison.Ordinal);

    /// <summary>x.com.example.net, also x.com-login.example.net.</summary>
    private static Platform? WithLabelsBehind(string host)
    {
        foreach (var (domain, platform) in PlatformHosts.Domains)
        {
            var at = ("." + host).IndexOf("." + domain, StringComparison.Ordinal);
            if (at >= 0 && at + domain.Length < host.Length && host[at + domain.Length] is '.' or '-') return platform;
        }

        return null;
    }

    /// <summary>The host as it looks: names of other scripts decoded, their letters replaced by the Latin ones that they resemble.</summary>
    private static string InLatin(string host)
    {
        var latin = new StringBuilder(host.Length);
        foreach (var unit in Decoded(host).Normalize(NormalizationForm.FormKD))
        {
            if (char.GetUnicodeCategory(unit) == UnicodeCategory.NonSpacingMark) continue;
            latin.Append(Confusables.Plain(unit));
        }

        return latin.ToString();
    }

    private static string Decoded(string host)
    {
        if (!host.Contains("xn--", StringComparison.Ordinal)) return host;

        try
        {
            return new IdnMapping { AllowUnassigned = true }.GetUnicode(host);
        }
        catch (ArgumentException)
        {
            return host;
        }
    }

    /// <summary>One letter left out, added, replaced or two swapped, digits for letters, "rn" for "m", "vv" for "w".</summary>
    private static bool IsNearly(string label, string name)
    {
        var plain = label.Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('5', 's')
            .Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal);
        if (plain == name) return true;
        if (Math.Abs(plain.Length - name.Length) > 1) return false;

        var front = 0;
        while (front < plain.Length && front < name.Length && plain[front] == name[front]) front++;

        var (restOfLabel, restOfName) = (plain[front..], name[front..]);
        return restOfLabel.Length > restOfName.Length ? restOfLabel[1..] == restOfName
            : restOfLabel.Length < restOfName.Length ? restOfLabel == restOfName[1..]
            : restOfLabel[1..] == restOfName[1..]
              || restOfLabel.Length >= 2 && restOfLabel[0] == restOfName[1] && restOfLabel[1] == restOfName[0] && restOfLabel[2..] == restOfName[2..];
    }
}
