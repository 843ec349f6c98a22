/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/wallet.h>

#include "database/database.h"
#include "job.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/*
 * Fills a repository with invented holders, each with a key and an identity card, and signs what a
 * counter sends: calls with the holders' grants, which are good for a minute and so are made when they
 * are needed.  Told what to do line by line, on standard input; says "done" after each.
 *
 *     calls COUNT FILE     signs so many calls; each behind its size, four bytes in network order
 *     commits COUNT        so many durable commits of one row, in the same kind of database: "RATE done"
 *
 * usage: bench_release DATABASE SECRET AGENCY COUNTER HOLDERS
 */

enum {
    SECRET_DIGITS = 2 * WALLET_REPOSITORY_SECRET_SIZE,
    LINE_SIZE = 4096,
    FILE_SIZE = 65536,
    A_DAY = 86400,
    A_YEAR = 365 * A_DAY,
    FIRST_YEAR = 1900,
    A_DAYS_BIRTHS = 400, /* women born on one day, of whom the sequence tells */
    DAYS_A_MONTH = 28,
    ROW_SIZE = 600,
    SERIAL_SIZE = 16,
};

struct scene {
    const char *database;
    uint8_t secret[WALLET_REPOSITORY_SECRET_SIZE];
    struct wallet_catalogue *catalogue;
    const struct wallet_type *type;
    struct wallet_repository *repository;
    struct wallet_key *agency;
    struct wallet_key *counter;
    struct wallet_signer agency_signer;
    struct wallet_signer counter_signer;
    struct wallet_key **holders;
    size_t holder_count;
    size_t next; /* holder whose turn it is */
};

static const struct wallet_request_matter matter = {
    .system = "bench",
    .category = WALLET_CALL_MATTER,
    .name = "公租房租赁补贴",
    .code = "BENCH0001",
};

static void demand(enum wallet_status status, const struct wallet_error *error)
{
    if (status != WALLET_OK) {
        (void)fprintf(stderr, "%s: %s\n", wallet_status_name(status), error->message);
        exit(1);
    }
}

static struct wallet_bytes read_file(const char *path)
{
    static uint8_t content[FILE_SIZE];
    FILE *file = fopen(path, "rb");
    job_demand(file, path);
    const size_t size = fread(content, 1, sizeof content, file);

    (void)fclose(file);
    return (struct wallet_bytes){ content, size };
}

static struct wallet_key *read_key(const char *path, struct wallet_signer *out)
{
    struct wallet_key *key = NULL;
    struct wallet_error error;

    demand(wallet_key_parse(read_file(path), &key, &error), &error);
    demand(wallet_key_signer(key, out, &error), &error);
    return key;
}

static void read_secret(const char *path, uint8_t out[WALLET_REPOSITORY_SECRET_SIZE])
{
    const struct wallet_bytes text = read_file(path);

    job_demand(text.size >= SECRET_DIGITS, "a secret has 64 digits");
    for (size_t i = 0; i < WALLET_REPOSITORY_SECRET_SIZE; i++) {
        const char digits[] = { (char)text.data[2 * i], (char)text.data[2 * i + 1], '\0' };
        out[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
}

/* A number that nobody has: its owner would be older than anybody is. */
static void make_number(size_t index, char number[19], char birth[11])
{
    static const unsigned weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    const unsigned day = (unsigned)(index / A_DAYS_BIRTHS);
    const unsigned months = day / DAYS_A_MONTH;
    unsigned sum = 0;

    (void)snprintf(
        birth,
        11,
        "%04u-%02u-%02u",
        FIRST_YEAR + months / 12 % 100,
        months % 12 + 1,
        day % DAYS_A_MONTH + 1);
    (void)snprintf(
        number,
        19,
        "360502%.4s%.2s%.2s%03u",
        birth,
        birth + 5,
        birth + 8,
        (unsigned)(index % A_DAYS_BIRTHS) * 2);
    for (size_t i = 0; i < sizeof weights / sizeof weights[0]; i++) {
        sum += (unsigned)(number[i] - '0') * weights[i];
    }
    number[17] = "10X98765432"[sum % 11];
    number[18] = '\0';
}

static void issue_one(struct scene *scene, size_t index, struct wallet_buffer *out)
{
    char number[19];
    char birth[11];
    char json[1024];
    struct wallet_record *record = NULL;
    struct wallet_error error;

    make_number(index, number, birth);
    const int size = snprintf(
        json,
        sizeof json,
        "{\"serial\":\"BENCH%08zu\",\"fields\":{\"name\":\"简素心\",\"sex\":\"女\","
        "\"ethnic_group\":\"汉\",\"birth_date\":\"%s\",\"address\":\"江西省新余市渝水区样例路1号\","
        "\"citizen_number\":\"%s\",\"issuing_authority\":\"新余市公安局渝水分局\","
        "\"valid_from\":\"2026-01-01\",\"valid_until\":\"2046-01-01\"}}",
        index,
        birth,
        number);
    const struct wallet_bytes text = { (const uint8_t *)json, (size_t)size };
    demand(wallet_record_parse(scene->type, text, &record, &error), &error);
    demand(
        wallet_issue_bound(
            record,
            scene->holders[index],
            &scene->agency_signer,
            (int64_t)time(NULL) - 1,
            out,
            &error),
        &error);
    wallet_record_free(record);
}

static void store_one(struct scene *scene, struct wallet_bytes licence)
{
    const struct wallet_repository_item item = { .licence = licence,
                                                 .at_unix = (int64_t)time(NULL),
                                                 .is_issue = true };
    enum wallet_deposit deposit = WALLET_DEPOSIT_NEW;
    struct wallet_error error;

    demand(wallet_repository_put(scene->repository, &item, &deposit, &error), &error);
    job_demand(deposit == WALLET_DEPOSIT_NEW, "each licence is new");
}

static void subscribe(struct scene *scene, const char *department)
{
    const struct wallet_subscription subscription = {
        .department = department,
        .scope = wallet_type_code(scene->type),
        .matter = matter.code,
        .from_unix = (int64_t)time(NULL) - 1,
        .until_unix = (int64_t)time(NULL) + A_YEAR,
    };
    struct wallet_error error;

    demand(wallet_share_put(scene->repository, &subscription, &error), &error);
}

static void fill(struct scene *scene)
{
    const struct wallet_key_owner anybody = { .issuer = "11360500000000019F" };
    struct wallet_buffer licence = { 0 };
    struct wallet_error error;

    scene->holders = calloc(scene->holder_count, sizeof *scene->holders);
    job_demand(scene->holders, "memory for the holders' keys");
    demand(wallet_repository_begin(scene->repository, &error), &error);
    for (size_t i = 0; i < scene->holder_count; i++) {
        demand(
            wallet_key_generate(WALLET_ALGORITHM_ED25519, &anybody, &scene->holders[i], &error),
            &error);
        issue_one(scene, i, &licence);
        store_one(scene, wallet_buffer_bytes(&licence));
    }
    demand(wallet_repository_commit(scene->repository, (int64_t)time(NULL), &error), &error);
    wallet_buffer_clear(&licence);
    subscribe(scene, wallet_key_issuer(scene->counter));
}

static void sign_one(struct scene *scene, struct wallet_buffer *grant, struct wallet_buffer *call)
{
    const struct wallet_request_field fields[] = { { .key = 1 } };
    const struct wallet_request_item item = { .type = wallet_type_code(scene->type),
                                              .fields = fields,
                                              .field_count = 1 };
    const int64_t now = (int64_t)time(NULL);
    struct wallet_signer holder;
    struct wallet_error error;

    demand(
        wallet_key_signer(scene->holders[scene->next++ % scene->holder_count], &holder, &error),
        &error);
    holder.issuer[0] = '\0'; /* a holder is no agency */
    const struct wallet_grant_terms grant_terms = {
        .method = WALLET_GRANT_SHOW,
        .audience = wallet_key_issuer(scene->counter),
        .matter = matter,
        .items = &item,
        .item_count = 1,
    };
    demand(wallet_grant_sign(&grant_terms, &holder, now, grant, &error), &error);
    const struct wallet_call_terms call_terms = {
        .operation = WALLET_OPERATION_DATA,
        .repository = wallet_repository_id(scene->repository),
        .clerk = { .name = "测试员" },
        .matter = matter,
        .grant = wallet_buffer_bytes(grant),
        .items = &item,
        .item_count = 1,
    };
    demand(wallet_call_sign(&call_terms, &scene->counter_signer, now, call, &error), &error);
}

static void write_calls(struct scene *scene, unsigned long count, const char *path)
{
    struct wallet_buffer grant = { 0 };
    struct wallet_buffer call = { 0 };
    FILE *file = fopen(path, "wb");

    job_demand(file, path);
    for (unsigned long i = 0; i < count; i++) {
        sign_one(scene, &grant, &call);
        const uint8_t size[] = { (uint8_t)(call.size >> 24),
                                 (uint8_t)(call.size >> 16),
                                 (uint8_t)(call.size >> 8),
                                 (uint8_t)call.size };
        job_demand(
            fwrite(size, 1, sizeof size, file) == sizeof size &&
                fwrite(call.data, 1, call.size, file) == call.size,
            "calls can be written");
    }
    job_demand(fclose(file) == 0, "calls can be written");
    wallet_buffer_clear(&call);
    wallet_buffer_clear(&grant);
}

static double now_seconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double time_commits(const struct scene *scene, unsigned long count)
{
    static const uint8_t row[ROW_SIZE];
    struct wlt_database *database = NULL;
    struct wlt_statement *insert = NULL;
    struct wallet_error error;

    demand(wlt_database_open(scene->database, &database, &error), &error);
    demand(
        wlt_database_run(
            database,
            wlt_database_kind(database) == WLT_DATABASE_SQLITE
                ? "CREATE TABLE IF NOT EXISTS bench (content BLOB NOT NULL)"
                : "CREATE TABLE IF NOT EXISTS bench (content BYTEA NOT NULL)",
            &error),
        &error);
    demand(
        wlt_database_prepare(database, "INSERT INTO bench (content) VALUES ($1)", &insert, &error),
        &error);
    wlt_bind_bytes(insert, 1, (struct wallet_bytes){ row, sizeof row });
    const double begun = now_seconds();
    for (unsigned long i = 0; i < count; i++) {
        demand(wlt_database_begin(database, &error), &error);
        demand(wlt_statement_run(insert, NULL, &error), &error);
        demand(wlt_database_commit(database, &error), &error);
    }
    const double seconds = now_seconds() - begun;

    wlt_statement_free(insert);
    demand(wlt_database_run(database, "DROP TABLE bench", &error), &error);
    wlt_database_close(database);
    return (double)count / seconds;
}

static void obey(struct scene *scene)
{
    char line[LINE_SIZE];
    char path[LINE_SIZE];
    unsigned long count = 0;

    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (sscanf(line, "calls %lu %4095s", &count, path) == 2) {
            write_calls(scene, count, path);
        } else if (sscanf(line, "commits %lu", &count) == 1) {
            (void)printf("%.0f ", time_commits(scene, count));
        } else {
            job_demand(false, line);
        }
        (void)puts("done");
        (void)fflush(stdout);
    }
}

int main(int argc, char **argv)
{
    static struct scene scene;
    struct wallet_error error;

    job_demand(argc == 6, "usage: bench_release DATABASE SECRET AGENCY COUNTER HOLDERS");
    scene.database = argv[1];
    read_secret(argv[2], scene.secret);
    scene.agency = read_key(argv[3], &scene.agency_signer);
    scene.counter = read_key(argv[4], &scene.counter_signer);
    scene.holder_count = strtoul(argv[5], NULL, 10);
    demand(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &scene.catalogue, &error), &error);
    scene.type = wallet_catalogue_find(
        scene.catalogue, (struct wallet_bytes){ (const uint8_t *)"id-card", 7 });
    const struct wallet_repository_terms terms = { .database = scene.database,
                                                   .secret = scene.secret,
                                                   .catalogue = scene.catalogue };
    demand(wallet_repository_open(&terms, &scene.repository, &error), &error);
    fill(&scene);
    (void)puts("done");
    (void)fflush(stdout);
    obey(&scene);

    for (size_t i = 0; i < scene.holder_count; i++) {
        wallet_key_free(scene.holders[i]);
    }
    free(scene.holders);
    wallet_repository_close(scene.repository);
    wallet_key_free(scene.counter);
    wallet_key_free(scene.agency);
    wallet_catalogue_free(scene.catalogue);
    return 0;
}
