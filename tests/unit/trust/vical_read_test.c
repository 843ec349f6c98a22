/* SPDX-License-Identifier: Apache-2.0 */

/* What stands in the payload of a VICAL, whoever signed it. */
#include "make_vical.h"

static enum wallet_status verdict(struct wallet_bytes payload)
{
    struct wallet_vical *vical = NULL;
    struct wallet_error error = { .message = "" };

    const enum wallet_status status = wlt_vical_read(payload, &vical, &error);
    CHECK_EQUAL(vical != NULL, status == WALLET_OK);
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    wallet_vical_free(vical);
    return status;
}

TEST(reads_what_the_provider_says)
{
    struct provider provider = make_provider(&provider_signer);
    const struct info infos[] = { info_of(&provider.iaca, MDL), info_of(&provider.other, MDL) };
    const struct vical_recipe recipe = {
        .next_update = NEXT,
        .issue_id = 42,
        .infos = infos,
        .info_count = 2,
        /* "vicalURL": "x", "extensions": {}, 5: [] */
        .more = "68766963616c55524c 6178 6a657874656e73696f6e73 a0 05 80",
        .more_count = 3,
    };
    struct wallet_vical *vical = vical_of(&provider, &recipe);
    struct wallet_vical_entry entry;

    CHECK_TEXT(wallet_vical_provider(vical), PROVIDER);
    CHECK_EQUAL(wallet_vical_issued(vical), ISSUED_UNIX);
    CHECK_EQUAL(wallet_vical_next_update(vical), NEXT_UNIX);
    CHECK_EQUAL(wallet_vical_issue_id(vical), 42);
    CHECK_EQUAL(wallet_vical_count(vical), 2);
    CHECK_EQUAL(wallet_vical_skipped_count(vical), 0);
    wallet_vical_at(vical, 1, &entry);
    CHECK_TEXT(entry.name, "Other IACA");

    wallet_vical_free(vical);
    clear_provider(&provider);
}

TEST(skips_authorities_that_cannot_be_used_and_counts_them)
{
    struct provider provider = make_provider(&provider_signer);
    struct identity odd = make_odd_authority();
    struct wallet_trust *trust = NULL;
    struct wallet_vical_entry entry;
    const struct info infos[] = {
        info_of(&odd, MDL), info_of(&provider.iaca, MDL),
        info_of(&odd, MDL), info_of(&provider.other, MDL),
        info_of(&odd, MDL),
    };
    const struct vical_recipe recipe = { .infos = infos, .info_count = 5 };
    struct wallet_vical *vical = vical_of(&provider, &recipe);

    CHECK_EQUAL(wallet_vical_count(vical), 2);
    CHECK_EQUAL(wallet_vical_skipped_count(vical), 3);
    wallet_vical_at(vical, 0, &entry);
    CHECK_TEXT(entry.name, "Utopia IACA");
    wallet_vical_at(vical, 1, &entry);
    CHECK_TEXT(entry.name, "Other IACA");
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_vical(trust, vical, NULL), WALLET_OK);

    wallet_trust_free(trust);
    wallet_vical_free(vical);
    release_identity(&odd);
    clear_provider(&provider);
}

TEST(nobody_is_left_where_none_can_be_used)
{
    struct identity odd = make_odd_authority();
    const struct info info = info_of(&odd, MDL);
    const struct vical_recipe recipe = { .infos = &info, .info_count = 1 };
    struct wallet_vical *vical = NULL;

    CHECK_EQUAL(wlt_vical_read(payload_of(&recipe), &vical, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_vical_count(vical), 0);
    CHECK_EQUAL(wallet_vical_skipped_count(vical), 1);
    wallet_vical_free(vical);
    release_identity(&odd);
}

TEST(tells_which_one_is_refused_behind_those_that_are_skipped)
{
    struct provider provider = make_provider(&provider_signer);
    struct identity odd = make_odd_authority();
    struct info infos[] = { info_of(&provider.iaca, MDL),
                            info_of(&odd, MDL),
                            info_of(&provider.other, MDL) };
    const struct vical_recipe recipe = { .infos = infos, .info_count = 3 };
    struct wallet_vical *vical = NULL;
    struct wallet_error error;
    infos[2].certificate.size /= 2;

    CHECK_EQUAL(wlt_vical_read(payload_of(&recipe), &vical, &error), WALLET_ERR_KEY);
    CHECK_TEXT(error.message, "certificate 2 in it: expected a certificate in DER");
    release_identity(&odd);
    clear_provider(&provider);
}

TEST(an_empty_one_names_nobody)
{
    const struct vical_recipe recipe = { .issue_id = 0 };
    struct wallet_vical *vical = NULL;

    CHECK_EQUAL(wlt_vical_read(payload_of(&recipe), &vical, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_vical_count(vical), 0);
    CHECK_EQUAL(wallet_vical_issue_id(vical), 0);
    CHECK_EQUAL(wallet_vical_next_update(vical), 0);
    wallet_vical_free(vical);
}

TEST(refuses_a_head_that_makes_no_sense)
{
    char *long_name = test_memory(WALLET_VICAL_NAME_MAX + 2);
    memset(long_name, 'x', WALLET_VICAL_NAME_MAX + 1);
    const struct {
        const char *what;
        struct vical_recipe recipe;
        enum wallet_status wanted;
    } rows[] = {
        { "fraction and offset", { .date = "2026-09-20T10:30:00.123456+02:00" }, WALLET_OK },
        { "version 1.1", { .version = "1.1" }, WALLET_ERR_UNSUPPORTED },
        { "version 10", { .version = "10" }, WALLET_ERR_UNSUPPORTED },
        { "no version", { .version = "" }, WALLET_ERR_STRUCTURE },
        { "no provider", { .provider = "" }, WALLET_ERR_STRUCTURE },
        { "a slip in the provider", { .provider = "A\nB" }, WALLET_ERR_VALUE },
        { "a long provider", { .provider = long_name }, WALLET_ERR_VALUE },
        { "a day alone", { .date = "2026-09-20" }, WALLET_ERR_VALUE },
        { "seconds", { .date = "@1789893000.0000000000" }, WALLET_ERR_VALUE },
        { "no such day", { .date = "2026-02-30T00:00:00Z" }, WALLET_ERR_VALUE },
        { "no zone, which is UTC", { .date = "2026-09-20T08:30:00.0" }, WALLET_OK },
        { "a next update that is none", { .next_update = "soon" }, WALLET_ERR_VALUE },
        { "an endless date",
          { .date = "2026-09-20T08:30:00."
                    "00000000000000000000000000000000000000000000000000000000Z" },
          WALLET_ERR_VALUE },
        { "a member twice",
          { .more = "6776657273696f6e 63312e30", .more_count = 1 },
          WALLET_ERR_MALFORMED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, verdict(payload_of(&rows[i].recipe)), rows[i].wanted);
    }
}

/* version, vicalProvider, date; the rest is certificateInfos. */
#define HEAD                            \
    "a4 6776657273696f6e 63312e30"      \
    "6d766963616c50726f7669646572 6141" \
    "6464617465 c074323032362d30392d32305430383a33303a30305a"
#define INFOS "70636572746966696361746549 6e666f73"

TEST(refuses_another_structure_and_bombs)
{
    static const struct {
        const char *what;
        const char *payload;
        enum wallet_status wanted;
    } rows[] = {
        { "none", HEAD INFOS "80", WALLET_OK },
        { "of no announced length", HEAD INFOS "9fff", WALLET_OK },
        { "nothing", "", WALLET_ERR_TRUNCATED },
        { "no map", "80", WALLET_ERR_STRUCTURE },
        { "an empty map", "a0", WALLET_ERR_STRUCTURE },
        { "a date without its tag",
          "a1 6464617465 74323032362d30392d32305430383a33303a30305a",
          WALLET_ERR_STRUCTURE },
        { "a date as a number", "a1 6464617465 c11a6aaf0000", WALLET_ERR_STRUCTURE },
        { "a number below 0", "a1 6c766963616c49737375654944 20", WALLET_ERR_STRUCTURE },
        { "certificates as a map", HEAD INFOS "a0", WALLET_ERR_STRUCTURE },
        { "certificates that are none", HEAD INFOS "8101", WALLET_ERR_STRUCTURE },
        { "four thousand million", HEAD INFOS "9affffffff", WALLET_ERR_TRUNCATED },
        { "more than memory", HEAD INFOS "9bffffffffffffffff", WALLET_ERR_TRUNCATED },
        { "seventeen deep", "a1 6178 81818181818181818181818181818181 80", WALLET_ERR_TOO_LARGE },
        { "something behind", HEAD INFOS "80 00", WALLET_ERR_STRUCTURE },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, verdict(test_hex(rows[i].payload)), rows[i].wanted);
    }
}

TEST(takes_so_many_certificates_and_no_more)
{
    struct provider provider = make_provider(&provider_signer);
    struct info *infos = test_memory((WALLET_VICAL_CERTIFICATE_MAX + 1) * sizeof *infos);
    struct vical_recipe recipe = { .infos = infos, .info_count = WALLET_VICAL_CERTIFICATE_MAX };

    /* The same again and again: nothing says that an authority may stand there once only. */
    for (size_t i = 0; i <= WALLET_VICAL_CERTIFICATE_MAX; i++) {
        infos[i] = info_of(&provider.iaca, MDL);
    }

    CHECK_EQUAL(verdict(payload_of(&recipe)), WALLET_OK);
    recipe.info_count++;
    CHECK_EQUAL(verdict(payload_of(&recipe)), WALLET_ERR_TOO_LARGE);
    clear_provider(&provider);
}
