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
                name: "monitoring");

            migrationBuilder.EnsureSchema(
                name: "reviews");

            migrationBuilder.EnsureSchema(
                name: "guidelines");

            migrationBuilder.EnsureSchema(
                name: "contracts");

            migrationBuilder.EnsureSchema(
                name: "api");

            migrationBuilder.EnsureSchema(
                name: "publishing");

            migrationBuilder.EnsureSchema(
                name: "audits");

            migrationBuilder.EnsureSchema(
                name: "activity_log");

            migrationBuilder.EnsureSchema(
                name: "custody");

            migrationBuilder.EnsureSchema(
                name: "opening");

            migrationBuilder.EnsureSchema(
                name: "organizations");

            migrationBuilder.EnsureSchema(
                name: "work");

            migrationBuilder.EnsureSchema(
                name: "surveys");

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
                name: "account_check",
                schema: "monitoring",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    items = table.Column<string[]>(type: "text[]", nullable: false),
                    seen = table.Column<string>(type: "text", nullable: true),
                    done = table.Column<string>(type: "text", nullable: true),
                    finding = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_check", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_look",
                schema: "monitoring",
                columns: table => new
                {
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    tried_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    token = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    handle = table.Column<string>(type: "text", nullable: true),
                    text = table.Column<string>(type: "text", nullable: true),
                    links = table.Column<string[]>(type: "text[]", nullable: true),
                    posts_read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_look", x => x.account);
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
                name: "acknowledgement",
                schema: "guidelines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: true),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_acknowledgement", x => x.id);
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
                name: "agreement",
                schema: "contracts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    parties = table.Column<string[]>(type: "text[]", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    facility = table.Column<Guid>(type: "uuid", nullable: true),
                    account_keys = table.Column<string[]>(type: "text[]", nullable: false),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    end_reason = table.Column<string>(type: "text", nullable: true),
                    succeeds = table.Column<Guid>(type: "uuid", nullable: true),
                    check_months = table.Column<int>(type: "integer", nullable: false),
                    guideline_passed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "agreement_check",
                schema: "contracts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    is_in_order = table.Column<bool>(type: "boolean", nullable: false),
                    findings = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement_check", x => x.id);
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
                name: "association",
                schema: "contracts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    secretariat = table.Column<Guid>(type: "uuid", nullable: false),
                    account_keys = table.Column<string[]>(type: "text[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_association", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "association_member",
                schema: "contracts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    association = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    duty = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_association_member", x => x.id);
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
                name: "audit",
                schema: "audits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    programme = table.Column<string>(type: "text", nullable: false),
                    plan = table.Column<string>(type: "jsonb", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    seed = table.Column<int>(type: "integer", nullable: false),
                    frozen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    frozen_by_name = table.Column<string>(type: "text", nullable: true),
                    frozen_hash = table.Column<string>(type: "text", nullable: true),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_number = table.Column<string>(type: "text", nullable: true),
                    begun_by_name = table.Column<string>(type: "text", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.id);
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
                name: "channel_rule",
                schema: "guidelines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    topic = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_rule", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "checked_link",
                schema: "monitoring",
                columns: table => new
                {
                    url = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checked_link", x => x.url);
                });

            migrationBuilder.CreateTable(
                name: "clause_report",
                schema: "guidelines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_number = table.Column<int>(type: "integer", nullable: false),
                    clause_key = table.Column<string>(type: "text", nullable: false),
                    clause_name = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_by_name = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clause_report", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "connected_application",
                schema: "custody",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    withdrawn_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_connected_application", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "consultation",
                schema: "opening",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    platform_label = table.Column<string>(type: "text", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: true),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    need = table.Column<string>(type: "jsonb", nullable: true),
                    form = table.Column<string>(type: "jsonb", nullable: true),
                    platform_is_new = table.Column<bool>(type: "boolean", nullable: false),
                    joint = table.Column<string>(type: "jsonb", nullable: true),
                    round = table.Column<int>(type: "integer", nullable: false),
                    left_out = table.Column<string>(type: "text", nullable: true),
                    begun_by = table.Column<Guid>(type: "uuid", nullable: false),
                    begun_by_name = table.Column<string>(type: "text", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    submitted_by_name = table.Column<string>(type: "text", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consultation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "consultation_duty",
                schema: "opening",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consultation_duty", x => x.id);
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
                name: "control_run",
                schema: "guidelines",
                columns: table => new
                {
                    control = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    version_number = table.Column<int>(type: "integer", nullable: false),
                    parameters = table.Column<string>(type: "text", nullable: false),
                    met = table.Column<int>(type: "integer", nullable: false),
                    not_met = table.Column<int>(type: "integer", nullable: false),
                    cannot_tell = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    failure = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_control_run", x => new { x.control, x.day });
                });

            migrationBuilder.CreateTable(
                name: "control_statement",
                schema: "guidelines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    control = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_control_statement", x => x.id);
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
                name: "document_version",
                schema: "opening",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    consultation = table.Column<Guid>(type: "uuid", nullable: true),
                    account = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    sections = table.Column<string>(type: "jsonb", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    saved_by = table.Column<Guid>(type: "uuid", nullable: false),
                    saved_by_name = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_by_name = table.Column<string>(type: "text", nullable: true),
                    approved_on = table.Column<DateOnly>(type: "date", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_version", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "duty_look",
                schema: "work",
                columns: table => new
                {
                    duty = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duty_look", x => x.duty);
                });

            migrationBuilder.CreateTable(
                name: "earlier_record",
                schema: "opening",
                columns: table => new
                {
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    of = table.Column<string>(type: "text", nullable: false),
                    dated_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_earlier_record", x => new { x.account, x.of });
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
                name: "evidence",
                schema: "audits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit = table.Column<Guid>(type: "uuid", nullable: false),
                    entry = table.Column<Guid>(type: "uuid", nullable: true),
                    finding = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    collected_on = table.Column<DateOnly>(type: "date", nullable: false),
                    period_from = table.Column<DateOnly>(type: "date", nullable: false),
                    period_until = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evidence",
                schema: "surveys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    response = table.Column<Guid>(type: "uuid", nullable: false),
                    question = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    added_by_name = table.Column<string>(type: "text", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evidence_content",
                schema: "audits",
                columns: table => new
                {
                    evidence = table.Column<Guid>(type: "uuid", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence_content", x => x.evidence);
                });

            migrationBuilder.CreateTable(
                name: "fieldwork_entry",
                schema: "audits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: true),
                    office_name = table.Column<string>(type: "text", nullable: false),
                    group = table.Column<string>(type: "text", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: true),
                    account_key = table.Column<string>(type: "text", nullable: true),
                    found = table.Column<string>(type: "jsonb", nullable: false),
                    own = table.Column<string>(type: "jsonb", nullable: false),
                    own_from = table.Column<string>(type: "jsonb", nullable: true),
                    notes = table.Column<string>(type: "text", nullable: false),
                    visited_on = table.Column<DateOnly>(type: "date", nullable: true),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fieldwork_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "finding",
                schema: "audits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    office_name = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    sent = table.Column<string>(type: "jsonb", nullable: true),
                    reply_by = table.Column<DateOnly>(type: "date", nullable: true),
                    reply = table.Column<string>(type: "text", nullable: true),
                    reply_text = table.Column<string>(type: "text", nullable: true),
                    replied_by_name = table.Column<string>(type: "text", nullable: true),
                    replied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    considered = table.Column<string>(type: "text", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    repeat_of = table.Column<Guid>(type: "uuid", nullable: true),
                    written_by_name = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_finding", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "finding",
                schema: "monitoring",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    about = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: true),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    found_by = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_finding", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "finding_grade",
                schema: "audits",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false),
                    word = table.Column<string>(type: "text", nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    measure_days = table.Column<int>(type: "integer", nullable: true),
                    is_published = table.Column<bool>(type: "boolean", nullable: false),
                    use = table.Column<string>(type: "text", nullable: false),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_finding_grade", x => x.key);
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
                name: "frozen_audit",
                schema: "audits",
                columns: table => new
                {
                    audit = table.Column<Guid>(type: "uuid", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_frozen_audit", x => x.audit);
                });

            migrationBuilder.CreateTable(
                name: "hand_over",
                schema: "custody",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    posting = table.Column<Guid>(type: "uuid", nullable: false),
                    leaver = table.Column<Guid>(type: "uuid", nullable: false),
                    leaver_name = table.Column<string>(type: "text", nullable: false),
                    left_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_by_name = table.Column<string>(type: "text", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hand_over", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hearing",
                schema: "audits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    office_name = table.Column<string>(type: "text", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    from = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    until = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    room = table.Column<string>(type: "text", nullable: false),
                    attendees = table.Column<string>(type: "text", nullable: false),
                    notes = table.Column<string>(type: "text", nullable: false),
                    notes_by_name = table.Column<string>(type: "text", nullable: true),
                    notes_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hearing", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "holding",
                schema: "opening",
                columns: table => new
                {
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    named_person = table.Column<Guid>(type: "uuid", nullable: true),
                    named_person_name = table.Column<string>(type: "text", nullable: true),
                    named_since = table.Column<DateOnly>(type: "date", nullable: true),
                    badge = table.Column<string>(type: "text", nullable: false),
                    badge_on = table.Column<DateOnly>(type: "date", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_holding", x => x.account);
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
                name: "inquiry",
                schema: "surveys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    survey = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    asked_by_name = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_by_name = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inquiry", x => x.id);
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
                name: "login_hand_back",
                schema: "contracts",
                columns: table => new
                {
                    agreement = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    done_by = table.Column<Guid>(type: "uuid", nullable: true),
                    done_by_name = table.Column<string>(type: "text", nullable: true),
                    how = table.Column<string>(type: "text", nullable: true),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_by_name = table.Column<string>(type: "text", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sent_back = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_login_hand_back", x => x.agreement);
                });

            migrationBuilder.CreateTable(
                name: "look_alike",
                schema: "monitoring",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    handle = table.Column<string>(type: "text", nullable: true),
                    imitates = table.Column<Guid>(type: "uuid", nullable: true),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reported_by = table.Column<string>(type: "text", nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: false),
                    warning = table.Column<string>(type: "text", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    warned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_how = table.Column<string>(type: "text", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_look_alike", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "measure",
                schema: "audits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    finding = table.Column<Guid>(type: "uuid", nullable: false),
                    audit = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_number = table.Column<string>(type: "text", nullable: false),
                    audit_title = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    office_name = table.Column<string>(type: "text", nullable: false),
                    grade_key = table.Column<string>(type: "text", nullable: false),
                    grade_word = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    facts = table.Column<string>(type: "text", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: false),
                    is_repeat = table.Column<bool>(type: "boolean", nullable: false),
                    is_public = table.Column<bool>(type: "boolean", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    planned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    report = table.Column<string>(type: "text", nullable: true),
                    judgement = table.Column<string>(type: "text", nullable: true),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_number = table.Column<string>(type: "text", nullable: true),
                    events = table.Column<string>(type: "jsonb", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measure", x => x.id);
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
                name: "own_rulebook",
                schema: "guidelines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: true),
                    division = table.Column<string>(type: "text", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    correspondence = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<DateOnly>(type: "date", nullable: true),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_own_rulebook", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "partner_login",
                schema: "contracts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    no_other_site_on = table.Column<DateOnly>(type: "date", nullable: true),
                    fate = table.Column<string>(type: "text", nullable: true),
                    fate_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_login", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "password_attestation",
                schema: "custody",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    rules = table.Column<string>(type: "text", nullable: false),
                    platform_limit = table.Column<string>(type: "text", nullable: true),
                    changed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_password_attestation", x => x.id);
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
                name: "platform_change",
                schema: "custody",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_change", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_terms",
                schema: "guidelines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    edition = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: false),
                    recorded_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_change = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_terms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "policy_disclosure",
                schema: "opening",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    checked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    is_disclosed = table.Column<bool>(type: "boolean", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    links_to_list = table.Column<bool>(type: "boolean", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_disclosure", x => x.id);
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
                name: "private_use_count",
                schema: "guidelines",
                columns: table => new
                {
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    fiscal_year = table.Column<int>(type: "integer", nullable: false),
                    staff = table.Column<int>(type: "integer", nullable: false),
                    told = table.Column<int>(type: "integer", nullable: false),
                    counted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_private_use_count", x => new { x.office, x.fiscal_year });
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
                name: "questionnaire_version",
                schema: "surveys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    written_by_name = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    published_by_name = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_questionnaire_version", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "record",
                schema: "custody",
                columns: table => new
                {
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    administrator = table.Column<Guid>(type: "uuid", nullable: true),
                    administrator_since = table.Column<DateOnly>(type: "date", nullable: true),
                    second_factor = table.Column<string>(type: "text", nullable: true),
                    backup_codes_place = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record", x => x.account);
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
                name: "response",
                schema: "surveys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    survey = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "text", nullable: false),
                    office_name = table.Column<string>(type: "text", nullable: false),
                    division = table.Column<string>(type: "text", nullable: false),
                    department = table.Column<string>(type: "text", nullable: false),
                    office_kind = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    answers = table.Column<string>(type: "jsonb", nullable: false),
                    tally = table.Column<byte[]>(type: "bytea", nullable: false),
                    done_sections = table.Column<string>(type: "jsonb", nullable: false),
                    asked_sections = table.Column<int>(type: "integer", nullable: false),
                    own_deadline = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    saved_by_name = table.Column<string>(type: "text", nullable: true),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    submitted_by_name = table.Column<string>(type: "text", nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_response", x => x.id);
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
                name: "review",
                schema: "custody",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    findings = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_review", x => x.id);
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
                name: "staff_document",
                schema: "contracts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement = table.Column<Guid>(type: "uuid", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    staff = table.Column<string>(type: "text", nullable: false),
                    devices = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: true),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_document", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "start_record",
                schema: "opening",
                columns: table => new
                {
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    item = table.Column<string>(type: "text", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_start_record", x => new { x.account, x.item });
                });

            migrationBuilder.CreateTable(
                name: "survey",
                schema: "surveys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    questionnaire = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    reference_day = table.Column<DateOnly>(type: "date", nullable: false),
                    deadline = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    previous = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    distributed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    distributed_by_name = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by_name = table.Column<string>(type: "text", nullable: true),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey", x => x.id);
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
                name: "target",
                schema: "audits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "text", nullable: false),
                    office_name = table.Column<string>(type: "text", nullable: false),
                    department = table.Column<string>(type: "text", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    account_name = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_target", x => x.id);
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
                    ends_on_its_page = table.Column<bool>(type: "boolean", nullable: false),
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
                name: "text_group",
                schema: "surveys",
                columns: table => new
                {
                    response = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "text", nullable: false),
                    heading = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_text_group", x => new { x.response, x.field });
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
                name: "verdict",
                schema: "guidelines",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    control = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_verdict", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "version",
                schema: "guidelines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    clauses = table.Column<string>(type: "jsonb", nullable: false),
                    review_months = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    last = table.Column<DateOnly>(type: "date", nullable: true),
                    removals = table.Column<string>(type: "jsonb", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    last_edit = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    saved_by_name = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    published_by_name = table.Column<string>(type: "text", nullable: true),
                    reviewed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    review_note = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_version", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "watch",
                schema: "monitoring",
                columns: table => new
                {
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    interval = table.Column<string>(type: "text", nullable: true),
                    since = table.Column<DateOnly>(type: "date", nullable: true),
                    reported = table.Column<string>(type: "text", nullable: true),
                    profile_text = table.Column<string>(type: "text", nullable: true),
                    last_checked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    last_checked_by = table.Column<string>(type: "text", nullable: true),
                    last_outcome = table.Column<string>(type: "text", nullable: true),
                    next_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_watch", x => x.account);
                });

            migrationBuilder.CreateTable(
                name: "working_paper",
                schema: "audits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_working_paper", x => x.id);
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
                name: "clause",
                schema: "contracts",
                columns: table => new
                {
                    agreement = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    article = table.Column<string>(type: "text", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    points = table.Column<string>(type: "text", nullable: false),
                    written_by = table.Column<Guid>(type: "uuid", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clause", x => new { x.agreement, x.kind });
                    table.ForeignKey(
                        name: "fk_clause_agreement_agreement",
                        column: x => x.agreement,
                        principalSchema: "contracts",
                        principalTable: "agreement",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "published_link",
                schema: "monitoring",
                columns: table => new
                {
                    post = table.Column<Guid>(type: "uuid", nullable: false),
                    account_key = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "character varying(1000)", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    office = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    posted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    post_url = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_link", x => new { x.post, x.account_key, x.url });
                    table.ForeignKey(
                        name: "fk_published_link_checked_link_url",
                        column: x => x.url,
                        principalSchema: "monitoring",
                        principalTable: "checked_link",
                        principalColumn: "url",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "consultation_event",
                schema: "opening",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    consultation = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    desk = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consultation_event", x => x.id);
                    table.ForeignKey(
                        name: "fk_consultation_event_consultation_consultation",
                        column: x => x.consultation,
                        principalSchema: "opening",
                        principalTable: "consultation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "review_word",
                schema: "opening",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    consultation = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    side = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opinion = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_review_word", x => x.id);
                    table.ForeignKey(
                        name: "fk_review_word_consultation_consultation",
                        column: x => x.consultation,
                        principalSchema: "opening",
                        principalTable: "consultation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "finding_event",
                schema: "monitoring",
                columns: table => new
                {
                    finding = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<string>(type: "text", nullable: false),
                    to = table.Column<string>(type: "text", nullable: false),
                    words = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_finding_event", x => new { x.finding, x.number });
                    table.ForeignKey(
                        name: "fk_finding_event_finding_finding",
                        column: x => x.finding,
                        principalSchema: "monitoring",
                        principalTable: "finding",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hand_over_step",
                schema: "custody",
                columns: table => new
                {
                    hand_over = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    done_by = table.Column<Guid>(type: "uuid", nullable: true),
                    done_by_name = table.Column<string>(type: "text", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    how = table.Column<string>(type: "text", nullable: true),
                    sent_back = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hand_over_step", x => new { x.hand_over, x.kind });
                    table.ForeignKey(
                        name: "fk_hand_over_step_hand_over_hand_over",
                        column: x => x.hand_over,
                        principalSchema: "custody",
                        principalTable: "hand_over",
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
                    seal = table.Column<string>(type: "text", nullable: true),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    not_after = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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
                name: "response_event",
                schema: "surveys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    response = table.Column<Guid>(type: "uuid", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: true),
                    questions = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_response_event", x => x.id);
                    table.ForeignKey(
                        name: "fk_response_event_response_response",
                        column: x => x.response,
                        principalSchema: "surveys",
                        principalTable: "response",
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

            migrationBuilder.CreateTable(
                name: "watch_period",
                schema: "monitoring",
                columns: table => new
                {
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    interval = table.Column<string>(type: "text", nullable: false),
                    reported = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_watch_period", x => new { x.account, x.from });
                    table.ForeignKey(
                        name: "fk_watch_period_watch_account",
                        column: x => x.account,
                        principalSchema: "monitoring",
                        principalTable: "watch",
                        principalColumn: "account",
                        onDelete: ReferentialAction.Cascade);
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
                name: "ix_account_check_account_at",
                schema: "monitoring",
                table: "account_check",
                columns: new[] { "account", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_account_check_at_id",
                schema: "monitoring",
                table: "account_check",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_account_check_office_at",
                schema: "monitoring",
                table: "account_check",
                columns: new[] { "office", "at" });

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
                name: "ix_acknowledgement_office_day",
                schema: "guidelines",
                table: "acknowledgement",
                columns: new[] { "office", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_acknowledgement_person_day",
                schema: "guidelines",
                table: "acknowledgement",
                columns: new[] { "person", "day" });

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
                name: "ix_agreement_account_keys",
                schema: "contracts",
                table: "agreement",
                column: "account_keys")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_agreement_office",
                schema: "contracts",
                table: "agreement",
                column: "office");

            migrationBuilder.CreateIndex(
                name: "ix_agreement_succeeds",
                schema: "contracts",
                table: "agreement",
                column: "succeeds",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agreement_check_agreement_on",
                schema: "contracts",
                table: "agreement_check",
                columns: new[] { "agreement", "on" });

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
                name: "ix_association_account_keys",
                schema: "contracts",
                table: "association",
                column: "account_keys")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_association_name",
                schema: "contracts",
                table: "association",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_association_member_association",
                schema: "contracts",
                table: "association_member",
                column: "association");

            migrationBuilder.CreateIndex(
                name: "ix_audit_number",
                schema: "audits",
                table: "audit",
                column: "number",
                unique: true);

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
                name: "ix_channel_rule_platform_topic_from",
                schema: "guidelines",
                table: "channel_rule",
                columns: new[] { "platform", "topic", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_checked_link_state",
                schema: "monitoring",
                table: "checked_link",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_clause_report_state_at",
                schema: "guidelines",
                table: "clause_report",
                columns: new[] { "state", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_connected_application_account",
                schema: "custody",
                table: "connected_application",
                column: "account");

            migrationBuilder.CreateIndex(
                name: "ix_consultation_account",
                schema: "opening",
                table: "consultation",
                column: "account");

            migrationBuilder.CreateIndex(
                name: "ix_consultation_office",
                schema: "opening",
                table: "consultation",
                column: "office");

            migrationBuilder.CreateIndex(
                name: "ix_consultation_state_changed_at",
                schema: "opening",
                table: "consultation",
                columns: new[] { "state", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_consultation_event_consultation_at",
                schema: "opening",
                table: "consultation_event",
                columns: new[] { "consultation", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_control_statement_control_office_at",
                schema: "guidelines",
                table: "control_statement",
                columns: new[] { "control", "office", "at" });

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
                name: "ix_document_version_account_kind_number",
                schema: "opening",
                table: "document_version",
                columns: new[] { "account", "kind", "number" },
                unique: true,
                filter: "account is not null");

            migrationBuilder.CreateIndex(
                name: "ix_document_version_consultation_kind_number",
                schema: "opening",
                table: "document_version",
                columns: new[] { "consultation", "kind", "number" },
                unique: true,
                filter: "consultation is not null");

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
                name: "ix_evidence_audit",
                schema: "audits",
                table: "evidence",
                column: "audit");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_response_question",
                schema: "surveys",
                table: "evidence",
                columns: new[] { "response", "question" });

            migrationBuilder.CreateIndex(
                name: "ix_fieldwork_entry_audit_number",
                schema: "audits",
                table: "fieldwork_entry",
                columns: new[] { "audit", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_finding_audit_number",
                schema: "audits",
                table: "finding",
                columns: new[] { "audit", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_finding_office_state",
                schema: "audits",
                table: "finding",
                columns: new[] { "office", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_finding_account_kind_about",
                schema: "monitoring",
                table: "finding",
                columns: new[] { "account", "kind", "about" });

            migrationBuilder.CreateIndex(
                name: "ix_finding_office_state",
                schema: "monitoring",
                table: "finding",
                columns: new[] { "office", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_finding_state_found_at",
                schema: "monitoring",
                table: "finding",
                columns: new[] { "state", "found_at" });

            migrationBuilder.CreateIndex(
                name: "ix_friend_file_act_account_key_begun_at",
                schema: "accounts",
                table: "friend_file_act",
                columns: new[] { "account_key", "begun_at" });

            migrationBuilder.CreateIndex(
                name: "ix_hand_over_account_state",
                schema: "custody",
                table: "hand_over",
                columns: new[] { "account", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_hand_over_office_state",
                schema: "custody",
                table: "hand_over",
                columns: new[] { "office", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_hand_over_posting_account",
                schema: "custody",
                table: "hand_over",
                columns: new[] { "posting", "account" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_hand_over_step_done_by",
                schema: "custody",
                table: "hand_over_step",
                column: "done_by");

            migrationBuilder.CreateIndex(
                name: "ix_hearing_audit_on",
                schema: "audits",
                table: "hearing",
                columns: new[] { "audit", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_hearing_office",
                schema: "audits",
                table: "hearing",
                column: "office");

            migrationBuilder.CreateIndex(
                name: "ix_holding_named_person",
                schema: "opening",
                table: "holding",
                column: "named_person");

            migrationBuilder.CreateIndex(
                name: "incoming_report_open",
                schema: "exchange",
                table: "incoming_report",
                columns: new[] { "aggregate", "seq" },
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_inquiry_survey_asked_at",
                schema: "surveys",
                table: "inquiry",
                columns: new[] { "survey", "asked_at" });

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
                name: "ix_login_hand_back_office_state",
                schema: "contracts",
                table: "login_hand_back",
                columns: new[] { "office", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_look_alike_state_found_on",
                schema: "monitoring",
                table: "look_alike",
                columns: new[] { "state", "found_on" });

            migrationBuilder.CreateIndex(
                name: "ix_measure_finding",
                schema: "audits",
                table: "measure",
                column: "finding",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_measure_office_state",
                schema: "audits",
                table: "measure",
                columns: new[] { "office", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_measure_year_grade_key",
                schema: "audits",
                table: "measure",
                columns: new[] { "year", "grade_key" });

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
                name: "ix_partner_login_agreement",
                schema: "contracts",
                table: "partner_login",
                column: "agreement");

            migrationBuilder.CreateIndex(
                name: "ix_password_attestation_account_on",
                schema: "custody",
                table: "password_attestation",
                columns: new[] { "account", "on" });

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
                name: "ix_platform_change_platform_on",
                schema: "custody",
                table: "platform_change",
                columns: new[] { "platform", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_terms_platform_recorded_on",
                schema: "guidelines",
                table: "platform_terms",
                columns: new[] { "platform", "recorded_on" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_disclosure_account_checked_on_at",
                schema: "opening",
                table: "policy_disclosure",
                columns: new[] { "account", "checked_on", "at" });

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
                name: "ix_published_link_office_posted_at",
                schema: "monitoring",
                table: "published_link",
                columns: new[] { "office", "posted_at" });

            migrationBuilder.CreateIndex(
                name: "ix_published_link_url",
                schema: "monitoring",
                table: "published_link",
                column: "url");

            migrationBuilder.CreateIndex(
                name: "ix_questionnaire_version_key_number",
                schema: "surveys",
                table: "questionnaire_version",
                columns: new[] { "key", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_record_administrator",
                schema: "custody",
                table: "record",
                column: "administrator");

            migrationBuilder.CreateIndex(
                name: "ix_registration_code_account_key_place",
                schema: "publishing",
                table: "registration_code",
                columns: new[] { "account_key", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_response_office_status",
                schema: "surveys",
                table: "response",
                columns: new[] { "office", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_response_survey_office",
                schema: "surveys",
                table: "response",
                columns: new[] { "survey", "office" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_response_event_response_at",
                schema: "surveys",
                table: "response_event",
                columns: new[] { "response", "at" });

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
                name: "ix_review_account_kind_on",
                schema: "custody",
                table: "review",
                columns: new[] { "account", "kind", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_review_word_consultation_round_side",
                schema: "opening",
                table: "review_word",
                columns: new[] { "consultation", "round", "side" },
                unique: true);

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
                name: "ix_staff_document_agreement_received_on",
                schema: "contracts",
                table: "staff_document",
                columns: new[] { "agreement", "received_on" });

            migrationBuilder.CreateIndex(
                name: "ix_survey_key",
                schema: "surveys",
                table: "survey",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_suspension_account_from",
                schema: "reviews",
                table: "suspension",
                columns: new[] { "account", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_target_audit_office_code_account_key",
                schema: "audits",
                table: "target",
                columns: new[] { "audit", "office_code", "account_key" },
                unique: true);

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
                columns: new[] { "person", "state" },
                filter: "person is not null");

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

            migrationBuilder.CreateIndex(
                name: "ix_verdict_subject_control_id",
                schema: "guidelines",
                table: "verdict",
                columns: new[] { "subject", "control", "id" });

            migrationBuilder.CreateIndex(
                name: "verdict_standing",
                schema: "guidelines",
                table: "verdict",
                columns: new[] { "control", "subject" },
                unique: true,
                filter: "last is null");

            migrationBuilder.CreateIndex(
                name: "verdict_standing_office",
                schema: "guidelines",
                table: "verdict",
                columns: new[] { "office", "outcome" },
                filter: "last is null");

            migrationBuilder.CreateIndex(
                name: "ix_version_number",
                schema: "guidelines",
                table: "version",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_version_state",
                schema: "guidelines",
                table: "version",
                column: "state",
                unique: true,
                filter: "state = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "ix_watch_account_key",
                schema: "monitoring",
                table: "watch",
                column: "account_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_watch_next_due_on",
                schema: "monitoring",
                table: "watch",
                column: "next_due_on");

            migrationBuilder.CreateIndex(
                name: "ix_working_paper_audit",
                schema: "audits",
                table: "working_paper",
                column: "audit");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_check",
                schema: "monitoring");

            migrationBuilder.DropTable(
                name: "account_look",
                schema: "monitoring");

            migrationBuilder.DropTable(
                name: "account_period",
                schema: "accounts");

            migrationBuilder.DropTable(
                name: "account_review",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "acknowledgement",
                schema: "guidelines");

            migrationBuilder.DropTable(
                name: "advice",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "agreement_check",
                schema: "contracts");

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
                name: "association",
                schema: "contracts");

            migrationBuilder.DropTable(
                name: "association_member",
                schema: "contracts");

            migrationBuilder.DropTable(
                name: "audience_count",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "audit",
                schema: "audits");

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
                name: "channel_rule",
                schema: "guidelines");

            migrationBuilder.DropTable(
                name: "clause",
                schema: "contracts");

            migrationBuilder.DropTable(
                name: "clause_report",
                schema: "guidelines");

            migrationBuilder.DropTable(
                name: "connected_application",
                schema: "custody");

            migrationBuilder.DropTable(
                name: "consultation_duty",
                schema: "opening");

            migrationBuilder.DropTable(
                name: "consultation_event",
                schema: "opening");

            migrationBuilder.DropTable(
                name: "content",
                schema: "activity_log");

            migrationBuilder.DropTable(
                name: "control_run",
                schema: "guidelines");

            migrationBuilder.DropTable(
                name: "control_statement",
                schema: "guidelines");

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
                name: "document_version",
                schema: "opening");

            migrationBuilder.DropTable(
                name: "duty_look",
                schema: "work");

            migrationBuilder.DropTable(
                name: "earlier_record",
                schema: "opening");

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
                name: "evidence",
                schema: "audits");

            migrationBuilder.DropTable(
                name: "evidence",
                schema: "surveys");

            migrationBuilder.DropTable(
                name: "evidence_content",
                schema: "audits");

            migrationBuilder.DropTable(
                name: "fieldwork_entry",
                schema: "audits");

            migrationBuilder.DropTable(
                name: "finding",
                schema: "audits");

            migrationBuilder.DropTable(
                name: "finding_event",
                schema: "monitoring");

            migrationBuilder.DropTable(
                name: "finding_grade",
                schema: "audits");

            migrationBuilder.DropTable(
                name: "friend_file_act",
                schema: "accounts");

            migrationBuilder.DropTable(
                name: "friends_day",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "frozen_audit",
                schema: "audits");

            migrationBuilder.DropTable(
                name: "hand_over_step",
                schema: "custody");

            migrationBuilder.DropTable(
                name: "hearing",
                schema: "audits");

            migrationBuilder.DropTable(
                name: "holding",
                schema: "opening");

            migrationBuilder.DropTable(
                name: "incoming_report",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "inquiry",
                schema: "surveys");

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
                name: "login_hand_back",
                schema: "contracts");

            migrationBuilder.DropTable(
                name: "look_alike",
                schema: "monitoring");

            migrationBuilder.DropTable(
                name: "measure",
                schema: "audits");

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
                name: "own_rulebook",
                schema: "guidelines");

            migrationBuilder.DropTable(
                name: "part",
                schema: "media");

            migrationBuilder.DropTable(
                name: "partner_login",
                schema: "contracts");

            migrationBuilder.DropTable(
                name: "password_attestation",
                schema: "custody");

            migrationBuilder.DropTable(
                name: "person",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "platform_change",
                schema: "custody");

            migrationBuilder.DropTable(
                name: "platform_terms",
                schema: "guidelines");

            migrationBuilder.DropTable(
                name: "policy_disclosure",
                schema: "opening");

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
                name: "private_use_count",
                schema: "guidelines");

            migrationBuilder.DropTable(
                name: "published_link",
                schema: "monitoring");

            migrationBuilder.DropTable(
                name: "published_list",
                schema: "accounts");

            migrationBuilder.DropTable(
                name: "questionnaire",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "questionnaire_version",
                schema: "surveys");

            migrationBuilder.DropTable(
                name: "record",
                schema: "custody");

            migrationBuilder.DropTable(
                name: "registration_code",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "response_event",
                schema: "surveys");

            migrationBuilder.DropTable(
                name: "retirement_event",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "review",
                schema: "custody");

            migrationBuilder.DropTable(
                name: "review_word",
                schema: "opening");

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
                name: "staff_document",
                schema: "contracts");

            migrationBuilder.DropTable(
                name: "start_record",
                schema: "opening");

            migrationBuilder.DropTable(
                name: "survey",
                schema: "surveys");

            migrationBuilder.DropTable(
                name: "suspension",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "target",
                schema: "audits");

            migrationBuilder.DropTable(
                name: "task",
                schema: "work");

            migrationBuilder.DropTable(
                name: "test_recipient",
                schema: "publishing");

            migrationBuilder.DropTable(
                name: "text_group",
                schema: "surveys");

            migrationBuilder.DropTable(
                name: "token",
                schema: "api");

            migrationBuilder.DropTable(
                name: "verdict",
                schema: "guidelines");

            migrationBuilder.DropTable(
                name: "version",
                schema: "guidelines");

            migrationBuilder.DropTable(
                name: "watch_period",
                schema: "monitoring");

            migrationBuilder.DropTable(
                name: "working_paper",
                schema: "audits");

            migrationBuilder.DropTable(
                name: "account",
                schema: "accounts");

            migrationBuilder.DropTable(
                name: "agreement",
                schema: "contracts");

            migrationBuilder.DropTable(
                name: "finding",
                schema: "monitoring");

            migrationBuilder.DropTable(
                name: "hand_over",
                schema: "custody");

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
                name: "checked_link",
                schema: "monitoring");

            migrationBuilder.DropTable(
                name: "response",
                schema: "surveys");

            migrationBuilder.DropTable(
                name: "retirement",
                schema: "reviews");

            migrationBuilder.DropTable(
                name: "consultation",
                schema: "opening");

            migrationBuilder.DropTable(
                name: "watch",
                schema: "monitoring");
        }
    }
}
