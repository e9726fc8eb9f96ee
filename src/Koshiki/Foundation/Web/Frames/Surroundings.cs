using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Foundation.Web.Frames;

/// <summary>What stands around every page of a host: whose system it is, who is signed in, what the menu offers.</summary>
/// <remarks>The host sets it on <see cref="HttpContext.Features"/> for each request, with the menu already cut down to what the person may open.</remarks>
public sealed record Surroundings
{
    /// <summary>The name of the local government. 団体名.</summary>
    public required string OrganizationName { get; init; }

    /// <summary>The name of the system as staff know it.</summary>
    public required string SystemName { get; init; }

    /// <summary>True on a practice installation, where nothing really goes out.</summary>
    public bool Practice { get; init; }

    /// <summary>The name of whoever is signed in; null where nobody is.</summary>
    public string? UserName { get; init; }

    /// <summary>Where the name of whoever is signed in leads: his own settings.</summary>
    public string UserPath { get; init; } = "/me";

    /// <summary>After how many seconds without another request the sign-in ends; null where it does not end by itself.</summary>
    public int? SignInSeconds { get; init; }

    /// <summary>True on the host that residents see: no cookie, no token, the public frame.</summary>
    public bool ForResidents { get; init; }

    /// <summary>The main menu, at most seven items.</summary>
    public IReadOnlyList<MenuItem> Menu { get; init; } = [];

    /// <summary>Where the search box leads (GET, key <c>q</c>); null hides it.</summary>
    public string? SearchPath { get; init; }

    /// <summary>Where the sign-out button posts.</summary>
    public string SignOutPath { get; init; } = "/sign-out";

    /// <summary>Where the help link of the footer leads.</summary>
    public string HelpPath { get; init; } = "/help";

    /// <summary>The links of the public footer: accessibility statement, personal data, contact.</summary>
    public IReadOnlyList<Link> FooterLinks { get; init; } = [];

    internal static Surroundings Of(HttpContext context) =>
        context.Features.Get<Surroundings>() ?? new Surroundings { OrganizationName = "", SystemName = "公式" };
}
