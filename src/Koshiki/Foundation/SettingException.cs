namespace Koshiki.Foundation;

/// <summary>A setting is missing or cannot be read. The message is for whoever installs: the setting's name, what it holds, what is expected.</summary>
public sealed class SettingException(string message) : Exception(message);
