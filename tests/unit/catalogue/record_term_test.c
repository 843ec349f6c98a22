/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/record.h"
#include "sample.h"
#include "test.h"

#include <string.h>

struct world {
    struct wallet_catalogue *catalogue;
    struct wallet_record *record;
};

static struct world open_world(void)
{
    struct world world = { .catalogue = sample_parse(SAMPLE_TYPE) };

    CHECK_EQUAL(
        wallet_record_new(wallet_catalogue_at(world.catalogue, 0), &world.record, NULL), WALLET_OK);
    return world;
}

static void close_world(struct world *world)
{
    wallet_record_free(world->record);
    wallet_catalogue_free(world->catalogue);
}

static enum wallet_status set(struct world *world, const char *name, const char *text)
{
    struct wallet_error error;
    return wallet_record_set_term(world->record, name, test_text(text), &error);
}

TEST(sets_the_terms_from_text)
{
    struct world world = open_world();
    const struct wallet_terms *terms = wallet_record_terms(world.record);

    CHECK_EQUAL(set(&world, "serial", "A20260001"), WALLET_OK);
    CHECK_EQUAL(set(&world, "version", "012"), WALLET_OK);
    CHECK_EQUAL(set(&world, "valid_from", "2026-01-31"), WALLET_OK);
    CHECK_EQUAL(set(&world, "valid_until", "20360131"), WALLET_OK);
    CHECK_TEXT(terms->serial, "A20260001");
    CHECK_EQUAL(terms->version, 12);
    CHECK_EQUAL(terms->from_unix, 1769788800);  /* 2026-01-31T00:00:00+08:00 */
    CHECK_EQUAL(terms->until_unix, 2085408000); /* the day after, at the same time */

    CHECK_EQUAL(set(&world, "valid_until", "长期"), WALLET_OK);
    CHECK_EQUAL(terms->until_unix, 0);
    close_world(&world);
}

TEST(refuses_terms_that_are_none_and_keeps_the_old_ones)
{
    static const struct {
        const char *name;
        const char *text;
        enum wallet_status status;
    } rows[] = {
        { "serial", "", WALLET_ERR_VALUE },
        { "serial", "a1", WALLET_ERR_VALUE },
        { "serial", "123456789012345678901234567890123", WALLET_ERR_VALUE },
        { "version", "", WALLET_ERR_VALUE },
        { "version", "0", WALLET_ERR_VALUE },
        { "version", "1000", WALLET_ERR_VALUE },
        { "version", "-1", WALLET_ERR_VALUE },
        { "version", "99999999999999999999", WALLET_ERR_VALUE },
        { "valid_from", "长期", WALLET_ERR_VALUE },
        { "valid_from", "2026-02-30", WALLET_ERR_VALUE },
        { "valid_until", "soon", WALLET_ERR_VALUE },
        { "accept_findings", "true", WALLET_ERR_UNKNOWN },
    };
    struct world world = open_world();
    const struct wallet_terms *terms = wallet_record_terms(world.record);

    CHECK_EQUAL(set(&world, "serial", "A1"), WALLET_OK);
    CHECK_EQUAL(set(&world, "version", "7"), WALLET_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK_EQUAL(set(&world, rows[i].name, rows[i].text), rows[i].status);
    }
    CHECK_TEXT(terms->serial, "A1");
    CHECK_EQUAL(terms->version, 7);
    CHECK_EQUAL(terms->from_unix, 0);
    CHECK_EQUAL(terms->until_unix, 0);
    close_world(&world);
}

TEST(a_cleared_record_is_as_a_new_one)
{
    struct world world = open_world();

    CHECK_EQUAL(set(&world, "serial", "A1"), WALLET_OK);
    CHECK_EQUAL(set(&world, "version", "7"), WALLET_OK);
    CHECK_EQUAL(wallet_record_set(world.record, "name", test_text("张三"), NULL), WALLET_OK);
    wallet_record_clear(world.record);

    CHECK_EQUAL(wlt_record_entry_count(world.record), 0);
    CHECK(!wallet_record_terms(world.record)->serial);
    CHECK_EQUAL(wallet_record_terms(world.record)->version, 1);

    CHECK_EQUAL(wallet_record_set(world.record, "name", test_text("李四"), NULL), WALLET_OK);
    CHECK_BYTES(wlt_record_entry(world.record, 0)->value.bytes, test_text("李四"));
    close_world(&world);
}
