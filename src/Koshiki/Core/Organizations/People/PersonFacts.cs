using System.Net.Mail;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Organizations.People;

/// <summary>What is written down of a person himself, made even, with everything that is wrong with it.</summary>
internal sealed record PersonFacts(string Name, string Reading, string? Mail, string? Employer)
{
    public const int Longest = 100;

    /// <summary>The longest staff number or mail address.</summary>
    public const int LongestMail = 254;

    public const string MailWords = "メールアドレスの形になっていません。例のように入力してください（例：sato@city.example.lg.jp）。";

    /// <param name="faults">Takes the faults of the fields name, reading, mail and employer.</param>
    public static PersonFacts Read(string name, string reading, string mail, string? employer, List<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var facts = new PersonFacts(InputText.Name(name), InputText.Reading(reading), NullIfEmpty(InputText.Mail(mail)), NullIfEmpty(InputText.Name(employer ?? "")));
        if (facts.Name.Length == 0) faults.Add(new Fault("name", "氏名を入力してください。"));
        Short("name", "氏名", facts.Name, faults);
        Short("reading", "ふりがな", facts.Reading, faults);
        if (facts.Mail is { } given && !IsMail(given)) faults.Add(new Fault("mail", MailWords));
        Short("employer", "勤務先", facts.Employer ?? "", faults);
        return facts;
    }

    public static void Short(string field, string label, string text, List<Fault> faults)
    {
        if (text.Length > Longest) faults.Add(new Fault(field, $"{label}は{Longest}文字までで入力してください（今は{text.Length}文字です）。"));
    }

    /// <summary>Whether it is an address and nothing else, such as a name before it.</summary>
    public static bool IsMail(string text) => text.Length <= LongestMail && MailAddress.TryCreate(text, out var address) && address.Address == text;

    public static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
