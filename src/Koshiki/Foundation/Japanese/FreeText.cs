namespace Koshiki.Foundation.Japanese;

/// <summary>What is written freely into a record is kept free of passwords: everyone who may read the record would see them. UI.md 12.</summary>
public static class FreeText
{
    /// <summary>Adds a fault where the text is too long or a password seems to stand in it.</summary>
    public static void Look(string field, string text, int longest, List<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(faults);
        if (text.Length > longest) faults.Add(new Fault(field, $"{longest}文字までにしてください（今は{text.Length}文字です）。"));
        if (SecretText.LooksLikePassword(text)) faults.Add(new Fault(field, "パスワードと思われる文字が含まれています。パスワードはここに書かず、消してから登録してください。"));
    }

    /// <summary>Trimmed, with one kind of line break; null where nothing is left.</summary>
    public static string? Given(string text) => InputText.Prose(text).Trim() is { Length: > 0 } given ? given : null;
}
