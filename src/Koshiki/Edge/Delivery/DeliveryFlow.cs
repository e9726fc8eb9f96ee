using Koshiki.Exchange;
using Koshiki.Foundation;
using static Koshiki.Edge.Delivery.DeliveryMove;
using static Koshiki.Exchange.DeliveryState;

namespace Koshiki.Edge.Delivery;

/// <summary>Everything that can happen to a delivery.</summary>
internal enum DeliveryMove
{
    /// <summary>A request is about to be made.</summary>
    Begin,

    /// <summary>It is on the platform: the platform, a look or a person says so. That counts whatever was thought before.</summary>
    Finish,

    /// <summary>Certainly not accepted; another try follows by itself.</summary>
    Wait,

    /// <summary>The outcome of a request is not known; the program repeats by key or looks.</summary>
    Doubt,

    /// <summary>Certainly not accepted, and the content would never be.</summary>
    Refuse,

    /// <summary>The program has done what it can.</summary>
    Ask,

    /// <summary>Its window closed before anything went out.</summary>
    Expire,

    /// <summary>Stopped by a person, a restore or a long stop.</summary>
    Hold,

    /// <summary>A person has looked and lets it go on.</summary>
    Release,

    /// <summary>Taken back by a person. 取下げ.</summary>
    Withdraw,

    /// <summary>Taken back while it stood still, and something may have gone out: a clerk finds out.</summary>
    FindOut,

    /// <summary>A person wants it sent (again).</summary>
    SendAgain,

    /// <summary>A person leaves it unsent.</summary>
    GiveUp,
}

/// <summary>Every move a delivery can make. What is not written here cannot happen. The README shows the same as a table.</summary>
internal static class DeliveryFlow
{
    public static Result<DeliveryState> Next(DeliveryState from, DeliveryMove move) => (from, move) switch
    {
        (Waiting or Sending or Unknown, Begin) => Sending,
        (Sent, _) => new NotPossibleNow(from, move),
        (_, Finish) => Sent,
        (Waiting or Sending or Unknown, Wait) => Waiting,
        (Waiting or Sending or Unknown, Doubt) => Unknown,
        (Waiting or Sending or Unknown, Refuse) => NotSent,
        (Waiting or Sending or Unknown, Ask) => AskingAPerson,
        (Waiting or Unknown, Expire) => TooLate,
        (Waiting or Sending or Unknown or AskingAPerson, Hold) => Held,
        (Held, Release) => Waiting,
        (Waiting or Unknown or Held or AskingAPerson or TooLate, Withdraw) => Withdrawn,
        (Held or AskingAPerson, FindOut) => Unknown,
        (AskingAPerson or TooLate or NotSent, SendAgain) => Waiting,
        (AskingAPerson or TooLate or Held, GiveUp) => NotSent,
        _ => new NotPossibleNow(from, move),
    };

    /// <summary>The states in which a clerk still has something to do.</summary>
    public static bool IsRunning(DeliveryState state) => state is Waiting or Sending or Unknown;
}
