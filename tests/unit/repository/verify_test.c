/* SPDX-License-Identifier: Apache-2.0 */
#include "make_repository.h"

struct told {
    size_t count;
    enum wallet_flaw last;
};

static bool note_flaw(void *context, int64_t number, enum wallet_flaw flaw)
{
    struct told *told = context;

    (void)number;
    told->count++;
    told->last = flaw;
    return true;
}

/** Two licences, one of which is bound to a key and has an older version. */
static void open_town(struct town *town)
{
    town_open(town);
    CHECK_EQUAL(
        put_paper(town, &(struct paper){ .person = 1, .serial = "A1", .holder = town->holder }),
        WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        put_paper(
            town,
            &(struct paper){ .person = 1, .serial = "A1", .version = 2, .holder = town->holder }),
        WALLET_DEPOSIT_NEWER_VERSION);
    CHECK_EQUAL(
        put_paper(town, &(struct paper){ .person = 2, .serial = "A2" }), WALLET_DEPOSIT_NEW);
}

static void damage(struct town *town, const char *sql)
{
    WLT_AUTO(database) struct wlt_database *database = NULL;
    struct wallet_error error = { .message = "" };

    demand(wlt_database_open(town->database, &database, &error), &error);
    demand(wlt_database_run(database, sql, &error), &error);
}

TEST(finds_nothing_wrong_where_nothing_is)
{
    struct town town;
    struct told told = { .count = 0 };
    uint64_t count = 0;

    open_town(&town);
    CHECK_EQUAL(
        wallet_repository_verify(town.repository, note_flaw, &told, &count, NULL), WALLET_OK);
    CHECK_EQUAL(count, 3);
    CHECK_EQUAL(told.count, 0);
    town_close(&town);
}

TEST(finds_each_kind_of_damage)
{
    static const struct {
        const char *sql;
        enum wallet_flaw flaw;
    } rows[] = {
        { "DELETE FROM licence_body WHERE licence = 3", WALLET_FLAW_BODY },
        { "UPDATE licence_body SET sealed = digest FROM licence"
          " WHERE licence.id = licence_body.licence AND licence = 3",
          WALLET_FLAW_BODY },
        { "UPDATE licence SET digest = source WHERE source IS NOT NULL;"
          "UPDATE licence SET digest = holder WHERE id = 3",
          WALLET_FLAW_INDEX },
        { "UPDATE licence SET ends = ends + 1 WHERE id = 3", WALLET_FLAW_INDEX },
        { "UPDATE licence SET bound = NULL WHERE id = 2", WALLET_FLAW_INDEX },
        { "DELETE FROM licence_key WHERE licence = 2", WALLET_FLAW_INDEX },
        { "DELETE FROM licence_name WHERE licence = 3", WALLET_FLAW_NAME },
        { "UPDATE licence SET state = 7 WHERE id = 3", WALLET_FLAW_LIVE },
        { "UPDATE licence SET state = 1 WHERE id = 1", WALLET_FLAW_LIVE },
        { "DELETE FROM licence WHERE id = 3", WALLET_FLAW_ORPHAN },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct told told = { .count = 0 };
        struct town town;
        open_town(&town);
        damage(&town, rows[i].sql);
        CHECK_ROW(
            rows[i].sql,
            wallet_repository_verify(town.repository, note_flaw, &told, NULL, NULL),
            WALLET_ERR_REFUSED);
        CHECK_ROW(rows[i].sql, told.last, rows[i].flaw);
        town_close(&town);
    }
}

TEST(a_licence_in_anothers_row_does_not_open)
{
    struct town town;
    struct wallet_buffer body = { 0 };

    open_town(&town);
    const struct found found = find_all(&town, 2, false);
    struct wallet_holding holding = found.items[0];
    CHECK_EQUAL(wallet_repository_body(town.repository, &holding, &body, NULL), WALLET_OK);
    damage(
        &town,
        "UPDATE licence_body SET sealed = (SELECT sealed FROM licence_body WHERE licence = 1)"
        " WHERE licence = 3");
    CHECK_EQUAL(
        wallet_repository_body(town.repository, &holding, &body, NULL), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(body.size, 0);
    wallet_buffer_clear(&body);
    town_close(&town);
}

TEST(each_flaw_has_its_sentence)
{
    for (int i = WALLET_FLAW_BODY; i <= WALLET_FLAW_ORPHAN; i++) {
        const char *english = wallet_flaw_sentence((enum wallet_flaw)i, WALLET_ENGLISH);
        CHECK(strcmp(english, wallet_flaw_sentence(WALLET_FLAW_NONE, WALLET_ENGLISH)) != 0);
        CHECK(strcmp(english, wallet_flaw_sentence((enum wallet_flaw)i, WALLET_CHINESE)) != 0);
    }
}
