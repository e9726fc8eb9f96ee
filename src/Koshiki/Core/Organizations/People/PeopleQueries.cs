using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Organizations.People;

internal static class PeopleQueries
{
    extension(IQueryable<Person> people)
    {
        /// <summary>Those whose name, reading, number, mail or employer holds every word of the query, in any width and kana.</summary>
        public IQueryable<Person> Holding(string query)
        {
            var key = SearchKey.Of(query);
            if (key.Text.Length == 0) return people;

            var bigrams = key.Bigrams;
            if (bigrams.Length > 0) people = people.Where(person => bigrams.All(bigram => person.SearchBigrams.Contains(bigram)));
            foreach (var word in key.Words) people = people.Where(person => person.SearchText.Contains(word));
            return people;
        }
    }
}
