using Koshiki.PlatformFacts;

namespace Koshiki.Core.Accounts;

/// <summary>Edge was handed what it needs to speak for an account.</summary>
public sealed record AccountConnected(string Key, Platform Platform);
