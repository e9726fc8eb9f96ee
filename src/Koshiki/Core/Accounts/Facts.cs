using Koshiki.PlatformFacts;

namespace Koshiki.Core.Accounts;

/// <summary>An office has registered an account by itself, about which nobody had been asked.</summary>
public sealed record UnapprovedAccountRegistered(Guid Account, string Key);

/// <summary>Edge was handed what it needs to speak for an account.</summary>
public sealed record AccountConnected(string Key, Platform Platform);
