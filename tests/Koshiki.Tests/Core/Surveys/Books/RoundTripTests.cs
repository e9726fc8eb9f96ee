using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Books;

namespace Koshiki.Tests.Core.Surveys.Books;

/// <summary>Books for 58 offices, filled in by a script, some saved anew by LibreOffice, read back.</summary>
public sealed class RoundTripTests
{
    private const int Offices = 58, ByLibreOffice = 4;

    [Fact]
    public void I2_fifty_eight_books_come_back_with_the_answers_that_were_filled_in()
    {
        var paper = Paper.Niiza([.. Enumerable.Range(1, Offices).Select(i => $"第{i}課")]);
        var answers = Enumerable.Range(0, Offices).Select(i => Answers(paper.Form, new Random(i))).ToList();

        var parcel = new BookFile("books.zip", BookArchive.Pack(answers.Select((given, i) => new BookFile($"{i:00}.xlsx", paper.FilledWith(given, paper.Write(i))))));
        var looked = BookArchive.Unpack(parcel).Select(one => BookCheck.Look(one.Book, paper.All, null, Paper.Seal, Paper.Monday)).ToList();

        Assert.True(BookArchive.Is(parcel));
        Assert.Equal(paper.Responses.Select(response => response.Id), looked.Select(book => book.Response!.Id));
        Assert.All(looked.Zip(answers), pair => Assert.Equal(Text(pair.Second), Text(pair.First.Given)));
    }

    [Fact]
    public async Task I2_books_saved_by_LibreOffice_come_back_with_the_same_answers()
    {
        var paper = Paper.Niiza([.. Enumerable.Range(1, ByLibreOffice).Select(i => $"第{i}課")]);
        var answers = Enumerable.Range(0, ByLibreOffice).Select(i => Answers(paper.Form, new Random(100 + i))).ToList();
        var filled = answers.Select((given, i) => (Name: $"{i}.xlsx", Book: paper.FilledWith(given, paper.Write(i)))).ToDictionary(one => one.Name, one => one.Book);

        var saved = await LibreOffice.SaveAnew(filled);
        if (saved is null) Assert.Skip("This machine has no LibreOffice that opens workbooks.");
        var looked = saved.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => paper.Look(one.Value)).ToList();

        Assert.All(looked, book => Assert.Null(book.Refusal));
        Assert.All(looked.Zip(answers), pair => Assert.Equal(Text(pair.Second), Text(pair.First.Given)));
        Assert.All(saved, one => Assert.NotEqual(filled[one.Key].Length, one.Value.Length));
    }

    private static string Text(IReadOnlyDictionary<string, IReadOnlyList<string>> given) =>
        string.Join('\n', given.Where(one => one.Value.Count > 0).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={string.Join(',', one.Value)}"));

    /// <summary>Answers as an office may give them: all that is asked, and nothing that breaks a rule.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Answers(AnswerForm form, Random random)
    {
        var given = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["Q2.youtube"] = ["1"], ["Q23.respondents"] = ["100"] };
        foreach (var field in form.Fields.Where(field => !given.ContainsKey(field.Key)))
        {
            given[field.Key] = field.Kind switch
            {
                AnswerKind.Choice => [field.Options[random.Next(field.Options.Count)].Key],
                AnswerKind.Choices => [.. field.Options.Where(_ => random.Next(2) == 0).Select(option => option.Key)],
                AnswerKind.Number => [$"{random.Next(100)}"],
                _ => random.Next(3) == 0 ? [] : [$"{field.Key}の回答 <&> 「引用」\n2行目 {random.Next(1000)}"],
            };
        }

        return given;
    }
}
