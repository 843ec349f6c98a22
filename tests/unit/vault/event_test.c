/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"

TEST(keeps_events_in_the_order_of_their_time)
{
    static const int64_t times[] = { 5, 1, 9, 5, -3, 7 };
    struct wallet_vault *vault = sample_empty();
    struct wallet_vault_event event;
    int64_t last = INT64_MIN;

    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        sample_add_event(vault, WALLET_VAULT_SHOWN, times[i]);
    }

    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        CHECK(wallet_vault_event_at(vault, i, &event));
        CHECK(event.at_unix >= last);
        last = event.at_unix;
    }

    CHECK(!wallet_vault_event_at(vault, 6, &event));
    wallet_vault_free(vault);
}

TEST(keeps_all_of_an_event)
{
    struct wallet_vault *vault = sample_open(sample_file());
    struct wallet_vault_event event;

    CHECK(wallet_vault_event_at(vault, 2, &event));
    CHECK_EQUAL(event.act, WALLET_VAULT_ANSWERED);
    CHECK_EQUAL(event.at_unix, SAMPLE_NOW + 3);
    CHECK_BYTES(event.to, test_text("11360500000000019F"));
    CHECK_BYTES(event.to_name, test_text("综合窗口"));
    CHECK_BYTES(event.matter, test_text("开办餐馆"));
    CHECK_BYTES(event.note, test_text("two of them"));
    CHECK_EQUAL(event.shown_count, 2);
    CHECK_EQUAL(event.shown[0].licence[2], 3);
    CHECK_BYTES(event.shown[0].type, test_text("id-card"));
    CHECK_EQUAL(event.shown[0].field_count, 2);
    CHECK_BYTES(event.shown[0].fields[0], test_text("name"));
    CHECK_EQUAL(event.shown[1].licence[0], 9);
    CHECK_EQUAL(event.shown[1].field_count, 0);
    wallet_vault_free(vault);
}

TEST(takes_no_event_beyond_the_limits)
{
    static char long_text[WALLET_VAULT_TEXT_MAX + 1];
    static struct wallet_vault_shown shown[WALLET_VAULT_SHOWN_MAX + 1];
    static struct wallet_bytes fields[WALLET_VAULT_FIELD_MAX + 1];
    memset(long_text, 'x', sizeof long_text);
    const struct wallet_bytes too_long = { (const uint8_t *)long_text, sizeof long_text };
    const struct wallet_vault_shown many_fields = {
        .fields = fields,
        .field_count = WALLET_VAULT_FIELD_MAX + 1,
    };
    const struct wallet_vault_shown most_fields = {
        .fields = fields,
        .field_count = WALLET_VAULT_FIELD_MAX,
    };
    const struct {
        const char *what;
        struct wallet_vault_event event;
        enum wallet_status wanted;
    } rows[] = {
        { "nothing but an act", { .act = WALLET_VAULT_SHOWN }, WALLET_OK },
        { "no act", { .act = (enum wallet_vault_act)0 }, WALLET_ERR_ARGUMENT },
        { "an act of the future", { .act = (enum wallet_vault_act)10 }, WALLET_ERR_ARGUMENT },
        { "a long text", { .act = WALLET_VAULT_SHOWN, .matter = too_long }, WALLET_ERR_TOO_LARGE },
        { "a text that is none",
          { .act = WALLET_VAULT_SHOWN, .to = { (const uint8_t *)"\xc0", 1 } },
          WALLET_ERR_VALUE },
        { "most licences",
          { .act = WALLET_VAULT_SHOWN, .shown = shown, .shown_count = WALLET_VAULT_SHOWN_MAX },
          WALLET_OK },
        { "too many licences",
          { .act = WALLET_VAULT_SHOWN, .shown = shown, .shown_count = WALLET_VAULT_SHOWN_MAX + 1 },
          WALLET_ERR_TOO_LARGE },
        { "most fields",
          { .act = WALLET_VAULT_SHOWN, .shown = &most_fields, .shown_count = 1 },
          WALLET_OK },
        { "too many fields",
          { .act = WALLET_VAULT_SHOWN, .shown = &many_fields, .shown_count = 1 },
          WALLET_ERR_TOO_LARGE },
        { "a list that is not there",
          { .act = WALLET_VAULT_SHOWN, .shown_count = 1 },
          WALLET_ERR_ARGUMENT },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_vault *vault = sample_empty();
        CHECK_ROW(
            rows[i].what, wallet_vault_event_add(vault, &rows[i].event, NULL), rows[i].wanted);
        CHECK_ROW(
            rows[i].what, wallet_vault_count(vault).events, rows[i].wanted == WALLET_OK ? 1 : 0);
        wallet_vault_free(vault);
    }
}

TEST(forgets_the_oldest_for_each_one_beyond_the_limit)
{
    struct wallet_vault *vault = sample_empty();
    struct wallet_vault_event event = { .act = WALLET_VAULT_SHOWN };

    for (event.at_unix = 0; event.at_unix < WALLET_VAULT_EVENT_MAX + 3; event.at_unix++) {
        CHECK_EQUAL(wallet_vault_event_add(vault, &event, NULL), WALLET_OK);
    }

    CHECK_EQUAL(wallet_vault_count(vault).events, WALLET_VAULT_EVENT_MAX);
    CHECK(wallet_vault_event_at(vault, 0, &event));
    CHECK_EQUAL(event.at_unix, 3);
    struct wallet_vault *again = sample_open(sample_write(vault));
    CHECK_EQUAL(wallet_vault_count(again).events, WALLET_VAULT_EVENT_MAX);
    wallet_vault_free(again);
    wallet_vault_free(vault);
}
