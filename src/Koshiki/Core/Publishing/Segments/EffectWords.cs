using System.Globalization;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>What came of a delivery, in cells of a table. LINE keeps figures below 20 back.</summary>
public static class EffectWords
{
    public const string NotYet = "－";

    public const string KeptBack = "20未満";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Left(DeliveryEffect? effect) => effect is null ? NotYet : Number(effect.Left);

    public static string Shown(DeliveryEffect? effect) => Of(effect, effect?.Shown);

    public static string Clicked(DeliveryEffect? effect) => Of(effect, effect?.Clicked);

    private static string Of(DeliveryEffect? effect, long? figure) => effect?.Unit is null ? NotYet : figure is { } known ? Number(known) : KeptBack;
}
