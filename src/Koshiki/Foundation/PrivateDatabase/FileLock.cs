using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Koshiki.Foundation.PrivateDatabase;

/// <summary>An advisory lock on a file, held by this process alone and gone with it, however it ends.</summary>
/// <remarks>
/// It is flock(2) on a descriptor of our own: the runtime's file streams take such locks themselves and would be in the way.
/// The descriptor is close-on-exec, so that the database server does not inherit the lock and keep it alive.
/// </remarks>
internal sealed class FileLock : IDisposable
{
    private const int ReadWrite = 0x2, Create = 0x40, CloseOnExec = 0x80000, OwnerMayReadAndWrite = 0x180;
    private const int Shared = 1, Exclusive = 2, WithoutWaiting = 4;
    private const int WouldBlock = 11, Interrupted = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly SafeFileHandle file;

    private FileLock(SafeFileHandle file) => this.file = file;

    /// <summary>Waits until this process alone holds the lock.</summary>
    public static async Task<FileLock> Alone(string path, CancellationToken ct)
    {
        var taken = new FileLock(OpenFile(path));
        try
        {
            while (!taken.Try(Exclusive))
            {
                await Task.Delay(Pause, ct);
            }

            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Holds the lock together with any number of others.</summary>
    /// <exception cref="InvalidOperationException">Somebody holds it alone, which the caller's other lock should have ruled out.</exception>
    public static FileLock Together(string path)
    {
        var taken = new FileLock(OpenFile(path));
        if (taken.Try(Shared)) return taken;

        taken.Dispose();
        throw new InvalidOperationException($"{path} is locked by another process.");
    }

    /// <summary>Tries to turn a shared lock into one held alone. On a no the lock is lost: only for one who is leaving.</summary>
    /// <returns>Whether nobody else holds it any more.</returns>
    public bool NobodyElseIsLeft() => Try(Exclusive);

    public void Dispose() => file.Dispose();

    private static SafeFileHandle OpenFile(string path)
    {
        var descriptor = Open(Encoding.UTF8.GetBytes($"{path}\0"), ReadWrite | Create | CloseOnExec, OwnerMayReadAndWrite);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"{path} cannot be opened.", new Win32Exception(Marshal.GetLastPInvokeError()));
    }

    private bool Try(int kind)
    {
        while (Flock(file, kind | WithoutWaiting) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == WouldBlock) return false;
            if (error != Interrupted) throw new Win32Exception(error);
        }

        return true;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags, int mode);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static extern int Flock(SafeFileHandle file, int operation);
}
