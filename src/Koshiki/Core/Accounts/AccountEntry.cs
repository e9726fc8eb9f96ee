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

/// <summary>Where an entry was written: a file is told of its columns and codes, a form of its labels and choices.</summary>
public enum EntryPlace
{
    File,
    Form,
}

/// <summary>Understands entries against what the register, the offices and the people already hold. Tells every fault, never the first only.</summary>
/// <param name="known">What the entries refer to, read beforehand in one go.</param>
/// <param name="place">In whose words faults are told.</param>
internal sealed class EntryReader(KnownRecords known, EntryPlace place)
{
    private const int LongestName = 100;
    private const int LongestText = 400;

    /// <param name="entry">What was written.</param>
    /// <param name="fault">Hears the column and the sentence of each fault.</param>
    /// <returns>Null when there was any fault.</returns>
    public AccountDraft? Read(AccountEntry entry, Action<string, string> fault)
    {
        var any = false;
        void Say(string column, Refusal refusal)
        {
            any = true;
            fault(column, (place is EntryPlace.Form ? InWordsOfTheForm(refusal) : refusal).Sentence);
        }

        T? Take<T>(string column, Result<T> result)
        {
            if (!result.IsRefused(out var refusal)) return result.Value;
            Say(column, refusal);
            return default;
        }

        var key = InputText.Code(entry.Id);
        if (!KeyIsFine(key)) Say("id", new NotAnAccountKey());
        if (PlatformNames.FromKey(InputText.Code(entry.Platform)) is not { } platform)
        {
            Say("platform", new NotAPlatform(string.Join("、", PlatformNames.All.Select(one => one.Key))));
            platform = (Platform)(-1);
        }

        var name = Text("name", entry.Name, LongestName, required: true, Say);
        if (!Enum.IsDefined(platform) && string.IsNullOrWhiteSpace(entry.Url)) Say("url", new AddressMissing());
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

        if (entry.RetiredOn is null && state == AccountState.Retired && !any) Say("retired_on", new RetiredNeedsDay());
        if (entry.RetiredOn is not null && state != AccountState.Retired && !any) Say("state", new OnlyRetiredHaveADay());
        if (retiredOn < openedOn) Say("retired_on", new RetiredBeforeOpened());
        if (openedOn > known.Today) Say("opened_on", new OpenedInTheFuture(openedOn.Value));
        if (retiredOn > known.Today) Say("retired_on", new DayInTheFuture(retiredOn.Value));
        if (address is not null) LookForTheSame(key, platform, address, permanentId, state, Say);
        if (any || address is null) return null;

        if (permanentId is null && address.Identity.Kind == IdentityKind.PermanentId) permanentId = address.Identity.Key;
        var facts = new AccountFacts(name!, office, runBy, address.Url, address.Identity.ToString(), handle, runBy == OperatorKind.Direct ? null : operatorName, state);
        return new AccountDraft(key, platform, platform is Platform.Other or Platform.Blog ? label : null, facts, openedOn, retiredOn, permanentId, purpose, head);
    }

    /// <summary>Letters, digits and hyphens, at most 20.</summary>
    public static bool KeyIsFine(string key) => key.Length is > 0 and <= 20 && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private void LookForTheSame(string key, Platform platform, AccountAddress address, string? permanentId, AccountState state, Action<string, Refusal> say)
    {
        if (known.Account(key) is { } existing && existing.Platform != platform) say("platform", new PlatformStays(key, existing.Platform.Key));
        if (state == AccountState.Retired) return;
        if (known.KeyAt(address.Identity.ToString()) is { } owner && owner != key) say("url", new AddressTaken(owner));
        if (permanentId is not null && known.KeyOf(platform, permanentId) is { } other && other != key) say("permanent_id", new PermanentIdTaken(other));
    }

    private static string? HandleOf(AccountAddress address, string written, Action<string, Refusal> say)
    {
        var given = InputText.Url(written).TrimStart('@');
        var inAddress = AccountFacts.HandleOf(address);
        if (inAddress is not null && given.Length > 0 && !string.Equals(given, inAddress, StringComparison.OrdinalIgnoreCase)) say("handle", new HandleDiffers(inAddress));
        return inAddress ?? (given.Length > 0 ? given : null);
    }

    /// <summary>The same reason, as it is told beside a field.</summary>
    private static Refusal InWordsOfTheForm(Refusal refusal) => refusal switch
    {
        NotAPlatform => new PlatformNotChosen(),
        NotAnOperator => new OperatorNotChosen(),
        NoSuchOffice { Code: "" } => new OfficeMissing(),
        NoSuchOffice office => new OfficeNotAmongOurs(office.Code),
        _ => refusal,
    };

    private static string? Text(string column, string written, int longest, bool required, Action<string, Refusal> say)
    {
        // What residents find there may have paragraphs; a name has one line.
        var text = column == "purpose" ? InputText.Name(written) : InputText.Line(written);
        if (required && text.Length == 0) say(column, new NameMissing());
        if (text.Length > longest) say(column, new EntryTooLong(text.Length, longest));
        return text.Length == 0 ? null : text;
    }
}
