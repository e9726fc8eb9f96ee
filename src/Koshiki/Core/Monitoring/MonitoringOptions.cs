using System.ComponentModel.DataAnnotations;

namespace Koshiki.Core.Monitoring;

/// <summary>Settings of monitoring on the staff side, under <c>Koshiki__Monitoring__</c>.</summary>
public sealed class MonitoringOptions
{
    public const string Section = "Koshiki:Monitoring";

    /// <summary>An account without a post for longer raises a review. Days; default 60, 7 to 3,650. D5.</summary>
    [Range(7, 3_650)]
    public int QuietDays { get; set; } = 60;

    /// <summary>Until when a finding has to be dealt with. Days from the finding; default 7, 1 to 90.</summary>
    [Range(1, 90)]
    public int FindingDays { get; set; } = 7;

    /// <summary>Until when a quiet account has to be reviewed. Days; default 30, 1 to 365.</summary>
    [Range(1, 365)]
    public int ReviewDays { get; set; } = 30;

    /// <summary>Further addresses of the official list, such as the page of the government's own site that embeds it; default none. The installation's own public list counts by itself.</summary>
    public IList<string> OfficialListAddresses { get; } = [];

    /// <summary>All addresses that count as a link back to the official list.</summary>
    public IReadOnlyList<string> ListAddresses(Uri publicUrl)
    {
        ArgumentNullException.ThrowIfNull(publicUrl);
        return [$"{publicUrl.AbsoluteUri.TrimEnd('/')}/public/accounts", .. OfficialListAddresses];
    }
}
