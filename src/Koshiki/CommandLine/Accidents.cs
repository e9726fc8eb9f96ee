using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.CommandLine;

/// <summary>What goes wrong around the program and not in it: a file, a folder, the database, a port.</summary>
internal static class Accidents
{
    /// <param name="choosesPort">The command has <c>--port</c>.</param>
    /// <returns>What happened and what to do, with the cause on a line of its own; null for a bug, which is shown whole.</returns>
    public static string? SentenceFor(Exception accident, bool choosesPort) => accident switch
    {
        IOException { InnerException: AddressInUseException } => choosesPort
            ? $"ほかのプログラムがこの番号を使っているため、始められませんでした。それを終えるか、別の番号（--port）を指定してください。\n{accident.Message}"
            : $"ほかのプログラムがこの番号を使っているため、始められませんでした。それを終えるか、Koshiki__StaffUrl と Koshiki__PublicUrl の番号を変えてください。\n{accident.Message}",
        PostgresException refused => $"{SentenceFor(refused.SqlState)}\n{refused.MessageText}",
        NpgsqlException => $"データベースから返事がありません。動いているか、Koshiki__Database の行き先が正しいかを確かめてください。\n{accident.Message}",
        InvalidOperationException { InnerException: NpgsqlException cause } => SentenceFor(cause, choosesPort),
        DbUpdateException { InnerException: NpgsqlException cause } => SentenceFor(cause, choosesPort),
        IOException or UnauthorizedAccessException or InvalidDataException =>
            $"ファイルかフォルダーを読み書きできませんでした。場所と名前、権限を確かめて、もう一度実行してください。\n{accident.Message}",
        _ => null,
    };

    private static string SentenceFor(string state) => state switch
    {
        PostgresErrorCodes.InvalidCatalogName => "データベースがありません。Koshiki__Database の名前を確かめるか、データベースを作ってから、もう一度実行してください。",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction =>
            "データベースが、この版のプログラムのものになっていません。koshiki migrate を実行してから、もう一度実行してください。",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            "データベースに入れません。Koshiki__Database の利用者とパスワードを確かめてください。",
        _ => "データベースに断られました。次の文を添えて、システムの担当に知らせてください。",
    };
}
