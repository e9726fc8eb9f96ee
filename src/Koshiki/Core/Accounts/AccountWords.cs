using Koshiki.Foundation;

namespace Koshiki.Core.Accounts;

/// <summary>The words for operators, states, acts and connections: on screens in Japanese, in files in English.</summary>
public static class AccountWords
{
    private static readonly (OperatorKind Kind, string File, string Word)[] Operators =
    [
        (OperatorKind.Direct, "direct", "直営"),
        (OperatorKind.Outsourced, "outsourced", "業務委託"),
        (OperatorKind.Association, "association", "実行委員会等の団体"),
        (OperatorKind.DesignatedManager, "designated-manager", "指定管理者"),
    ];

    private static readonly (AccountState State, string File, string Word)[] States =
    [
        (AccountState.InConsultation, "in-consultation", "協議中"),
        (AccountState.Active, "active", "運用中"),
        (AccountState.Suspended, "suspended", "休止"),
        (AccountState.Retiring, "retiring", "廃止手続中"),
        (AccountState.Retired, "retired", "廃止"),
        (AccountState.Unapproved, "unapproved", "未承認"),
    ];

    extension(OperatorKind kind)
    {
        public string Word => Array.Find(Operators, entry => entry.Kind == kind).Word;

        public string FileWord => Array.Find(Operators, entry => entry.Kind == kind).File;
    }

    extension(AccountState state)
    {
        public string Word => Array.Find(States, entry => entry.State == state).Word;

        public string FileWord => Array.Find(States, entry => entry.State == state).File;
    }

    extension(AccountAction action)
    {
        /// <summary>The verb on the button.</summary>
        public string Verb => action switch
        {
            AccountAction.Open => "運用を開始する",
            AccountAction.Suspend => "休止する",
            AccountAction.Resume => "再開する",
            AccountAction.AnnounceRetirement => "廃止手続を始める",
            _ => "廃止する",
        };
    }

    extension(ConnectionState connection)
    {
        public string Word => connection switch
        {
            ConnectionState.NotConnected => "未接続",
            ConnectionState.HandedOver => "接続の確認前",
            ConnectionState.Works => "接続済み",
            _ => "接続できません",
        };

        public string FileWord => connection switch
        {
            ConnectionState.NotConnected => "not-connected",
            ConnectionState.HandedOver => "handed-over",
            ConnectionState.Works => "works",
            _ => "broken",
        };
    }

    /// <summary>Takes the file's word or the screen's.</summary>
    /// <returns>The kind, or <see cref="NotAnOperator"/>.</returns>
    public static Result<OperatorKind> ParseOperator(string text) =>
        Array.FindIndex(Operators, entry => entry.File == text || entry.Word == text) is >= 0 and var at
            ? Operators[at].Kind
            : new NotAnOperator(string.Join("、", Operators.Select(entry => entry.File)));

    /// <returns>The state, or <see cref="NotAState"/>.</returns>
    public static Result<AccountState> ParseState(string text) =>
        Array.FindIndex(States, entry => entry.File == text || entry.Word == text) is >= 0 and var at
            ? States[at].State
            : new NotAState(string.Join("、", States.Select(entry => entry.File)));
}
