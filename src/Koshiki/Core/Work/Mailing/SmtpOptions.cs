using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Koshiki.Core.Work.Mailing;

/// <summary>The mail server that carries notices to staff: <c>Koshiki__Smtp__*</c>. Without a host no mail is written at all; the home page tells the same.</summary>
public sealed class SmtpOptions : IValidatableObject
{
    public const string Section = "Koshiki:Smtp";

    /// <summary>Name or address of the server. Default: none, mail is off.</summary>
    public string? Host { get; set; }

    /// <summary>TCP port, 1 to 65535. Default: 587, the port for submission (RFC 6409).</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>The sender's address, such as <c>koho-system@city.example.lg.jp</c>. Required with a host.</summary>
    public string From { get; set; } = "";

    /// <summary>How the line is protected. Default: <see cref="SmtpSecurity.StartTls"/>.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The user name at the server. Default: none, for a server that knows this machine by its address.</summary>
    public string? User { get; set; }

    /// <summary>The password at the server; it belongs into <c>/run/secrets</c> or the environment, never into appsettings.json.</summary>
    public string? Password { get; set; }

    /// <summary>Whether notices are mailed.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Host);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn) yield break;
        if (!MailAddress.TryCreate(From, out _)) yield return new ValidationResult("Koshiki__Smtp__From must be a mail address when Koshiki__Smtp__Host is set.");
        if (User is not null && Security is SmtpSecurity.None) yield return new ValidationResult("Koshiki__Smtp__User needs Koshiki__Smtp__Security=StartTls: a password does not go over an open line.");
        if (User is null != Password is null) yield return new ValidationResult("Koshiki__Smtp__User and Koshiki__Smtp__Password go together.");
    }
}

/// <summary>How the line to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: for a server on the same machine or in the same closed network.</summary>
    None,

    /// <summary>Encrypted after STARTTLS; a server that does not offer it gets no mail. RFC 3207.</summary>
    StartTls,
}
