/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/log.h"
#include "cbor/reader.h"
#include "counter/store.h"
#include "make_case.h"

#include <sys/wait.h>

enum {
    PROCESSES = 3,
    CASES = 12, /* of each process */
};

TEST(is_made_for_a_counter_in_a_division)
{
    const uint8_t secret[WALLET_AUDIT_SECRET_SIZE] = { 1 };
    const struct {
        const char *what;
        struct wallet_cases_terms terms;
        enum wallet_status status;
    } rows[] = {
        { "no counter", { NULL, "360500", secret }, WALLET_ERR_ARGUMENT },
        { "no USCC", { "913605020000000195", "360500", secret }, WALLET_ERR_VALUE },
        { "five digits", { DESK_ID, "36050", secret }, WALLET_ERR_VALUE },
        { "seven digits", { DESK_ID, "3605000", secret }, WALLET_ERR_VALUE },
        { "letters", { DESK_ID, "36050X", secret }, WALLET_ERR_VALUE },
        { "no secret", { DESK_ID, "360500", NULL }, WALLET_ERR_ARGUMENT },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].what,
            wallet_cases_create("/tmp/wallet-no-cases", &rows[i].terms, NULL),
            rows[i].status);
        CHECK(access("/tmp/wallet-no-cases", F_OK) != 0);
    }
}

TEST(a_holder_is_looked_for_by_what_stands_for_it)
{
    static const char *const wrong[] = { "", "111:", "11:1", "abc:1", "111:1 2", "1111" };
    struct window window;
    uint8_t one[WALLET_AUDIT_HOLDER_SIZE];
    uint8_t other[WALLET_AUDIT_HOLDER_SIZE];
    window_open(&window);

    CHECK_EQUAL(wallet_cases_holder(window.cases, "111:" DESK_WOMAN, one, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_cases_holder(window.cases, "111:" DESK_HUSBAND, other, NULL), WALLET_OK);
    CHECK(memcmp(one, other, sizeof one) != 0);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        CHECK_ROW(
            wrong[i], wallet_cases_holder(window.cases, wrong[i], one, NULL), WALLET_ERR_VALUE);
    }
    CHECK_EQUAL(wallet_cases_holder(window.cases, NULL, one, NULL), WALLET_ERR_ARGUMENT);
    window_close(&window);
}

TEST(opens_with_its_secret_only)
{
    struct window window;
    window_open(&window);
    struct wallet_cases *cases = NULL;
    const struct wallet_cases_terms terms = { DESK_ID, "360500", window.secret };

    CHECK_TEXT(wallet_cases_counter(window.cases), DESK_ID);
    CHECK_EQUAL(wallet_cases_create(window.database, &terms, NULL), WALLET_ERR_FILE);
    window.secret[0] ^= 1;
    CHECK_EQUAL(
        wallet_cases_open(
            window.database,
            window.desk.catalogue,
            window.matters,
            window.secret,
            &cases,
            &window.error),
        WALLET_ERR_STRUCTURE);
    window_close(&window);
}

/** A list as it was told. */
struct told {
    char numbers[8][WALLET_CASE_NUMBER_SIZE];
    struct wallet_case_line last;
    size_t count;
    size_t stop_at;
};

static bool tell(void *context, const struct wallet_case_line *line)
{
    struct told *told = context;

    CHECK(told->count < 8);
    CHECK_TEXT(line->clerk, "兰芷");
    CHECK_TEXT(line->matter_code, "113605000000000195");
    told->last = *line;
    (void)snprintf(told->numbers[told->count++], WALLET_CASE_NUMBER_SIZE, "%s", line->number);
    return told->count != told->stop_at;
}

TEST(lists_cases_by_state_and_holder_the_latest_first)
{
    struct window window;
    window_open(&window);
    struct wallet_case *first = window_case(&window);
    struct wallet_case *second = window_case(&window);
    struct wallet_case *third = window_case(&window);
    window_fill(&window, first);
    window_go(&window, first, WALLET_CASE_ACCEPTED);
    window_demand(&window, window_take(&window, third, window_card(&window, "钟望舒", DESK_WOMAN)));
    const struct {
        const char *what;
        struct wallet_cases_query query;
        size_t stop_at;
        size_t count;
        const char *first;
    } rows[] = {
        { "all", { 0, NULL, 0 }, 0, 3, "36050020261123000003" },
        { "two", { 0, NULL, 2 }, 0, 2, "36050020261123000003" },
        { "until told to stop", { 0, NULL, 0 }, 1, 1, "36050020261123000003" },
        { "accepted", { WALLET_CASE_ACCEPTED, NULL, 0 }, 0, 1, CASE_NUMBER_1 },
        { "collecting", { WALLET_CASE_COLLECTING, NULL, 0 }, 0, 2, "36050020261123000003" },
        { "hers", { 0, "111:" DESK_WOMAN, 0 }, 0, 2, "36050020261123000003" },
        { "hers, accepted", { 5, "111:" DESK_WOMAN, 0 }, 0, 1, CASE_NUMBER_1 },
        { "a stranger's", { 0, "111:" DESK_STRANGER, 0 }, 0, 0, "" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct told told = { .stop_at = rows[i].stop_at };
        window_demand(
            &window, wallet_cases_list(window.cases, &rows[i].query, tell, &told, &window.error));
        CHECK_ROW(rows[i].what, told.count, rows[i].count);
        CHECK_TEXT(told.numbers[0], rows[i].first);
    }

    wallet_case_free(third);
    wallet_case_free(second);
    wallet_case_free(first);
    window_close(&window);
}

TEST(numbers_are_of_the_day_in_china)
{
    struct window window;
    window_open(&window);
    static const struct {
        int64_t at_unix;
        const char *number;
    } rows[] = {
        { AGENCY_NOW + 8 * 3600 - 1, "36050020261123000001" }, /* 23:59:59 there */
        { AGENCY_NOW + 8 * 3600, "36050020261124000001" },
        { AGENCY_NOW, "36050020261123000002" },
        { AGENCY_NOW + 8 * 3600, "36050020261124000002" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        window.actor.at_unix = rows[i].at_unix;
        struct wallet_case *item = window_case(&window);
        CHECK_TEXT(wallet_case_number(item), rows[i].number);
        wallet_case_free(item);
    }

    window.actor.at_unix = INT64_MAX;
    struct wallet_case *item = NULL;
    CHECK_EQUAL(
        wallet_case_open(
            window.cases,
            wallet_matters_at(window.matters, 0),
            WALLET_CHANNEL_WINDOW,
            &window.actor,
            &item,
            &window.error),
        WALLET_ERR_VALUE);
    window_close(&window);
}

static int open_many(struct window *window)
{
    struct wallet_cases *cases = window_connect(window);

    for (size_t i = 0; i < CASES; i++) {
        struct wallet_case *item = NULL;
        if (wallet_case_open(
                cases,
                wallet_matters_at(window->matters, 0),
                WALLET_CHANNEL_ONLINE,
                &window->actor,
                &item,
                NULL) != WALLET_OK) {
            return 1;
        }
        wallet_case_free(item);
    }

    wallet_cases_close(cases);
    return 0;
}

TEST(several_processes_never_draw_the_same_number)
{
    struct window window;
    window_open(&window);
    pid_t children[PROCESSES];
    struct wallet_case *item = NULL;
    int wrong = 0;

    wallet_cases_close(window.cases); /* no connection goes through fork() */
    window.cases = NULL;
    for (size_t i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            _exit(open_many(&window));
        }
    }
    for (size_t i = 0; i < PROCESSES; i++) {
        int status = 1;
        CHECK_EQUAL(waitpid(children[i], &status, 0), children[i]);
        wrong += status != 0;
    }

    CHECK_EQUAL(wrong, 0);
    window.cases = window_connect(&window);
    item = window_load(&window, "36050020261123000036"); /* three times twelve, none left out */
    wallet_case_free(item);
    CHECK_EQUAL(
        wallet_case_load(window.cases, "36050020261123000037", &item, NULL), WALLET_ERR_UNKNOWN);
    window_close(&window);
}

/** The text or bytes of a detail, "" where it is not there. */
static struct wallet_bytes detail_of(struct wallet_bytes details, uint64_t key)
{
    struct wlt_reader reader = wlt_reader_start(details, WLT_CBOR_STRICT);
    const uint64_t count = wlt_read_map(&reader);

    for (uint64_t i = 0; i < count; i++) {
        const bool is_found = wlt_read_unsigned(&reader) == key;
        const struct wallet_bytes value =
            wlt_next_is(&reader, WLT_CBOR_BYTES) ? wlt_read_bytes(&reader) : wlt_read_text(&reader);
        if (is_found) {
            return value;
        }
    }

    return (struct wallet_bytes){ 0 };
}

TEST(every_act_is_in_the_log)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);
    window_fill(&window, item);
    window_go(&window, item, WALLET_CASE_ACCEPTED);
    static const char *const results[] = { "open", "take", "take", "paper", "write", "ACCEPTED" };
    struct wallet_buffer encoded = { 0 };
    struct wallet_audit_entry entry;
    uint64_t size = 0;

    CHECK_EQUAL(wlt_database_begin_reading(window.cases->database, NULL), WALLET_OK);
    window_demand(&window, wlt_log_size(window.cases->log, &size, &window.error));
    CHECK_EQUAL(size, 6);
    for (uint64_t i = 0; i < size; i++) {
        window_demand(&window, wlt_log_entry(window.cases->log, i, &encoded, &window.error));
        window_demand(
            &window, wlt_log_entry_parse(wallet_buffer_bytes(&encoded), &entry, &window.error));
        CHECK_EQUAL(entry.act, WALLET_ACT_CASE);
        CHECK_BYTES(detail_of(entry.details, WALLET_DETAIL_RESULT), test_text(results[i]));
        CHECK_BYTES(detail_of(entry.details, WALLET_DETAIL_CASE), test_text(CASE_NUMBER_1));
        CHECK_BYTES(detail_of(entry.details, WALLET_DETAIL_CLERK), test_text("兰芷"));
        CHECK_EQUAL(detail_of(entry.details, WALLET_DETAIL_DEED).size, WLT_SHA256_SIZE);
        CHECK_EQUAL(entry.is_use, i == 1 || i == 2);
        CHECK_EQUAL(entry.licence.size, i == 1 || i == 2 ? WLT_SHA256_SIZE : 0);
    }

    wlt_database_rollback(window.cases->database);
    wallet_buffer_clear(&encoded);
    window_demand(
        &window,
        wallet_cases_checkpoint(
            window.cases, &window.desk.counter_signer, AGENCY_NOW, &window.error));
    wallet_case_free(item);
    item = window_case(&window);
    CHECK_EQUAL(
        wallet_cases_checkpoint(window.cases, &window.desk.agency_signer, AGENCY_NOW, NULL),
        WALLET_ERR_KEY);
    wallet_case_free(item);
    window_close(&window);
}

/** Whether a text stands anywhere in the file of a database. */
static bool stands_in(const struct window *window, const char *end, const char *text)
{
    char path[600];
    (void)snprintf(path, sizeof path, "%s%s", window->database, end);
    if (access(path, R_OK) != 0) {
        return false;
    }

    const struct wallet_bytes file = test_file(path);
    const size_t size = strlen(text);
    for (size_t i = 0; i + size <= file.size; i++) {
        if (memcmp(file.data + i, text, size) == 0) {
            return true;
        }
    }

    return false;
}

TEST(nothing_about_people_stands_in_the_database)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);
    window_fill(&window, item);
    window_go(&window, item, WALLET_CASE_ACCEPTED);
    wallet_case_free(item);
    static const char *const texts[] = { "钟望舒", DESK_WOMAN,     "兰芷",
                                         "lanzhi", "0790-1234567", "已签字" };

    for (size_t i = 0; window.folder[0] && i < sizeof texts / sizeof texts[0]; i++) {
        CHECK_ROW(texts[i], stands_in(&window, "", texts[i]), 0);
        CHECK_ROW(texts[i], stands_in(&window, "-wal", texts[i]), 0);
    }
    CHECK(
        !window.folder[0] || stands_in(&window, "-wal", CASE_NUMBER_1) ||
        stands_in(&window, "", CASE_NUMBER_1)); /* what is looked for would be found */
    window_close(&window);
}
