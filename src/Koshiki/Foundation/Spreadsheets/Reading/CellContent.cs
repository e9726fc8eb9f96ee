namespace Koshiki.Foundation.Spreadsheets.Reading;

/// <summary>What stands in a cell, as far as somebody who reads a filled form must tell it apart.</summary>
internal abstract record CellContent
{
    private CellContent() { }

    public static CellContent Empty { get; } = new Nothing();

    /// <summary>As a person would read it in the sheet, or nearly so.</summary>
    public abstract string Shown { get; }

    public sealed record Nothing : CellContent
    {
        public override string Shown => "";
    }

    public sealed record Words(string Text) : CellContent
    {
        public override string Shown => Text;
    }

    /// <param name="Digits">With a point, without an exponent.</param>
    public sealed record Number(string Digits) : CellContent
    {
        public override string Shown => Digits;
    }

    /// <summary>A day or a time: what Excel makes of 「4/1」.</summary>
    public sealed record Day(DateTime At) : CellContent
    {
        public override string Shown => At.TimeOfDay == TimeSpan.Zero ? At.ToString("yyyy/MM/dd", System.Globalization.CultureInfo.InvariantCulture) : At.ToString("yyyy/MM/dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A number that the cell shows as a percentage.</summary>
    public sealed record Share(decimal Value) : CellContent
    {
        public override string Shown => (Value * 100m).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture) + "%";
    }

    public sealed record Truth(bool Value) : CellContent
    {
        public override string Shown => Value ? "TRUE" : "FALSE";
    }

    /// <summary><c>#N/A</c> and its like.</summary>
    public sealed record Failure(string Code) : CellContent
    {
        public override string Shown => Code;
    }

    /// <param name="Expression">Empty where it repeats another cell's.</param>
    public sealed record Formula(string Expression) : CellContent
    {
        public override string Shown => "=" + Expression;
    }
}
