using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Koshiki.Core.Migrations
{
    /// <inheritdoc />
    public partial class CoreFirst : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "accounts");

            migrationBuilder.EnsureSchema(
                name: "reviews");

            migrationBuilder.EnsureSchema(
                name: "api");

            migrationBuilder.EnsureSchema(
                name: "publishing");

            migrationBuilder.EnsureSchema(
                name: "activity_log");

            migrationBuilder.EnsureSchema(
                name: "organizations");

            migrationBuilder.EnsureSchema(
                name: "work");

            migrationBuilder.EnsureSchema(
                name: "exchange");

            migrationBuilder.EnsureSchema(
                name: "core_keys");

            migrationBuilder.EnsureSchema(
                name: "outbox");

            migrationBuilder.EnsureSchema(
                name: "media");

            migrationBuilder.CreateTable(
                name: "account",
                schema: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    platform_label = table.Column<string>(type: "text", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    @operator = table.Column<string>(name: "operator", type: "text", nullable: false),
                    operator_name = table.Column<string>(type: "text", nullable: true),
                    permanent_id = table.Column<string>(type: "text", nullable: true),
                    handle = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: false),
                    address_key = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: true),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: true),
                    responsible_head = table.Column<Guid>(type: "uuid", nullable: true),
                    connection = table.Column<string>(type: "text", nullable: false),
                    connection_reason = table.Column<string>(type: "text", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    search_bigrams = table.Column<string[]>(type: "text[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_review",
                schema: "reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    half = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    figures = table.Column<string>(type: "jsonb", nullable: false),
                    written_by = table.Column<Guid>(type: "uuid", nullable: false),
                    written_by_name = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    opinion = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_review", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "advice",
                schema: "reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    given_by_name = table.Column<string>(type: "text", nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer_by = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answer_text = table.Column<string>(type: "text", nullable: true),
                    done_by = table.Column<DateOnly>(type: "date", nullable: true),
                    answered_by_name = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    follow_up = table.Column<string>(type: "text", nullable: true),
                    followed_up_by_name = table.Column<string>(type: "text", nullable: true),
                    followed_up_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_advice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "answered_request",
                schema: "api",
                columns: table => new
                {
                    token = table.Column<Guid>(type: "uuid", nullable: false),
                    route = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    location = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_answered_request", x => new { x.token, x.route, x.key });
                });

            migrationBuilder.CreateTable(
                name: "approval_route",
                schema: "publishing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: true),
                    purpose = table.Column<string>(type: "text", nullable: true),
                    asks_department_head = table.Column<bool>(type: "boolean", nullable: false),
                    asks_pr_office = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approval_route", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audience_count",
                schema: "publishing",
                columns: table => new
                {
                    post = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    moment = table.Column<string>(type: "text", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    people = table.Column<long>(type: "bigint", nullable: false),
                    change_number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_count", x => new { x.post, x.account_key, x.round, x.moment, x.step });
                });

            migrationBuilder.CreateTable(
                name: "authorization",
                schema: "publishing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    seal = table.Column<string>(type: "text", nullable: false),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    not_after = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    given_by = table.Column<Guid>(type: "uuid", nullable: false),
                    given_by_name = table.Column<string>(type: "text", nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_authorization", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "block",
                schema: "activity_log",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    previous = table.Column<byte[]>(type: "bytea", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    sealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_block", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "block_entry",
                schema: "activity_log",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    block = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_block_entry", x => x.entry_id);
                });

            migrationBuilder.CreateTable(
                name: "channel_delivery",
                schema: "publishing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    seal = table.Column<string>(type: "text", nullable: false),
                    authorization = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    ordered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: true),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    segment = table.Column<string>(type: "jsonb", nullable: true),
                    planned = table.Column<long>(type: "bigint", nullable: true),
                    recipients = table.Column<long>(type: "bigint", nullable: true),
                    began_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    platform_post_id = table.Column<string>(type: "text", nullable: true),
                    url = table.Column<string>(type: "text", nullable: true),
                    request_id = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    due_again_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    search_bigrams = table.Column<string[]>(type: "text[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_delivery", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "content",
                schema: "activity_log",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_content", x => x.entry_id);
                });

            migrationBuilder.CreateTable(
                name: "credential",
                schema: "organizations",
                columns: table => new
                {
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: false),
                    password_changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    totp = table.Column<byte[]>(type: "bytea", nullable: true),
                    totp_confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_step = table.Column<long>(type: "bigint", nullable: false),
                    recovery_codes = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credential", x => x.person);
                });

            migrationBuilder.CreateTable(
                name: "declined_notice",
                schema: "work",
                columns: table => new
                {
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    notice = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_declined_notice", x => new { x.person, x.notice });
                });

            migrationBuilder.CreateTable(
                name: "delivery_effect",
                schema: "publishing",
                columns: table => new
                {
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    left = table.Column<long>(type: "bigint", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: true),
                    shown = table.Column<long>(type: "bigint", nullable: true),
                    clicked = table.Column<long>(type: "bigint", nullable: true),
                    through = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_effect", x => x.delivery_id);
                });

            migrationBuilder.CreateTable(
                name: "deputyship",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    deputy = table.Column<Guid>(type: "uuid", nullable: false),
                    absent = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deputyship", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "emergency_review",
                schema: "publishing",
                columns: table => new
                {
                    post = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: false),
                    published_by_name = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deadline = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    approved = table.Column<bool>(type: "boolean", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    in_place_of = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    opinion = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_emergency_review", x => x.post);
                });

            migrationBuilder.CreateTable(
                name: "entry",
                schema: "activity_log",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    command = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    via = table.Column<string>(type: "text", nullable: false),
                    subject_type = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    commitment = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erasure",
                schema: "activity_log",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasure", x => x.entry_id);
                });

            migrationBuilder.CreateTable(
                name: "friend_file_act",
                schema: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: true),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    friends = table.Column<int>(type: "integer", nullable: true),
                    added = table.Column<int>(type: "integer", nullable: true),
                    changed = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_friend_file_act", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "friends_day",
                schema: "publishing",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    friends = table.Column<long>(type: "bigint", nullable: false),
                    unanswered = table.Column<long>(type: "bigint", nullable: false),
                    emergency_only = table.Column<long>(type: "bigint", nullable: false),
                    followed = table.Column<int>(type: "integer", nullable: false),
                    left = table.Column<int>(type: "integer", nullable: false),
                    by_option = table.Column<string>(type: "jsonb", nullable: false),
                    by_source = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_friends_day", x => new { x.account_key, x.day });
                });

            migrationBuilder.CreateTable(
                name: "incoming_report",
                schema: "exchange",
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
                    table.PrimaryKey("pk_incoming_report", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "judgement",
                schema: "reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false),
                    advice = table.Column<Guid>(type: "uuid", nullable: true),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    written_by = table.Column<Guid>(type: "uuid", nullable: false),
                    written_by_name = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    opinion = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_judgement", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kept_form",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false),
                    page = table.Column<string>(type: "text", nullable: false),
                    contents = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kept_form", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "key_ring",
                schema: "core_keys",
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
                name: "line_quota",
                schema: "publishing",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    limit = table.Column<long>(type: "bigint", nullable: true),
                    used = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_line_quota", x => x.account_key);
                });

            migrationBuilder.CreateTable(
                name: "list_due",
                schema: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_list_due", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "media_item",
                schema: "publishing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: false),
                    added_by_name = table.Column<string>(type: "text", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    original_sha256 = table.Column<string>(type: "text", nullable: false),
                    original_type = table.Column<string>(type: "text", nullable: false),
                    alt_text = table.Column<string>(type: "text", nullable: false),
                    decorative = table.Column<bool>(type: "boolean", nullable: false),
                    rights = table.Column<string>(type: "jsonb", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_item", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "message",
                schema: "outbox",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    listener = table.Column<string>(type: "text", nullable: false),
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
                    table.PrimaryKey("pk_message", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "news",
                schema: "work",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    heading = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    link = table.Column<string>(type: "text", nullable: true),
                    office = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    last = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_news", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "nodes_seen",
                schema: "work",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nodes_seen", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "object",
                schema: "media",
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
                name: "office",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_office", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "office_contact",
                schema: "organizations",
                columns: table => new
                {
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    written = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_office_contact", x => new { x.office, x.key });
                });

            migrationBuilder.CreateTable(
                name: "office_succession",
                schema: "organizations",
                columns: table => new
                {
                    predecessor = table.Column<Guid>(type: "uuid", nullable: false),
                    successor = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_office_succession", x => new { x.predecessor, x.successor });
                });

            migrationBuilder.CreateTable(
                name: "outgoing_mail",
                schema: "work",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    cause = table.Column<Guid>(type: "uuid", nullable: false),
                    notice = table.Column<string>(type: "text", nullable: false),
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
                    table.PrimaryKey("pk_outgoing_mail", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_order",
                schema: "exchange",
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
                    table.PrimaryKey("pk_outgoing_order", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    reading = table.Column<string>(type: "text", nullable: false),
                    staff_number = table.Column<string>(type: "text", nullable: true),
                    mail = table.Column<string>(type: "text", nullable: true),
                    employer = table.Column<string>(type: "text", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    search_bigrams = table.Column<string[]>(type: "text[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "post",
                schema: "publishing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    receipt = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    author = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    corrects = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    common_text = table.Column<string>(type: "text", nullable: false),
                    link = table.Column<string>(type: "text", nullable: true),
                    @event = table.Column<string>(name: "event", type: "jsonb", nullable: true),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    not_after = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    goes_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_editor = table.Column<Guid>(type: "uuid", nullable: false),
                    last_editor_name = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    saved_version = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    seal = table.Column<string>(type: "text", nullable: true),
                    submitted_as = table.Column<string>(type: "text", nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    round = table.Column<int>(type: "integer", nullable: false),
                    scope = table.Column<Guid>(type: "uuid", nullable: true),
                    scope_version = table.Column<int>(type: "integer", nullable: true),
                    notes = table.Column<string>(type: "jsonb", nullable: false),
                    hours_reason = table.Column<string>(type: "text", nullable: true),
                    shown_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    concerned_offices = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    account_keys = table.Column<string[]>(type: "text[]", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    search_bigrams = table.Column<string[]>(type: "text[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_post", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "posting",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    duty = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<DateOnly>(type: "date", nullable: true),
                    accounts = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posting", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "posting_hours",
                schema: "publishing",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    times = table.Column<string>(type: "jsonb", nullable: false),
                    strict = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posting_hours", x => x.account_key);
                });

            migrationBuilder.CreateTable(
                name: "posting_scope",
                schema: "publishing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    clause = table.Column<string>(type: "text", nullable: false),
                    account_keys = table.Column<string[]>(type: "text[]", nullable: false),
                    purposes = table.Column<int[]>(type: "integer[]", nullable: false),
                    times = table.Column<string>(type: "jsonb", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_by_name = table.Column<string>(type: "text", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    in_place_of = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    opinion = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posting_scope", x => new { x.id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "published_list",
                schema: "accounts",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_list", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "questionnaire",
                schema: "publishing",
                columns: table => new
                {
                    account_key = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    questions = table.Column<string>(type: "jsonb", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    published_by_name = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_questionnaire", x => new { x.account_key, x.number });
                });

            migrationBuilder.CreateTable(
                name: "registration_code",
                schema: "publishing",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    made_by_name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registration_code", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "retirement",
                schema: "reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    account_name = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    handle = table.Column<string>(type: "text", nullable: true),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    judgement = table.Column<Guid>(type: "uuid", nullable: true),
                    report = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    author = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    approved_by_name = table.Column<string>(type: "text", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    received_by_name = table.Column<string>(type: "text", nullable: true),
                    notice_from = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_until = table.Column<DateOnly>(type: "date", nullable: true),
                    told_on_account_on = table.Column<DateOnly>(type: "date", nullable: true),
                    told_on_account_how = table.Column<string>(type: "text", nullable: true),
                    deleted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    deleted_by_name = table.Column<string>(type: "text", nullable: true),
                    harm_reason = table.Column<string>(type: "text", nullable: true),
                    watch_until = table.Column<DateOnly>(type: "date", nullable: true),
                    site_notice_until = table.Column<DateOnly>(type: "date", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retirement", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rights_version",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rights_version", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scope_look",
                schema: "reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    scope = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    posts = table.Column<int>(type: "integer", nullable: false),
                    remarked = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    finding = table.Column<string>(type: "text", nullable: false),
                    remarks = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scope_look", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seal",
                schema: "publishing",
                columns: table => new
                {
                    hash = table.Column<string>(type: "text", nullable: false),
                    post = table.Column<Guid>(type: "uuid", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seal", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "seen_form",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    location = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seen_form", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "session",
                schema: "organizations",
                columns: table => new
                {
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    browser = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session", x => x.token_hash);
                });

            migrationBuilder.CreateTable(
                name: "shared_case",
                schema: "reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    link = table.Column<string>(type: "text", nullable: true),
                    author = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    opinion = table.Column<string>(type: "text", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shared_case", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "suspension",
                schema: "reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    look_again_on = table.Column<DateOnly>(type: "date", nullable: false),
                    decided_by_name = table.Column<string>(type: "text", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resumed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    resumed_by_name = table.Column<string>(type: "text", nullable: true),
                    resumed_how = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suspension", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "task",
                schema: "work",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    link = table.Column<string>(type: "text", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: true),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_by = table.Column<Guid>(type: "uuid", nullable: true),
                    done_how = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "test_recipient",
                schema: "publishing",
                columns: table => new
                {
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    line_user_id = table.Column<string>(type: "text", nullable: false),
                    agreed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_test_recipient", x => new { x.person, x.account_key });
                });

            migrationBuilder.CreateTable(
                name: "token",
                schema: "api",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    scopes = table.Column<string[]>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_token", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_period",
                schema: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<DateOnly>(type: "date", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    @operator = table.Column<string>(name: "operator", type: "text", nullable: false),
                    operator_name = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: false),
                    address_key = table.Column<string>(type: "text", nullable: false),
                    handle = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_period", x => x.id);
                    table.ForeignKey(
                        name: "fk_account_period_account_account",
                        column: x => x.account,
                        principalSchema: "accounts",
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "media_variant",
                schema: "publishing",
                columns: table => new
                {
                    item = table.Column<Guid>(type: "uuid", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    preview_sha256 = table.Column<string>(type: "text", nullable: true),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_variant", x => new { x.item, x.platform });
                    table.ForeignKey(
                        name: "fk_media_variant_media_item_item",
                        column: x => x.item,
                        principalSchema: "publishing",
                        principalTable: "media_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "part",
                schema: "media",
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
                        principalSchema: "media",
                        principalTable: "object",
                        principalColumn: "sha256",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "office_period",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<DateOnly>(type: "date", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    division = table.Column<string>(type: "text", nullable: false),
                    department = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    function = table.Column<string>(type: "text", nullable: false),
                    parent = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_office_period", x => x.id);
                    table.ForeignKey(
                        name: "fk_office_period_office_office",
                        column: x => x.office,
                        principalSchema: "organizations",
                        principalTable: "office",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "approval_step",
                schema: "publishing",
                columns: table => new
                {
                    post = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    handed_to = table.Column<Guid>(type: "uuid", nullable: true),
                    handed_to_name = table.Column<string>(type: "text", nullable: true),
                    handed_by_name = table.Column<string>(type: "text", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    in_place_of = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    seal = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approval_step", x => new { x.post, x.round, x.number });
                    table.ForeignKey(
                        name: "fk_approval_step_post_post",
                        column: x => x.post,
                        principalSchema: "publishing",
                        principalTable: "post",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "post_channel",
                schema: "publishing",
                columns: table => new
                {
                    post = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    own_text = table.Column<string>(type: "text", nullable: true),
                    media = table.Column<string>(type: "jsonb", nullable: false),
                    segment = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_post_channel", x => new { x.post, x.account_key });
                    table.ForeignKey(
                        name: "fk_post_channel_post_post",
                        column: x => x.post,
                        principalSchema: "publishing",
                        principalTable: "post",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "post_event",
                schema: "publishing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    in_place_of = table.Column<string>(type: "text", nullable: true),
                    words = table.Column<string>(type: "text", nullable: true),
                    seal = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_post_event", x => x.id);
                    table.ForeignKey(
                        name: "fk_post_event_post_post",
                        column: x => x.post,
                        principalSchema: "publishing",
                        principalTable: "post",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "name_look",
                schema: "reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    retirement = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    finding = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_name_look", x => x.id);
                    table.ForeignKey(
                        name: "fk_name_look_retirement_retirement",
                        column: x => x.retirement,
                        principalSchema: "reviews",
                        principalTable: "retirement",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "retirement_event",
                schema: "reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    retirement = table.Column<Guid>(type: "uuid", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retirement_event", x => x.id);
                    table.ForeignKey(
                        name: "fk_retirement_event_retirement_retirement",
                        column: x => x.retirement,
                        principalSchema: "reviews",
                        principalTable: "retirement",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_address_key",
                schema: "accounts",
                table: "account",
                column: "address_key",
                unique: true,
                filter: "state <> 'Retired'");

            migrationBuilder.CreateIndex(
                name: "ix_account_key",
                schema: "accounts",
                table: "account",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_office",
                schema: "accounts",
                table: "account",
                column: "office");

            migrationBuilder.CreateIndex(
                name: "ix_account_platform_permanent_id",
                schema: "accounts",
                table: "account",
                columns: new[] { "platform", "permanent_id" },
                unique: true,
                filter: "permanent_id is not null and state <> 'Retired'");

            migrationBuilder.CreateIndex(
                name: "ix_account_search_bigrams",
                schema: "accounts",
                table: "account",
                column: "search_bigrams")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_account_period_account_from",
                schema: "accounts",
                table: "account_period",
                columns: new[] { "account", "from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_period_address_key",
                schema: "accounts",
                table: "account_period",
                column: "address_key");

            migrationBuilder.CreateIndex(
                name: "ix_account_period_office",
                schema: "accounts",
                table: "account_period",
                column: "office");

            migrationBuilder.CreateIndex(
                name: "ix_account_review_account_year_half_number",
                schema: "reviews",
                table: "account_review",
                columns: new[] { "account", "year", "half", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_review_office_status",
                schema: "reviews",
                table: "account_review",
                columns: new[] { "office", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_account_review_year_half_status",
                schema: "reviews",
                table: "account_review",
                columns: new[] { "year", "half", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_advice_account_given_at",
                schema: "reviews",
                table: "advice",
                columns: new[] { "account", "given_at" });

            migrationBuilder.CreateIndex(
                name: "ix_advice_office_state",
                schema: "reviews",
                table: "advice",
                columns: new[] { "office", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_advice_state_answer_by",
                schema: "reviews",
                table: "advice",
                columns: new[] { "state", "answer_by" });

            migrationBuilder.CreateIndex(
                name: "ix_answered_request_answered_at",
                schema: "api",
                table: "answered_request",
                column: "answered_at");

            migrationBuilder.CreateIndex(
                name: "ix_approval_route_office_purpose",
                schema: "publishing",
                table: "approval_route",
                columns: new[] { "office", "purpose" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_approval_step_decided_by",
                schema: "publishing",
                table: "approval_step",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "ix_authorization_kind_given_at",
                schema: "publishing",
                table: "authorization",
                columns: new[] { "kind", "given_at" });

            migrationBuilder.CreateIndex(
                name: "ix_authorization_post_given_at",
                schema: "publishing",
                table: "authorization",
                columns: new[] { "post", "given_at" });

            migrationBuilder.CreateIndex(
                name: "ix_block_entry_block_position",
                schema: "activity_log",
                table: "block_entry",
                columns: new[] { "block", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channel_delivery_account_key_at_id",
                schema: "publishing",
                table: "channel_delivery",
                columns: new[] { "account_key", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_channel_delivery_at_id",
                schema: "publishing",
                table: "channel_delivery",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_channel_delivery_delivery_id",
                schema: "publishing",
                table: "channel_delivery",
                column: "delivery_id");

            migrationBuilder.CreateIndex(
                name: "ix_channel_delivery_office_at_id",
                schema: "publishing",
                table: "channel_delivery",
                columns: new[] { "office", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_channel_delivery_post",
                schema: "publishing",
                table: "channel_delivery",
                column: "post");

            migrationBuilder.CreateIndex(
                name: "ix_channel_delivery_seal_account_key_attempt_authorization",
                schema: "publishing",
                table: "channel_delivery",
                columns: new[] { "seal", "account_key", "attempt", "authorization" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channel_delivery_search_bigrams",
                schema: "publishing",
                table: "channel_delivery",
                column: "search_bigrams")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_channel_delivery_state_at",
                schema: "publishing",
                table: "channel_delivery",
                columns: new[] { "state", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_credential_user_name",
                schema: "organizations",
                table: "credential",
                column: "user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deputyship_absent",
                schema: "organizations",
                table: "deputyship",
                column: "absent");

            migrationBuilder.CreateIndex(
                name: "ix_deputyship_deputy",
                schema: "organizations",
                table: "deputyship",
                column: "deputy");

            migrationBuilder.CreateIndex(
                name: "ix_emergency_review_approved_deadline",
                schema: "publishing",
                table: "emergency_review",
                columns: new[] { "approved", "deadline" });

            migrationBuilder.CreateIndex(
                name: "ix_entry_actor_id",
                schema: "activity_log",
                table: "entry",
                column: "actor_id");

            migrationBuilder.CreateIndex(
                name: "ix_entry_at",
                schema: "activity_log",
                table: "entry",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_entry_subject_type_subject_id_at",
                schema: "activity_log",
                table: "entry",
                columns: new[] { "subject_type", "subject_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_friend_file_act_account_key_begun_at",
                schema: "accounts",
                table: "friend_file_act",
                columns: new[] { "account_key", "begun_at" });

            migrationBuilder.CreateIndex(
                name: "incoming_report_open",
                schema: "exchange",
                table: "incoming_report",
                columns: new[] { "aggregate", "seq" },
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_judgement_account_begun_at",
                schema: "reviews",
                table: "judgement",
                columns: new[] { "account", "begun_at" });

            migrationBuilder.CreateIndex(
                name: "ix_judgement_office_status",
                schema: "reviews",
                table: "judgement",
                columns: new[] { "office", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_kept_form_expires_at",
                schema: "organizations",
                table: "kept_form",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_media_item_added_at_id",
                schema: "publishing",
                table: "media_item",
                columns: new[] { "added_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_media_item_office_added_at",
                schema: "publishing",
                table: "media_item",
                columns: new[] { "office", "added_at" });

            migrationBuilder.CreateIndex(
                name: "ix_media_item_original_sha256",
                schema: "publishing",
                table: "media_item",
                column: "original_sha256");

            migrationBuilder.CreateIndex(
                name: "ix_media_variant_preview_sha256",
                schema: "publishing",
                table: "media_variant",
                column: "preview_sha256");

            migrationBuilder.CreateIndex(
                name: "ix_media_variant_sha256",
                schema: "publishing",
                table: "media_variant",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "message_open",
                schema: "outbox",
                table: "message",
                columns: new[] { "aggregate", "seq" },
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_name_look_retirement_on",
                schema: "reviews",
                table: "name_look",
                columns: new[] { "retirement", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_news_last",
                schema: "work",
                table: "news",
                column: "last");

            migrationBuilder.CreateIndex(
                name: "ix_office_code",
                schema: "organizations",
                table: "office",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_office_period_division_department",
                schema: "organizations",
                table: "office_period",
                columns: new[] { "division", "department" });

            migrationBuilder.CreateIndex(
                name: "ix_office_period_office_from",
                schema: "organizations",
                table: "office_period",
                columns: new[] { "office", "from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_office_succession_successor",
                schema: "organizations",
                table: "office_succession",
                column: "successor");

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_mail_cause_person",
                schema: "work",
                table: "outgoing_mail",
                columns: new[] { "cause", "person" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "outgoing_mail_open",
                schema: "work",
                table: "outgoing_mail",
                columns: new[] { "aggregate", "seq" },
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "outgoing_order_open",
                schema: "exchange",
                table: "outgoing_order",
                columns: new[] { "aggregate", "seq" },
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_person_search_bigrams",
                schema: "organizations",
                table: "person",
                column: "search_bigrams")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_person_staff_number",
                schema: "organizations",
                table: "person",
                column: "staff_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_post_account_keys",
                schema: "publishing",
                table: "post",
                column: "account_keys")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_post_author_shown_at_id",
                schema: "publishing",
                table: "post",
                columns: new[] { "author", "shown_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_concerned_offices",
                schema: "publishing",
                table: "post",
                column: "concerned_offices")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_post_corrects",
                schema: "publishing",
                table: "post",
                column: "corrects");

            migrationBuilder.CreateIndex(
                name: "ix_post_office_shown_at_id",
                schema: "publishing",
                table: "post",
                columns: new[] { "office", "shown_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_receipt",
                schema: "publishing",
                table: "post",
                column: "receipt");

            migrationBuilder.CreateIndex(
                name: "ix_post_search_bigrams",
                schema: "publishing",
                table: "post",
                column: "search_bigrams")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_post_shown_at_id",
                schema: "publishing",
                table: "post",
                columns: new[] { "shown_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_status_shown_at_id",
                schema: "publishing",
                table: "post",
                columns: new[] { "status", "shown_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_event_post_at",
                schema: "publishing",
                table: "post_event",
                columns: new[] { "post", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_posting_office",
                schema: "organizations",
                table: "posting",
                column: "office");

            migrationBuilder.CreateIndex(
                name: "ix_posting_person",
                schema: "organizations",
                table: "posting",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "ix_posting_scope_office_state",
                schema: "publishing",
                table: "posting_scope",
                columns: new[] { "office", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_registration_code_account_key_place",
                schema: "publishing",
                table: "registration_code",
                columns: new[] { "account_key", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_retirement_account",
                schema: "reviews",
                table: "retirement",
                column: "account",
                unique: true,
                filter: "state not in ('Retired', 'Disputed', 'Withdrawn')");

            migrationBuilder.CreateIndex(
                name: "ix_retirement_office",
                schema: "reviews",
                table: "retirement",
                column: "office");

            migrationBuilder.CreateIndex(
                name: "ix_retirement_state_notice_from",
                schema: "reviews",
                table: "retirement",
                columns: new[] { "state", "notice_from" });

            migrationBuilder.CreateIndex(
                name: "ix_retirement_event_retirement_at",
                schema: "reviews",
                table: "retirement_event",
                columns: new[] { "retirement", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_scope_look_scope_until",
                schema: "reviews",
                table: "scope_look",
                columns: new[] { "scope", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_seal_post",
                schema: "publishing",
                table: "seal",
                column: "post");

            migrationBuilder.CreateIndex(
                name: "ix_seen_form_seen_at",
                schema: "organizations",
                table: "seen_form",
                column: "seen_at");

            migrationBuilder.CreateIndex(
                name: "ix_session_id",
                schema: "organizations",
                table: "session",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_session_person_started_at",
                schema: "organizations",
                table: "session",
                columns: new[] { "person", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_shared_case_state_kind",
                schema: "reviews",
                table: "shared_case",
                columns: new[] { "state", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_suspension_account_from",
                schema: "reviews",
                table: "suspension",
                columns: new[] { "account", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_task_kind_about",
                schema: "work",
                table: "task",
                columns: new[] { "kind", "about" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_task_office_state",
                schema: "work",
                table: "task",
                columns: new[] { "office", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_task_person_state",
                schema: "work",
                table: "task",
                columns: new[] { "person", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_test_recipient_account_key",
                schema: "publishing",
                table: "test_recipient",
                column: "account_key");

            migrationBuilder.CreateIndex(
                name: "ix_token_hash",
                schema: "api",
                table: "token",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_token_person_created_at",
                schema: "api",
                table: "token",
                columns: new[] { "person", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_period",
                schema: "accounts");

            migrationBuilder.DropTable(
                name: "account_review",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "advice",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "answered_request",
                schema: "api");

            migrationBuilder.DropTable(
                name: "approval_route",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "approval_step",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "audience_count",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "authorization",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "block",
                schema: "activity_log");

            migrationBuilder.DropTable(
                name: "block_entry",
                schema: "activity_log");

            migrationBuilder.DropTable(
                name: "channel_delivery",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "content",
                schema: "activity_log");

            migrationBuilder.DropTable(
                name: "credential",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "declined_notice",
                schema: "work");

            migrationBuilder.DropTable(
                name: "delivery_effect",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "deputyship",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "emergency_review",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "entry",
                schema: "activity_log");

            migrationBuilder.DropTable(
                name: "erasure",
                schema: "activity_log");

            migrationBuilder.DropTable(
                name: "friend_file_act",
                schema: "accounts");

            migrationBuilder.DropTable(
                name: "friends_day",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "incoming_report",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "judgement",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "kept_form",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "key_ring",
                schema: "core_keys");

            migrationBuilder.DropTable(
                name: "line_quota",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "list_due",
                schema: "accounts");

            migrationBuilder.DropTable(
                name: "media_variant",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "message",
                schema: "outbox");

            migrationBuilder.DropTable(
                name: "name_look",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "news",
                schema: "work");

            migrationBuilder.DropTable(
                name: "nodes_seen",
                schema: "work");

            migrationBuilder.DropTable(
                name: "office_contact",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "office_period",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "office_succession",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "outgoing_mail",
                schema: "work");

            migrationBuilder.DropTable(
                name: "outgoing_order",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "part",
                schema: "media");

            migrationBuilder.DropTable(
                name: "person",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "post_channel",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "post_event",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "posting",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "posting_hours",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "posting_scope",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "published_list",
                schema: "accounts");

            migrationBuilder.DropTable(
                name: "questionnaire",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "registration_code",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "retirement_event",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "rights_version",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "scope_look",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "seal",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "seen_form",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "session",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "shared_case",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "suspension",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "task",
                schema: "work");

            migrationBuilder.DropTable(
                name: "test_recipient",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "token",
                schema: "api");

            migrationBuilder.DropTable(
                name: "account",
                schema: "accounts");

            migrationBuilder.DropTable(
                name: "media_item",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "office",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "object",
                schema: "media");

            migrationBuilder.DropTable(
                name: "post",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "retirement",
                schema: "reviews");
        }
    }
}
