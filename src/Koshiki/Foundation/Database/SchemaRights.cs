using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Foundation.Database;

/// <summary>What each database role may do in one side's schemas, as SQL that may be run again and again by the owner after a migration.</summary>
internal static class SchemaRights
{
    /// <summary>Gives a program role its own side, and takes it from everyone else.</summary>
    /// <param name="appendOnly">Tables (schema.table) that the program may add to and read, but never change.</param>
    public static string For(DbContext db, DatabaseRole program, IReadOnlyCollection<string> appendOnly)
    {
        var sql = new StringBuilder();
        foreach (var schema in ModelConventions.SchemasOf(db.Model))
        {
            sql.AppendLine($"revoke all on schema {schema} from public;");
            sql.AppendLine($"grant usage on schema {schema} to {program.LoginName};");
            sql.AppendLine($"grant select, insert, update, delete on all tables in schema {schema} to {program.LoginName};");
            sql.AppendLine($"grant usage, select on all sequences in schema {schema} to {program.LoginName};");
        }

        foreach (var table in appendOnly)
        {
            sql.AppendLine($"revoke update, delete, truncate on {table} from {program.LoginName};");
        }

        return sql.ToString();
    }

    /// <summary>What core's courier may do on the edge database: hand over orders and media, fetch reports, read what live counts are made of.</summary>
    /// <param name="counted">The schema of the friends' choices, in which nothing names a person.</param>
    public static string ForCourier(string messages, string orders, string reports, string media, string counted) => $"""
        grant usage on schema {messages}, {media}, {counted} to {DatabaseRole.Courier.LoginName};
        grant select on all tables in schema {counted} to {DatabaseRole.Courier.LoginName};
        grant select, insert on {messages}.{orders} to {DatabaseRole.Courier.LoginName};
        grant select, update on {messages}.{reports} to {DatabaseRole.Courier.LoginName};
        grant select, insert on all tables in schema {media} to {DatabaseRole.Courier.LoginName};
        """;
}
