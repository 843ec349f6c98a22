/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/reader.h"
#include "make_case.h"

/** The texts of an entry's details. */
struct details {
    struct wallet_bytes texts[WALLET_DETAIL_COUNT];
};

static struct details read_details(struct wallet_bytes encoded)
{
    struct details details = { 0 };
    struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_STRICT);

    for (uint64_t left = wlt_read_map(&reader); left > 0; left--) {
        const uint64_t key = wlt_read_unsigned(&reader);
        CHECK(key < WALLET_DETAIL_COUNT);
        details.texts[key] = wlt_read_text(&reader);
    }
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
    return details;
}

/** Whether a text stands somewhere in it. */
static bool tells(const struct wallet_buffer *encoded, const char *text)
{
    const size_t size = strlen(text);

    for (size_t i = 0; i + size <= encoded->size; i++) {
        if (memcmp(encoded->data + i, text, size) == 0) {
            return true;
        }
    }

    return false;
}

static struct wallet_audit_entry last_entry(struct window *window, struct wallet_buffer *encoded)
{
    struct wallet_audit_entry entry;
    struct wallet_audit_log *log = NULL;
    struct wallet_error *error = &window->error;
    uint64_t size = 0;

    window_demand(window, wallet_audit_log_open(window->database, window->secret, &log, error));
    window_demand(window, wallet_audit_log_size(log, &size, error));
    CHECK(size > 0);
    window_demand(window, wallet_audit_log_entry(log, size - 1, encoded, &entry, error));
    wallet_audit_log_close(log);
    return entry;
}

TEST(says_why_when_where_and_of_which_licence_and_nothing_of_anybody)
{
    struct window window;
    struct wallet_buffer encoded = { 0 };
    uint8_t digest[WALLET_DIGEST_SIZE];
    window_open(&window);
    const struct wallet_bytes card = window_card(&window, "钟望舒", DESK_WOMAN);
    CHECK(
        wallet_verify(
            window.desk.verifier, card, AGENCY_NOW + AGENCY_A_YEAR, window.verdict, NULL) ==
        WALLET_ERR_REFUSED);
    wallet_verdict_digest(window.verdict, digest);
    const struct wallet_refusal refusal = {
        .reason = wallet_verdict_reason(window.verdict),
        .digest = digest,
        .type = wallet_verdict_type(window.verdict),
        .matter = wallet_matters_at(window.matters, 0),
        .number = CASE_NUMBER_1,
    };

    window_demand(
        &window, wallet_cases_refuse(window.cases, &refusal, &window.actor, &window.error));
    const struct wallet_audit_entry entry = last_entry(&window, &encoded);
    const struct details details = read_details(entry.details);
    CHECK_EQUAL(entry.act, WALLET_ACT_REFUSE);
    CHECK_EQUAL(entry.at_unix, AGENCY_NOW);
    CHECK(!entry.is_use && entry.holder.size == 0);
    CHECK_BYTES(entry.licence, ((struct wallet_bytes){ digest, sizeof digest }));
    CHECK_BYTES(details.texts[WALLET_DETAIL_COUNTER], test_text(DESK_ID));
    CHECK_BYTES(details.texts[WALLET_DETAIL_DESK], test_text("3号窗口"));
    CHECK_BYTES(details.texts[WALLET_DETAIL_CLERK], test_text("兰芷"));
    CHECK_BYTES(details.texts[WALLET_DETAIL_MATTER], test_text("113605000000000195"));
    CHECK_BYTES(details.texts[WALLET_DETAIL_TYPE], test_text(DESK_CARD));
    CHECK_BYTES(details.texts[WALLET_DETAIL_REASON], test_text("EXPIRED"));
    CHECK_BYTES(details.texts[WALLET_DETAIL_CASE], test_text(CASE_NUMBER_1));
    CHECK(tells(&encoded, "EXPIRED"));
    CHECK(!tells(&encoded, DESK_WOMAN));
    CHECK(!tells(&encoded, "钟望舒"));
    wallet_buffer_clear(&encoded);
    window_close(&window);
}

TEST(a_clerk_who_looked_needs_no_reason_of_ours)
{
    const struct wallet_refusal refusal = { .reason = WALLET_REASON_NONE };
    struct window window;
    struct wallet_buffer encoded = { 0 };
    window_open(&window);

    window_demand(
        &window, wallet_cases_refuse(window.cases, &refusal, &window.actor, &window.error));
    const struct wallet_audit_entry entry = last_entry(&window, &encoded);
    const struct details details = read_details(entry.details);
    CHECK_EQUAL(entry.licence.size, 0);
    CHECK_BYTES(details.texts[WALLET_DETAIL_REASON], test_text("by the clerk"));
    CHECK_EQUAL(details.texts[WALLET_DETAIL_CASE].size, 0);
    wallet_buffer_clear(&encoded);
    window_close(&window);
}

TEST(nothing_is_recorded_that_makes_no_sense)
{
    const struct wallet_refusal good = { .reason = WALLET_REASON_EXPIRED };
    const struct wallet_refusal unknown = { .reason = WALLET_REASON_COUNT };
    const struct wallet_refusal broken = { .reason = WALLET_REASON_EXPIRED, .number = "\xff" };
    const struct wallet_case_actor nobody = { .at_unix = AGENCY_NOW };
    struct window window;
    struct wallet_audit_log *log = NULL;
    uint64_t size = 9;
    window_open(&window);
    struct wallet_cases *cases = window.cases;
    const struct wallet_case_actor *actor = &window.actor;

    CHECK_EQUAL(wallet_cases_refuse(cases, &good, &nobody, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_cases_refuse(cases, &broken, actor, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_cases_refuse(cases, &unknown, actor, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_cases_refuse(cases, NULL, actor, NULL), WALLET_ERR_ARGUMENT);
    window_demand(
        &window, wallet_audit_log_open(window.database, window.secret, &log, &window.error));
    window_demand(&window, wallet_audit_log_size(log, &size, &window.error));
    CHECK_EQUAL(size, 0);
    wallet_audit_log_close(log);
    window_close(&window);
}
