using System.ComponentModel.DataAnnotations;
using Koshiki.Core.Publishing.Checking;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing;

/// <summary>The settings of publishing, <c>Koshiki__Publishing__*</c>; checked at start.</summary>
public sealed class PublishingOptions
{
    public const string Section = "Koshiki:Publishing";

    /// <summary>How long a post with no set time waits after its approval, so that it can still be taken back. 取消し可能時間. 0 to 10 minutes; 1 minute by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan CancelWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after its time a post may still go where its author sets no limit. 10 minutes to 24 hours; 6 hours by default.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "1.00:00:00")]
    public TimeSpan Lateness { get; set; } = TimeSpan.FromHours(6);

    /// <summary>By when the word on an emergency is due afterwards. 事後承認の期限. 1 hour to 7 days; 24 hours by default.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00")]
    public TimeSpan LaterApprovalWithin { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How close two posts of one account may come before the calendar warns. 0 to 24 hours; 60 minutes by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Collision { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How many LINE messages within 30 days to the same people are still no reason to ask the author for one. 1 to 1,000; 12 by default. F5.</summary>
    [Range(1, 1000)]
    public int MostMessages { get; set; } = 12;

    /// <summary>The government's own hosts, such as <c>city.example.lg.jp</c>: setting <c>Koshiki__OwnHosts</c>, separated by commas. Links elsewhere are pointed out as external. While none is set, every <c>.lg.jp</c> counts as its own.</summary>
    public string[] OwnHosts { get; set; } = [];

    /// <summary>The hosts of the installation's own addresses, for residents and for staff.</summary>
    public string[] ProgramHosts { get; set; } = [];

    /// <summary>How long texts may be; settings section <c>Koshiki:ChannelLimits</c>.</summary>
    public ChannelLimits ChannelLimits { get; set; } = ChannelLimits.Default;

    /// <summary>What the content checks know of this installation on a day.</summary>
    public CheckContext ChecksOn(DateOnly today) => new(today) { OwnHosts = OwnHosts, ProgramHosts = ProgramHosts };

    /// <summary>Takes the hosts from the installation's settings. An entry with a scheme or a path is read as its host.</summary>
    internal void TakeHosts(string? ownHosts, params IEnumerable<Uri> program)
    {
        if (!string.IsNullOrWhiteSpace(ownHosts)) OwnHosts = [.. ownHosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(HostOf)];
        ProgramHosts = [.. program.Where(address => !address.IsLoopback).Select(address => address.IdnHost).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static string HostOf(string entry) =>
        Uri.TryCreate(entry.Contains("://", StringComparison.Ordinal) ? entry : "https://" + entry.TrimStart('*', '.'), UriKind.Absolute, out var address) && address.Host.Length > 0
            ? address.IdnHost
            : throw new SettingException($"Koshiki__OwnHosts names '{entry}', which is not a host; write hosts such as city.example.lg.jp, separated by commas.");
}
