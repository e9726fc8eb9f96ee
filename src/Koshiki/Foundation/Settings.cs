using Koshiki.Foundation.Database;
using Npgsql;

namespace Koshiki.Foundation;

/// <summary>What an installation says of itself, from appsettings.json, environment (<c>Koshiki__…</c>) and /run/secrets. ARCHITECTURE 4.</summary>
public sealed record Settings
{
    /// <summary>Where residents are served when nothing else is said.</summary>
    public const string UsualPublicUrl = "http://localhost:5081";

    /// <summary>Core's database, entered as <c>koshiki_core</c>. Required.</summary>
    public required string Database { get; init; }

    /// <summary>Edge's database, entered as <c>koshiki_edge</c>. Default: the same server and database.</summary>
    public required string EdgeDatabase { get; init; }

    /// <summary>Edge's database, entered as <c>koshiki_courier</c>. Default: as <see cref="EdgeDatabase"/>.</summary>
    public required string CourierDatabase { get; init; }

    /// <summary>Core's database, entered as <c>koshiki_owner</c>; only migrate, backup, restore and key rotate use it.</summary>
    public required string OwnerDatabase { get; init; }

    /// <summary>Edge's database, entered as <c>koshiki_owner</c>.</summary>
    public required string EdgeOwnerDatabase { get; init; }

    /// <summary>Which parts this node runs. Default: all.</summary>
    public required IReadOnlySet<NodeRole> Roles { get; init; }

    /// <summary>Where staff reach the program; the staff host listens there. Default: http://localhost:5080.</summary>
    public required Uri StaffUrl { get; init; }

    /// <summary>Where residents and platforms reach the program. Default: http://localhost:5081.</summary>
    public required Uri PublicUrl { get; init; }

    public required string MasterKeyFile { get; init; }

    /// <summary>The name of the government, as on every page.</summary>
    public required string Government { get; init; }

    /// <summary>True for a test or practice installation: a band on every page says that nothing really goes out.</summary>
    public required bool Practice { get; init; }

    /// <summary>Whom staff ask for help, as shown on the help page.</summary>
    public required string HelpContact { get; init; }

    /// <summary>Reads and completes the settings.</summary>
    /// <exception cref="SettingException">One is missing or cannot be read.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        var given = configuration.GetSection("Koshiki");
        var database = ReadDatabase(given, "Database") ?? throw new SettingException("Koshiki__Database is not set: name the PostgreSQL database (Host=…;Database=koshiki;Username=koshiki_core), or use --data DIR for a private one.");
        var edge = ReadDatabase(given, "EdgeDatabase");
        return new Settings
        {
            Database = DatabaseRoles.As(database, DatabaseRole.Core),
            EdgeDatabase = DatabaseRoles.As(edge ?? database, DatabaseRole.Edge),
            CourierDatabase = ReadDatabase(given, "CourierDatabase") ?? DatabaseRoles.As(edge ?? database, DatabaseRole.Courier),
            OwnerDatabase = ReadDatabase(given, "OwnerDatabase") ?? DatabaseRoles.As(database, DatabaseRole.Owner),
            EdgeOwnerDatabase = ReadDatabase(given, "EdgeOwnerDatabase") ?? DatabaseRoles.As(edge ?? database, DatabaseRole.Owner),
            Roles = ReadRoles(given["Roles"]),
            StaffUrl = ReadAddress(given, "StaffUrl", "http://localhost:5080"),
            PublicUrl = ReadAddress(given, "PublicUrl", UsualPublicUrl),
            MasterKeyFile = given["MasterKeyFile"] ?? throw new SettingException("Koshiki__MasterKeyFile is not set: name the key file made at installation (koshiki key create FILE)."),
            Government = given["Government"] ?? "公式市（設定前）",
            HelpContact = given["HelpContact"] ?? "広報の担当課または情報システムの担当課",
            Practice = ReadSwitch(given, "Practice"),
        };
    }

    /// <summary>What it holds is not shown: a password may stand in it.</summary>
    private static string? ReadDatabase(IConfiguration given, string name)
    {
        if (given[name] is not { } text) return null;
        try
        {
            _ = new NpgsqlConnectionStringBuilder(text);
            return text;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            throw new SettingException($"Koshiki__{name} cannot be read; expected is Host=…;Database=koshiki;Username=koshiki_core.");
        }
    }

    private static Uri ReadAddress(IConfiguration given, string name, string otherwise) =>
        Uri.TryCreate(given[name] ?? otherwise, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new SettingException($"Koshiki__{name} is '{given[name]}'; expected is an address such as https://koshiki.city.example.lg.jp.");

    /// <summary>Off when nothing is said.</summary>
    private static bool ReadSwitch(IConfiguration given, string name) => string.IsNullOrWhiteSpace(given[name])
        ? false
        : bool.TryParse(given[name], out var isOn) ? isOn : throw new SettingException($"Koshiki__{name} is '{given[name]}'; expected is true or false.");

    private static HashSet<NodeRole> ReadRoles(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [.. Enum.GetValues<NodeRole>()];
        return [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(one => Enum.TryParse<NodeRole>(one, ignoreCase: true, out var role)
                ? role
                : throw new SettingException($"Koshiki__Roles names '{one}'; known are staff, public, worker."))];
    }
}

/// <summary>A part of the program that a node can run.</summary>
public enum NodeRole
{
    /// <summary>Staff pages, API, and core's own unattended work.</summary>
    Staff,

    /// <summary>The pages for residents.</summary>
    Public,

    /// <summary>Delivery to the platforms.</summary>
    Worker,
}
