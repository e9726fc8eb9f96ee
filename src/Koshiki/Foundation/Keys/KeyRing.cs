using System.Text;
using System.Xml.Linq;
using Koshiki.Foundation.Activity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Foundation.Keys;

/// <summary>One element of the framework's key ring (cookies, form tokens), wrapped under the master key.</summary>
public sealed class KeyRingRow
{
    public required string Name { get; init; }

    public required byte[] Wrapped { get; set; }

    internal static void Build(ModelBuilder model, string schema) => model.Entity<KeyRingRow>(row =>
    {
        row.ToTable("key_ring", schema).NotLogged();
        row.HasKey(r => r.Name);
        row.Property(r => r.Wrapped).WrappedAs("key-ring/{name}");
    });
}

/// <summary>Keeps the key ring in a table of the host's own side, so that all its nodes read each other's cookies.</summary>
internal sealed class TableKeyRing<TDb>(IServiceScopeFactory scopes, MasterKey master) : IXmlRepository where TDb : DbContext
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        return [.. db.Set<KeyRingRow>().AsNoTracking().AsEnumerable()
            .Select(row => XElement.Parse(Encoding.UTF8.GetString(master.Unwrap(row.Wrapped, Context(row.Name)))))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var name = $"{friendlyName}-{Guid.CreateVersion7():n}";
        db.Add(new KeyRingRow { Name = name, Wrapped = master.Wrap(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), Context(name)) });
        db.SaveChanges();
    }

    private static string Context(string name) => "key-ring/" + name;
}

internal static class KeyRings
{
    /// <param name="services">A host's container with <typeparamref name="TDb"/> and the master key in it.</param>
    /// <param name="host">Keeps the hosts' cookies apart even where they share a database.</param>
    public static void AddKeyRing<TDb>(this IServiceCollection services, string host) where TDb : DbContext
    {
        services.AddDataProtection().SetApplicationName(host);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new TableKeyRing<TDb>(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<MasterKey>())));
    }
}
