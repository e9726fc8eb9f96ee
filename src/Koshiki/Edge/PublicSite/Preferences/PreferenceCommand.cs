using System.Text;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>What friends can ask for by a message, or by a field of the rich menu.</summary>
internal enum PreferenceCommand
{
    /// <summary>「設定」: an address for the form.</summary>
    Choose,

    /// <summary>「緊急のみ」.</summary>
    EmergencyOnly,

    /// <summary>「すべて」.</summary>
    Everything,

    /// <summary>「確認」: what holds now.</summary>
    Show,

    /// <summary>「やめる」: how to stop, which a message alone does not do.</summary>
    Stop,
}

internal static class PreferenceCommands
{
    /// <summary>The words, and beside them what the rich menu's fields carry.</summary>
    private static readonly Dictionary<string, PreferenceCommand> Known = new(StringComparer.Ordinal)
    {
        ["受信設定"] = PreferenceCommand.Choose,
        ["設定"] = PreferenceCommand.Choose,
        ["せってい"] = PreferenceCommand.Choose,
        ["緊急のみ"] = PreferenceCommand.EmergencyOnly,
        ["緊急だけ"] = PreferenceCommand.EmergencyOnly,
        ["すべて"] = PreferenceCommand.Everything,
        ["全て"] = PreferenceCommand.Everything,
        ["確認"] = PreferenceCommand.Show,
        ["かくにん"] = PreferenceCommand.Show,
        ["やめる"] = PreferenceCommand.Stop,
        [DataOf(PreferenceCommand.Choose)] = PreferenceCommand.Choose,
        [DataOf(PreferenceCommand.EmergencyOnly)] = PreferenceCommand.EmergencyOnly,
        [DataOf(PreferenceCommand.Everything)] = PreferenceCommand.Everything,
        [DataOf(PreferenceCommand.Show)] = PreferenceCommand.Show,
        [DataOf(PreferenceCommand.Stop)] = PreferenceCommand.Stop,
    };

    /// <summary>What a field of the rich menu posts back.</summary>
    public static string DataOf(PreferenceCommand command) => $"koshiki:preferences:{command}";

    /// <summary>Reads a message; widths, spaces and quotation marks do not matter.</summary>
    /// <returns>Null for everything else: people answer that, or nobody.</returns>
    public static PreferenceCommand? Read(string? text) =>
        text is { Length: <= 100 } && Known.TryGetValue(text.Normalize(NormalizationForm.FormKC).Trim().Trim('「', '」', '。'), out var command) ? command : null;
}
