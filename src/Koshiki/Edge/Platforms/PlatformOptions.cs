using System.ComponentModel.DataAnnotations;

namespace Koshiki.Edge.Platforms;

/// <summary>Where the platforms are. Only these addresses tell the product whether it talks to a platform or to a stand-in.</summary>
internal sealed class PlatformOptions
{
    public const string Section = "Koshiki:Platforms";

    public LineOptions Line { get; set; } = new();

    public XOptions X { get; set; } = new();

    public MetaOptions Meta { get; set; } = new();

    /// <summary>Settings of LINE's Messaging API.</summary>
    internal sealed class LineOptions
    {
        /// <summary>Base address of every call. Default: LINE's own. Must be https, or http on this machine.</summary>
        [Required]
        public Uri ApiBaseUrl { get; set; } = new("https://api.line.me");

        /// <summary>Base address of pictures' uploads. Default: LINE's own. Must be https, or http on this machine.</summary>
        [Required]
        public Uri DataApiBaseUrl { get; set; } = new("https://api-data.line.me");

        /// <summary>Where residents sign in by LINE. Default: LINE's own. Must be https, or http on this machine.</summary>
        [Required]
        public Uri LoginBaseUrl { get; set; } = new("https://access.line.me");
    }

    /// <summary>Settings of the X API v2.</summary>
    internal sealed class XOptions
    {
        /// <summary>Base address of every call. Default: X's own. Must be https, or http on this machine.</summary>
        [Required]
        public Uri ApiBaseUrl { get; set; } = new("https://api.x.com");
    }

    /// <summary>Settings of Meta's Graph API.</summary>
    internal sealed class MetaOptions
    {
        /// <summary>Base address without the version. Default: Meta's own. Must be https, or http on this machine.</summary>
        [Required]
        public Uri GraphBaseUrl { get; set; } = new("https://graph.facebook.com");

        /// <summary>The version that every call names, such as <c>v25.0</c> (default). Meta retires a version after about two years.</summary>
        [Required]
        [RegularExpression(@"^v\d{1,3}\.\d$")]
        public string GraphVersion { get; set; } = "v25.0";
    }

    /// <summary>Every address must keep tokens from being read on the way.</summary>
    /// <returns>The first fault; null when there is none.</returns>
    public string? Fault()
    {
        foreach (var (name, address) in new[] { ("Line__ApiBaseUrl", Line.ApiBaseUrl), ("Line__DataApiBaseUrl", Line.DataApiBaseUrl), ("Line__LoginBaseUrl", Line.LoginBaseUrl), ("X__ApiBaseUrl", X.ApiBaseUrl), ("Meta__GraphBaseUrl", Meta.GraphBaseUrl) })
        {
            if (!address.IsAbsoluteUri || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            {
                return $"Koshiki__Platforms__{name} must be an https address (http only on this machine), but is '{address}'.";
            }
        }

        var version = new List<ValidationResult>();
        return Validator.TryValidateObject(Meta, new ValidationContext(Meta), version, validateAllProperties: true) ? null : version[0].ErrorMessage;
    }
}
