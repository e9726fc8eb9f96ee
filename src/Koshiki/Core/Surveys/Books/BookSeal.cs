using System.Security.Cryptography;
using System.Text;
using Koshiki.Foundation.Keys;

namespace Koshiki.Core.Surveys.Books;

/// <summary>Shows whether what the program wrote into a book, or into a page between two requests, came back unchanged. HMAC-SHA-256 under a key that no office has.</summary>
internal sealed class BookSeal(ReadOnlySpan<byte> key)
{
    private readonly byte[] key = key.ToArray();

    public static BookSeal Of(MasterKey master) => new(master.Derive("survey-books"));

    /// <param name="purpose">Keeps seals of one thing from being used for another.</param>
    public string Of(string purpose, string words) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\n{words}")));

    public bool Holds(string purpose, string words, string seal) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(purpose, words)), Encoding.UTF8.GetBytes(seal));
}
