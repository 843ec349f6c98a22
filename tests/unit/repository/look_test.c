/* SPDX-License-Identifier: Apache-2.0 */
#include "make_repository.h"
#include "repository/store.h"

struct seen {
    size_t count;
    enum wallet_act act;
    struct wallet_bytes details;
};

static bool note_use(void *context, uint64_t number, const struct wallet_audit_entry *entry)
{
    struct seen *seen = context;

    (void)number;
    CHECK(entry);
    if (seen->count++ == 0) {
        seen->act = entry->act;
    }
    return true;
}

static enum wallet_status log_look(struct town *town, const struct wallet_repository_look *look)
{
    CHECK_EQUAL(wallet_repository_begin(town->repository, NULL), WALLET_OK);
    const enum wallet_status status = wallet_repository_log_look(town->repository, look, NULL);
    if (status == WALLET_OK) {
        CHECK_EQUAL(wallet_repository_commit(town->repository, AGENCY_NOW, NULL), WALLET_OK);
    } else {
        wallet_repository_rollback(town->repository);
    }

    return status;
}

TEST(the_holder_sees_who_looked)
{
    struct town town;
    struct seen seen = { .count = 0 };
    town_open(&town);
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "A1" }), WALLET_DEPOSIT_NEW);
    const struct found found = find_all(&town, 1, false);
    struct wallet_repository_look look = {
        .act = WALLET_ACT_SEARCH,
        .at_unix = AGENCY_NOW,
        .holder = found.items[0].holder,
        .clerk = "甲",
        .cause = "核查",
    };

    CHECK_EQUAL(log_look(&town, &look), WALLET_OK);
    look.act = WALLET_ACT_RELEASE;
    look.holding = &found.items[0];
    CHECK_EQUAL(log_look(&town, &look), WALLET_OK);

    CHECK_EQUAL(
        wlt_log_uses(
            wlt_repository_log(town.repository), found.items[0].holder, note_use, &seen, NULL),
        WALLET_OK);
    CHECK_EQUAL(seen.count, 2); /* that it was stored is no use */
    CHECK_EQUAL(seen.act, WALLET_ACT_RELEASE);
    town_close(&town);
}

TEST(refuses_a_look_that_makes_no_sense)
{
    struct town town;
    town_open(&town);
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE] = { 0 };
    char *text = test_memory(WALLET_REPOSITORY_NOTE_MAX + 2);
    struct wallet_repository_look look = { .act = WALLET_ACT_RELEASE, .holder = holder };

    CHECK_EQUAL(log_look(&town, &look), WALLET_ERR_ARGUMENT);
    look.act = WALLET_ACT_STATE;
    CHECK_EQUAL(log_look(&town, &look), WALLET_ERR_ARGUMENT);
    look.act = WALLET_ACT_SEARCH;
    look.holder = NULL;
    CHECK_EQUAL(log_look(&town, &look), WALLET_ERR_ARGUMENT);
    look.holder = holder;
    memset(text, 'x', WALLET_REPOSITORY_NOTE_MAX + 1);
    text[WALLET_REPOSITORY_NOTE_MAX + 1] = '\0';
    look.cause = text;
    CHECK_EQUAL(log_look(&town, &look), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_repository_log_look(town.repository, &look, NULL), WALLET_ERR_ARGUMENT);
    town_close(&town);
}
