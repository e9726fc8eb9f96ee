using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Work.Mailing;

/// <summary>Hands one mail to the server. Whatever goes wrong throws, and the queue tries again.</summary>
/// <remarks>A node that dies between the server's word and the row's mark sends the mail again under the same Message-ID, which lets mail programs show it once.</remarks>
internal sealed class MailClerk(CoreDb db, IOptions<SmtpOptions> options, Settings settings)
{
    /// <summary>So long a conversation with the server may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task Send(OutgoingMail row, CancellationToken ct)
    {
        // Somebody who has left or has no address any more gets nothing, and that is the end of it.
        var address = await db.People.AsNoTracking().Where(p => p.Id == row.Person).Select(p => p.Mail).SingleOrDefaultAsync(ct);
        if (address is null || !options.Value.IsOn) return;

        using var message = Compose(row, MessageJson.FromBytes<MailText>(row.Body), address);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        using var server = Server();
        try
        {
            await server.SendMailAsync(message, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server {options.Value.Host} did not answer within {Patience.TotalSeconds:0} s.");
        }
    }

    private SmtpClient Server()
    {
        var given = options.Value;
        return new SmtpClient(given.Host, given.Port)
        {
            EnableSsl = given.Security is SmtpSecurity.StartTls,
            Credentials = given.User is { } user ? new NetworkCredential(user, given.Password) : null,
        };
    }

    private MailMessage Compose(OutgoingMail row, MailText text, string address)
    {
        var from = new MailAddress(options.Value.From, $"{settings.Government} 公式アカウント管理", Encoding.UTF8);
        var message = new MailMessage(from, new MailAddress(address))
        {
            Subject = string.Concat(text.Subject.Where(c => !char.IsControl(c))),
            SubjectEncoding = Encoding.UTF8,
            Body = text.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        message.Headers.Add("Message-ID", $"<{row.Id:n}@{from.Host}>");
        // No holiday answers, please: RFC 3834.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
