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
                name: "edge_delivery");

            migrationBuilder.EnsureSchema(
                name: "edge_platforms");

            migrationBuilder.EnsureSchema(
                name: "edge_friends");

            migrationBuilder.EnsureSchema(
                name: "edge_segments");

            migrationBuilder.EnsureSchema(
                name: "edge_exchange");

            migrationBuilder.EnsureSchema(
                name: "edge_keys");

            migrationBuilder.EnsureSchema(
                name: "edge_monitoring");

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
                    planned = table.Column<long>(type: "bigint", nullable: true),
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
                name: "erased_place",
                schema: "edge_friends",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    change_number = table.Column<long>(type: "bigint", nullable: false),
                    erased_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erased_place", x => new { x.account_key, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "friend",
                schema: "edge_segments",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    choices = table.Column<short[]>(type: "smallint[]", nullable: false),
                    emergency_only = table.Column<bool>(type: "boolean", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    edition = table.Column<int>(type: "integer", nullable: true),
                    followed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    source = table.Column<string>(type: "text", nullable: true),
                    change_number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_friend", x => new { x.account_key, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "friend_day",
                schema: "edge_segments",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    followed = table.Column<int>(type: "integer", nullable: false),
                    left = table.Column<int>(type: "integer", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_friend_day", x => new { x.account_key, x.day, x.source });
                });

            migrationBuilder.CreateTable(
                name: "friend_id_block",
                schema: "edge_friends",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_friend_id_block", x => new { x.account_key, x.number });
                });

            migrationBuilder.CreateTable(
                name: "friend_key",
                schema: "edge_friends",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_friend_key", x => new { x.account_key, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "friend_register",
                schema: "edge_segments",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    change_number = table.Column<long>(type: "bigint", nullable: false),
                    last_ordinal = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_friend_register", x => x.account_key);
                });

            migrationBuilder.CreateTable(
                name: "friend_report",
                schema: "edge_segments",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    change_number = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_friend_report", x => x.account_key);
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
                name: "inbox",
                schema: "edge_friends",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    event_id = table.Column<string>(type: "text", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false),
                    applied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox", x => x.id);
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
                name: "look_due",
                schema: "edge_monitoring",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    posts_read_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_look_due", x => x.account_key);
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
                name: "preference_ticket",
                schema: "edge_friends",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: true),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_preference_ticket", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "publication",
                schema: "public_site",
                columns: table => new
                {
                    part = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publication", x => x.part);
                });

            migrationBuilder.CreateTable(
                name: "questionnaire",
                schema: "edge_segments",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_questionnaire", x => new { x.account_key, x.edition });
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
                name: "signing_key",
                schema: "public_site",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    @public = table.Column<byte[]>(name: "public", type: "bytea", nullable: false),
                    @private = table.Column<byte[]>(name: "private", type: "bytea", nullable: false),
                    current = table.Column<bool>(type: "boolean", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signing_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "watched_link",
                schema: "edge_monitoring",
                columns: table => new
                {
                    url = table.Column<string>(type: "text", nullable: false),
                    host = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    misses = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_watched_link", x => x.url);
                });

            migrationBuilder.CreateTable(
                name: "chunk_generation",
                schema: "edge_delivery",
                columns: table => new
                {
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    chunk = table.Column<int>(type: "integer", nullable: false),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    dropped = table.Column<int[]>(type: "integer[]", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    body_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chunk_generation", x => new { x.delivery_id, x.chunk, x.generation });
                    table.ForeignKey(
                        name: "fk_chunk_generation_delivery_delivery_id",
                        column: x => x.delivery_id,
                        principalSchema: "edge_delivery",
                        principalTable: "delivery",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "chunk_window",
                schema: "edge_delivery",
                columns: table => new
                {
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_chunk = table.Column<int>(type: "integer", nullable: false),
                    last_chunk = table.Column<int>(type: "integer", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    body_hashes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chunk_window", x => new { x.delivery_id, x.first_chunk });
                    table.ForeignKey(
                        name: "fk_chunk_window_delivery_delivery_id",
                        column: x => x.delivery_id,
                        principalSchema: "edge_delivery",
                        principalTable: "delivery",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "frozen_audience",
                schema: "edge_delivery",
                columns: table => new
                {
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    change_number = table.Column<long>(type: "bigint", nullable: false),
                    recipients = table.Column<byte[]>(type: "bytea", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    frozen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    freezing = table.Column<int>(type: "integer", nullable: false),
                    settled = table.Column<byte[]>(type: "bytea", nullable: false),
                    send_again_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    statistics_unit = table.Column<string>(type: "text", nullable: true),
                    effect_read_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_frozen_audience", x => x.delivery_id);
                    table.ForeignKey(
                        name: "fk_frozen_audience_delivery_delivery_id",
                        column: x => x.delivery_id,
                        principalSchema: "edge_delivery",
                        principalTable: "delivery",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
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
                name: "ix_friend_account_key_change_number",
                schema: "edge_segments",
                table: "friend",
                columns: new[] { "account_key", "change_number" });

            migrationBuilder.CreateIndex(
                name: "ix_friend_key_account_key_ordinal",
                schema: "edge_friends",
                table: "friend_key",
                columns: new[] { "account_key", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "inbox_waiting",
                schema: "edge_friends",
                table: "inbox",
                columns: new[] { "account_key", "id" },
                filter: "applied_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_account_key_event_id",
                schema: "edge_friends",
                table: "inbox",
                columns: new[] { "account_key", "event_id" },
                unique: true);

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

            migrationBuilder.CreateIndex(
                name: "ix_signing_key_current",
                schema: "public_site",
                table: "signing_key",
                column: "current",
                unique: true,
                filter: "current");

            migrationBuilder.CreateIndex(
                name: "ix_watched_link_due_at",
                schema: "edge_monitoring",
                table: "watched_link",
                column: "due_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "chunk_generation",
                schema: "edge_delivery");

            migrationBuilder.DropTable(
                name: "chunk_window",
                schema: "edge_delivery");

            migrationBuilder.DropTable(
                name: "connected_account",
                schema: "edge_platforms");

            migrationBuilder.DropTable(
                name: "erased_place",
                schema: "edge_friends");

            migrationBuilder.DropTable(
                name: "friend",
                schema: "edge_segments");

            migrationBuilder.DropTable(
                name: "friend_day",
                schema: "edge_segments");

            migrationBuilder.DropTable(
                name: "friend_id_block",
                schema: "edge_friends");

            migrationBuilder.DropTable(
                name: "friend_key",
                schema: "edge_friends");

            migrationBuilder.DropTable(
                name: "friend_register",
                schema: "edge_segments");

            migrationBuilder.DropTable(
                name: "friend_report",
                schema: "edge_segments");

            migrationBuilder.DropTable(
                name: "frozen_audience",
                schema: "edge_delivery");

            migrationBuilder.DropTable(
                name: "heartbeat",
                schema: "edge_delivery");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "edge_friends");

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
                name: "look_due",
                schema: "edge_monitoring");

            migrationBuilder.DropTable(
                name: "outgoing_report",
                schema: "edge_exchange");

            migrationBuilder.DropTable(
                name: "part",
                schema: "edge_media");

            migrationBuilder.DropTable(
                name: "preference_ticket",
                schema: "edge_friends");

            migrationBuilder.DropTable(
                name: "publication",
                schema: "public_site");

            migrationBuilder.DropTable(
                name: "questionnaire",
                schema: "edge_segments");

            migrationBuilder.DropTable(
                name: "seal",
                schema: "edge_delivery");

            migrationBuilder.DropTable(
                name: "signing_key",
                schema: "public_site");

            migrationBuilder.DropTable(
                name: "watched_link",
                schema: "edge_monitoring");

            migrationBuilder.DropTable(
                name: "delivery",
                schema: "edge_delivery");

            migrationBuilder.DropTable(
                name: "object",
                schema: "edge_media");
        }
    }
}
