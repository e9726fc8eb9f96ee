using Koshiki.Core;
using Koshiki.Edge;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.CommandLine;

/// <summary>Builds both sides' models while the database is still being looked after: half a second less from start to ready.</summary>
/// <remarks>Every context of a process shares them, as long as its options name nothing of their own (<see cref="CoreServices.AddCore"/>).</remarks>
internal static class ModelWarming
{
    /// <summary>Returns at once. What goes wrong here goes wrong again where somebody waits for it.</summary>
    public static void Begin()
    {
        _ = Task.Run(() =>
        {
            using var core = new CoreDb(new DbContextOptionsBuilder<CoreDb>().UseNpgsql().Options, new Acting(), TimeProvider.System, []);
            return core.Model;
        });
        _ = Task.Run(() =>
        {
            using var edge = new EdgeDb(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql().Options);
            return edge.Model;
        });
    }
}
