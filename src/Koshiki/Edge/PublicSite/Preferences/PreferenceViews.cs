using Koshiki.Exchange;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>What all pages of one account's preferences say and need.</summary>
/// <param name="Key">The account's key.</param>
/// <param name="Name">The account's name as the official list has it, or the government's.</param>
/// <param name="FriendAddress">Where one becomes a friend; null where the official list does not have the account.</param>
public sealed record PreferenceAccount(string Key, string Name, string? FriendAddress, Reading Reading)
{
    /// <summary>The registration code in the address of the QR code that led here; null where there is none. K4.</summary>
    public string? From { get; init; }

    /// <summary>The key of <see cref="From"/> in the address.</summary>
    public const string FromKey = "from";

    public PreferenceWords Words => PublicWords.Japanese.Preferences;

    /// <summary>The address of one of its pages, in the resident's way of reading.</summary>
    public string Address(string step = "") => Reading.Address(PathOf(step));

    /// <summary>The same page with readings, or without.</summary>
    public string OtherReading(string step = "") => new Reading(!Reading.WithFurigana).Address(PathOf(step));

    private string PathOf(string step) => $"{Visits.Path}/{Uri.EscapeDataString(Key)}{(step.Length == 0 ? "" : "/" + step)}{(From is null ? "" : $"?{FromKey}={From}")}";
}

/// <param name="CanSignIn">Whether the account has a LINE Login channel.</param>
public sealed record StartView(PreferenceAccount Account, bool CanSignIn, Notice? Notice, FormState Form);

/// <summary>The accounts whose residents can choose.</summary>
public sealed record ChooseAccountView(Reading Reading, IReadOnlyList<(string Key, string Name)> Accounts);

public sealed record FormView(PreferenceAccount Account, Questionnaire Asked, Preference Now, FormState Form, Notice? Notice);

/// <param name="Form">What was sent; carried on to the saving.</param>
public sealed record ConfirmView(PreferenceAccount Account, Questionnaire Asked, Preference Wanted, FormState Form);

/// <param name="Applied">False while the register does not show the choice yet.</param>
public sealed record DoneView(PreferenceAccount Account, Questionnaire Asked, Preference Wanted, bool Applied, bool CanUndo);

public sealed record UndoView(PreferenceAccount Account, Questionnaire Asked, Preference Before);

public sealed record DeleteView(PreferenceAccount Account);

/// <summary>A page that says one thing and where to go next.</summary>
/// <param name="Heading">In the words of <see cref="PreferenceWords"/>.</param>
/// <param name="Step">The page of the account that <paramref name="Next"/> leads to; null for no link.</param>
public sealed record SayingView(PreferenceAccount Account, string Heading, IReadOnlyList<string> Sentences, string? Next = null, string? Step = null, bool OffersFriendship = false);
