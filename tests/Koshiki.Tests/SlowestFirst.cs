using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Koshiki.Tests.SlowestFirst))]

namespace Koshiki.Tests;

/// <summary>Delivery's tests wait for real clocks (leases, looks at 5, 20 and 60 s): they begin first, so that none of them runs alone at the end.</summary>
public sealed class SlowestFirst : ITestCollectionOrderer
{
    private static readonly string[] Slow = [".Edge.Delivery.Segments.SegmentNodesTests", ".Edge.Delivery.Killed", ".Edge.Delivery.Restored", ".Edge.Delivery.Delivery", ".Edge.Delivery."];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Place(ITestCollection collection) =>
        Array.FindIndex(Slow, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var place ? place : Slow.Length;
}
