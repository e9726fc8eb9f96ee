namespace Koshiki.Foundation.Web.Serving;

/// <summary>The endpoints that routing itself makes to say no, such as 405 for a method that no endpoint of the path takes.</summary>
internal static class RoutingRefusals
{
    extension(Endpoint endpoint)
    {
        /// <summary>True for such an answer: it has no path and nothing that anybody said of it, does nothing but set the status, and needs no rule and no form token.</summary>
        public bool IsRefusalOfRouting => endpoint is not RouteEndpoint && endpoint.Metadata.Count == 0;
    }
}
