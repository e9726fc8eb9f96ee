using Koshiki.Foundation.Csv;

namespace Koshiki.Core.Organizations;

/// <summary>Cells that hold a name or a title: one line, as a form's field does.</summary>
internal static class OneLineCells
{
    private const string Broken = "途中に改行かタブがあります。1行にしてください。";

    extension(CsvFaults faults)
    {
        /// <summary>The cell's text; an empty, a long and a broken one are faults.</summary>
        public string RequiredLine(CsvRow row, string column, int longest)
        {
            var text = faults.Required(row, column, longest);
            if (text.Any(char.IsControl)) faults.Add(row, column, Broken);
            return text;
        }

        /// <summary>The same for a cell that may be empty.</summary>
        public string Line(CsvRow row, string column, int longest) => row[column].Length == 0 ? "" : faults.RequiredLine(row, column, longest);
    }
}
