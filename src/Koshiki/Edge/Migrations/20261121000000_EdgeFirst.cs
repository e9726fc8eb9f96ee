using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Koshiki.Edge.Migrations
{
    /// <inheritdoc />
    public partial class EdgeFirst : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "edge_platforms");

            migrationBuilder.EnsureSchema(
                name: "edge_delivery");

            migrationBuilder.EnsureSchema(
                name: "edge_exchange");

            migrationBuilder.EnsureSchema(
                name: "edge_keys");

            migrationBuilder.EnsureSchema(
                name: "edge_media");

            migrationBuilder.EnsureSchema(
                name: "public_site");

            migrationBuilder.CreateTable(
                name: "connected_account",
                schema: "edge_platforms",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    platform_account_id = table.Column<string>(type: "text", nullable: false),
                    wrapped_secret = table.Column<byte[]>(type: "bytea", nullable: false),
                    connected_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    works = table.Column<bool>(type: "boolean", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_connected_account", x => x.account_key);
                });

            migrationBuilder.CreateTable(
                name: "delivery",
                schema: "edge_delivery",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    seal = table.Column<string>(type: "text", nullable: false),
                    authorization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: true),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    ordered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    not_after = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    platform_post_id = table.Column<string>(type: "text", nullable: true),
                    url = table.Column<string>(type: "text", nullable: true),
                    request_id = table.Column<string>(type: "text", nullable: true),
                    recipients = table.Column<long>(type: "bigint", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    looks = table.Column<int>(type: "integer", nullable: false),
                    resent = table.Column<int>(type: "integer", nullable: false),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    first_intent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    released_by_a_person = table.Column<bool>(type: "boolean", nullable: false),
                    withdrawal_asked = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "heartbeat",
                schema: "edge_delivery",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    identity = table.Column<string>(type: "text", nullable: false),
                    beaten_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    orders_held_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_heartbeat", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "incoming_order",
                schema: "edge_exchange",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    kind = table.Column<string>(type: "text", nullable: false),
                    aggregate = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true, defaultValueSql: "now()"),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incoming_order", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "key_ring",
                schema: "edge_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_key_ring", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "lease",
                schema: "edge_delivery",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    node = table.Column<Guid>(type: "uuid", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lease", x => x.account_key);
                });

            migrationBuilder.CreateTable(
                name: "object",
                schema: "edge_media",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    stored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_object", x => x.sha256);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_report",
                schema: "edge_exchange",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    kind = table.Column<string>(type: "text", nullable: false),
                    aggregate = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true, defaultValueSql: "now()"),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outgoing_report", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "published_list",
                schema: "public_site",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_list", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seal",
                schema: "edge_delivery",
                columns: table => new
                {
                    seal = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seal", x => x.seal);
                });

            migrationBuilder.CreateTable(
                name: "intent",
                schema: "edge_delivery",
                columns: table => new
                {
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    chunk = table.Column<int>(type: "integer", nullable: false),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    @try = table.Column<int>(name: "try", type: "integer", nullable: false),
                    retry_key = table.Column<Guid>(type: "uuid", nullable: true),
                    body_hash = table.Column<string>(type: "text", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    node = table.Column<Guid>(type: "uuid", nullable: false),
                    node_lock = table.Column<long>(type: "bigint", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    detail = table.Column<string>(type: "text", nullable: true),
                    request_id = table.Column<string>(type: "text", nullable: true),
                    platform_post_id = table.Column<string>(type: "text", nullable: true),
                    recipients = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_intent", x => new { x.delivery_id, x.chunk, x.generation, x.@try });
                    table.ForeignKey(
                        name: "fk_intent_delivery_delivery_id",
                        column: x => x.delivery_id,
                        principalSchema: "edge_delivery",
                        principalTable: "delivery",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "part",
                schema: "edge_media",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_part", x => new { x.sha256, x.number });
                    table.ForeignKey(
                        name: "fk_part_object_sha256",
                        column: x => x.sha256,
                        principalSchema: "edge_media",
                        principalTable: "object",
                        principalColumn: "sha256",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "delivery_running",
                schema: "edge_delivery",
                table: "delivery",
                columns: new[] { "account_key", "priority", "due_at" },
                filter: "state in ('Waiting', 'Sending', 'Unknown')");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_account_key_first_intent_at",
                schema: "edge_delivery",
                table: "delivery",
                columns: new[] { "account_key", "first_intent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_delivery_seal",
                schema: "edge_delivery",
                table: "delivery",
                column: "seal");

            migrationBuilder.CreateIndex(
                name: "incoming_order_open",
                schema: "edge_exchange",
                table: "incoming_order",
                columns: new[] { "aggregate", "seq" },
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "outgoing_report_open",
                schema: "edge_exchange",
                table: "outgoing_report",
                columns: new[] { "aggregate", "seq" },
                filter: "done_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "connected_account",
                schema: "edge_platforms");

            migrationBuilder.DropTable(
                name: "heartbeat",
                schema: "edge_delivery");

            migrationBuilder.DropTable(
                name: "incoming_order",
                schema: "edge_exchange");

            migrationBuilder.DropTable(
                name: "intent",
                schema: "edge_delivery");

            migrationBuilder.DropTable(
                name: "key_ring",
                schema: "edge_keys");

            migrationBuilder.DropTable(
                name: "lease",
                schema: "edge_delivery");

            migrationBuilder.DropTable(
                name: "outgoing_report",
                schema: "edge_exchange");

            migrationBuilder.DropTable(
                name: "part",
                schema: "edge_media");

            migrationBuilder.DropTable(
                name: "published_list",
                schema: "public_site");

            migrationBuilder.DropTable(
                name: "seal",
                schema: "edge_delivery");

            migrationBuilder.DropTable(
                name: "delivery",
                schema: "edge_delivery");

            migrationBuilder.DropTable(
                name: "object",
                schema: "edge_media");
        }
    }
}
