using Koshiki.Foundation;

namespace Koshiki.Core.Accounts;

/// <summary>The words for who runs an account: on screens in Japanese, in files in English.</summary>
public static class OperatorWords
{
    private static readonly (OperatorKind Kind, string File, string Word)[] Words =
    [
        (OperatorKind.Direct, "direct", "直営"),
        (OperatorKind.Outsourced, "outsourced", "業務委託"),
        (OperatorKind.Association, "association", "実行委員会等の団体"),
        (OperatorKind.DesignatedManager, "designated-manager", "指定管理者"),
    ];

    extension(OperatorKind kind)
    {
        public string Word => Array.Find(Words, entry => entry.Kind == kind).Word;

        public string FileWord => Array.Find(Words, entry => entry.Kind == kind).File;
    }

    /// <summary>Takes the file's word or the screen's.</summary>
    /// <returns>The kind, or <see cref="NotAnOperator"/>.</returns>
    public static Result<OperatorKind> Parse(string text) =>
        Array.FindIndex(Words, entry => entry.File == text || entry.Word == text) is >= 0 and var at
            ? Words[at].Kind
            : new NotAnOperator(string.Join("、", Words.Select(entry => $"{entry.Word}（{entry.File}）")));
}

/// <summary>The words for where an account stands.</summary>
public static class AccountStateWords
{
    private static readonly (AccountState State, string File, string Word)[] Words =
    [
        (AccountState.InConsultation, "in-consultation", "協議中"),
        (AccountState.Active, "active", "運用中"),
        (AccountState.Suspended, "suspended", "休止"),
        (AccountState.Retiring, "retiring", "廃止手続中"),
        (AccountState.Retired, "retired", "廃止"),
        (AccountState.Unapproved, "unapproved", "未承認"),
    ];

    extension(AccountState state)
    {
        public string Word => Array.Find(Words, entry => entry.State == state).Word;

        public string FileWord => Array.Find(Words, entry => entry.State == state).File;
    }

    /// <summary>Takes the file's word or the screen's.</summary>
    /// <returns>The state, or <see cref="NotAState"/>.</returns>
    public static Result<AccountState> Parse(string text) =>
        Array.FindIndex(Words, entry => entry.File == text || entry.Word == text) is >= 0 and var at
            ? Words[at].State
            : new NotAState(string.Join("、", Words.Select(entry => $"{entry.Word}（{entry.File}）")));
}

/// <summary>The verbs of what can be done to an account's state.</summary>
public static class AccountActionWords
{
    extension(AccountAction action)
    {
        /// <summary>As on the button.</summary>
        public string Verb => action switch
        {
            AccountAction.Open => "運用を開始する",
            AccountAction.Suspend => "休止する",
            AccountAction.Resume => "再開する",
            AccountAction.AnnounceRetirement => "廃止手続を始める",
            AccountAction.CallOffRetirement => "廃止手続を中止する",
            _ => "廃止する",
        };
    }
}

/// <summary>The words for whether the edge can speak for an account.</summary>
public static class ConnectionWords
{
    private static readonly (ConnectionState State, string File, string Word)[] Words =
    [
        (ConnectionState.NotConnected, "not-connected", "未接続"),
        (ConnectionState.HandedOver, "handed-over", "接続の確認前"),
        (ConnectionState.Works, "works", "接続済み"),
        (ConnectionState.Broken, "broken", "接続できません"),
    ];

    extension(ConnectionState connection)
    {
        public string Word => Array.Find(Words, entry => entry.State == connection).Word;

        public string FileWord => Array.Find(Words, entry => entry.State == connection).File;
    }

    /// <returns>Null for a word that stands for none.</returns>
    public static ConnectionState? Find(string file) =>
        Array.FindIndex(Words, entry => entry.File == file) is >= 0 and var at ? Words[at].State : null;
}
