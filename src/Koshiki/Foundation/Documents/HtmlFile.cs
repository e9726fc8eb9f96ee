using System.Text;
using Koshiki.Foundation.Web.Serving;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Koshiki.Foundation.Documents;

/// <summary>A page as a file by itself, made by a component within <see cref="HtmlFileFrame"/>: everything that it needs is inside, nothing is asked over the network.</summary>
public static class HtmlFile
{
    public const string MediaType = "text/html; charset=utf-8";

    /// <summary>How it looks, on paper too.</summary>
    internal static string Style { get; } = Assets.TextOf("/css/koshiki.css") + Assets.TextOf("/css/documents.css");

    /// <param name="model">The component's <c>Model</c>.</param>
    public static async Task<byte[]> Make<TPage>(object model) where TPage : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            Encoding.UTF8.GetBytes((await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = model }))).ToHtmlString()));
    }
}
