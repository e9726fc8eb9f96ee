using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Accounts;

/// <summary>One account as somebody wrote it down, in a form or a row of a file; nothing is understood yet.</summary>
/// <remarks>The names of the properties in lower case and with underscores are the columns of the file and the fields of the form.</remarks>
public sealed record AccountEntry
{
    public required string Id { get; init; }
    public required string OfficeCode { get; init; }
    public required string Platform { get; init; }
    public string PlatformLabel { get; init; } = "";
    public required string Name { get; init; }
    public required string Url { get; init; }
    public string Handle { get; init; } = "";
    public string PermanentId { get; init; } = "";
    public required string Operator { get; init; }
    public string OperatorName { get; init; } = "";

    /// <summary>Null where nothing was written.</summary>
    public Result<DateOnly>? OpenedOn { get; init; }

    public string State { get; init; } = "";
    public Result<DateOnly>? RetiredOn { get; init; }
    public string Purpose { get; init; } = "";

    /// <summary>A staff number. 職員番号.</summary>
    public string ResponsibleHead { get; init; } = "";
}

/// <summary>One account as it can be stored.</summary>
public sealed record AccountDraft(
    string Key,
    Platform Platform,
    string? PlatformLabel,
    AccountFacts Facts,
    DateOnly? OpenedOn,
    DateOnly? RetiredOn,
    string? PermanentId,
    string? Purpose,
    PersonId? ResponsibleHead);

/// <summary>Understands entries against what the register, the offices and the people already hold. Tells every fault, never the first only.</summary>
/// <param name="known">What the entries refer to, read beforehand in one go.</param>
internal sealed class EntryReader(KnownRecords known)
{
    private const int LongestName = 100;
    private const int LongestText = 400;

    /// <param name="entry">What was written.</param>
    /// <param name="fault">Hears the column and the sentence of each fault.</param>
    /// <returns>Null when there was any fault.</returns>
    public AccountDraft? Read(AccountEntry entry, Action<string, string> fault)
    {
        var any = false;
        void Say(string column, string sentence)
        {
            any = true;
            fault(column, sentence);
        }

        T? Take<T>(string column, Result<T> result)
        {
            if (!result.IsRefused(out var refusal)) return result.Value;
            Say(column, refusal.Sentence);
            return default;
        }

        var key = InputText.Code(entry.Id);
        if (!KeyIsFine(key)) Say("id", new NotAnAccountKey().Sentence);
        if (PlatformNames.FromKey(InputText.Code(entry.Platform)) is not { } platform)
        {
            Say("platform", new NotAPlatform(string.Join("、", PlatformNames.All.Select(one => one.Key))).Sentence);
            platform = (Platform)(-1);
        }

        var name = Text("name", entry.Name, LongestName, required: true, Say);
        var address = Enum.IsDefined(platform) ? Take("url", AccountAddress.Canonical(platform, entry.Url)) : null;
        var office = Take("office_code", known.Office(InputText.Code(entry.OfficeCode)));
        var runBy = Take("operator", OperatorWords.Parse(InputText.Code(entry.Operator)));
        var state = entry.State.Length == 0 ? (entry.RetiredOn is null ? AccountState.Active : AccountState.Retired) : Take("state", AccountStateWords.Parse(entry.State.Trim()));
        var openedOn = entry.OpenedOn is { } opened ? Take("opened_on", opened) : (DateOnly?)null;
        var retiredOn = entry.RetiredOn is { } retired ? Take("retired_on", retired) : (DateOnly?)null;
        var head = entry.ResponsibleHead.Length == 0 ? (PersonId?)null : Take("responsible_head", known.Person(InputText.Code(entry.ResponsibleHead)));
        var permanentId = Text("permanent_id", entry.PermanentId, LongestName, required: false, Say);
        var operatorName = Text("operator_name", entry.OperatorName, LongestName, required: false, Say);
        var purpose = Text("purpose", entry.Purpose, LongestText, required: false, Say);
        var label = Text("platform_label", entry.PlatformLabel, LongestName, required: false, Say);
        var handle = address is null ? null : HandleOf(address, entry.Handle, Say);

        if (entry.RetiredOn is null && state == AccountState.Retired && !any) Say("retired_on", new RetiredNeedsDay().Sentence);
        if (entry.RetiredOn is not null && state != AccountState.Retired && !any) Say("state", new OnlyRetiredHaveADay().Sentence);
        if (retiredOn < openedOn) Say("retired_on", new RetiredBeforeOpened().Sentence);
        if (openedOn > known.Today) Say("opened_on", new DayInTheFuture(openedOn.Value).Sentence);
        if (retiredOn > known.Today) Say("retired_on", new DayInTheFuture(retiredOn.Value).Sentence);
        if (address is not null) LookForTheSame(key, platform, address, permanentId, state, Say);
        if (any || address is null) return null;

        if (permanentId is null && address.Identity.Kind == IdentityKind.PermanentId) permanentId = address.Identity.Key;
        var facts = new AccountFacts(name!, office, runBy, address.Url, address.Identity.ToString(), handle, runBy == OperatorKind.Direct ? null : operatorName, state);
        return new AccountDraft(key, platform, platform is Platform.Other or Platform.Blog ? label : null, facts, openedOn, retiredOn, permanentId, purpose, head);
    }

    /// <summary>Letters, digits and hyphens, at most 20.</summary>
    public static bool KeyIsFine(string key) => key.Length is > 0 and <= 20 && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private void LookForTheSame(string key, Platform platform, AccountAddress address, string? permanentId, AccountState state, Action<string, string> say)
    {
        if (known.Account(key) is { } existing && existing.Platform != platform) say("platform", new PlatformStays(key, existing.Platform.Key).Sentence);
        if (state == AccountState.Retired) return;
        if (known.KeyAt(address.Identity.ToString()) is { } owner && owner != key) say("url", new AddressTaken(owner).Sentence);
        if (permanentId is not null && known.KeyOf(platform, permanentId) is { } other && other != key) say("permanent_id", new PermanentIdTaken(other).Sentence);
    }

    private static string? HandleOf(AccountAddress address, string written, Action<string, string> say)
    {
        var given = InputText.Url(written).TrimStart('@');
        var inAddress = AccountFacts.HandleOf(address);
        if (inAddress is not null && given.Length > 0 && !string.Equals(given, inAddress, StringComparison.OrdinalIgnoreCase)) say("handle", new HandleDiffers(inAddress).Sentence);
        return inAddress ?? (given.Length > 0 ? given : null);
    }

    private static string? Text(string column, string written, int longest, bool required, Action<string, string> say)
    {
        var text = InputText.Name(written);
        if (required && text.Length == 0) say(column, "名称を入力してください。");
        if (text.Length > longest) say(column, $"{text.Length}文字あります。{longest}文字までにしてください。");
        return text.Length == 0 ? null : text;
    }
}
