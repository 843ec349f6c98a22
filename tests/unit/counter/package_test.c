/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/package.h"

#include "counter/taken_code.h"
#include "make_case.h"
#include "trust/bundle.h"

/** A counter, somebody who verifies its packages, and one package. */
struct archive {
    struct window window;
    struct wallet_trust *trust; /* the counter's key in its role */
    struct wallet_buffer packed;
};

static struct wallet_trust *trust_counter(const struct window *window, unsigned roles)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_trust *trust = NULL;
    struct wallet_buffer cose = { 0 };

    CHECK_EQUAL(wallet_key_write_cose(window->desk.counter, &cose, NULL), WALLET_OK);
    const struct wallet_trust_entry entry = {
        .id = DESK_ID,
        .name_zh = "某窗口",
        .roles = roles,
        .key = wallet_buffer_bytes(&cose),
        .from_unix = AGENCY_NOW - AGENCY_A_YEAR,
        .until_unix = AGENCY_NOW + AGENCY_A_YEAR,
        .state = WALLET_TRUST_ACTIVE,
    };
    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, &entry, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(trust, list, NULL), WALLET_OK);
    wallet_trust_list_free(list);
    wallet_buffer_clear(&cose);
    return trust;
}

/** Shows the woman's card, which answers nobody's request, and takes it. */
static void take_shown(struct window *window, struct wallet_case *item)
{
    struct desk *desk = &window->desk;
    struct wallet_selection *selection = desk_select(
        desk,
        desk_issue(desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), desk->holder),
        "holder name citizen_number address");
    const struct wallet_bytes shown =
        desk_show(desk, &selection, 1, NULL, (struct wallet_bytes){ 0 }, AGENCY_NOW);

    CHECK_EQUAL(desk_judge(desk, shown, NULL, AGENCY_NOW), WALLET_REASON_NONE);
    const struct wallet_case_licence licence = {
        .way = WALLET_WAY_SHOW,
        .original = shown,
        .verdict = wallet_presentation_verdict(desk->presentation, 0),
    };

    /* The clerk takes it when the code could no longer be shown. */
    window->actor.at_unix = AGENCY_NOW + 600;
    window_demand(window, wallet_case_take(item, &licence, &window->actor, &window->error));
}

static void archive_open(struct archive *archive)
{
    static const struct wallet_bundle_file others[] = {
        { "trust.cbor", { (const uint8_t *)"list", 4 } },
        { "receipts/0000", { (const uint8_t *)"receipt", 7 } },
    };
    struct window *window = &archive->window;

    *archive = (struct archive){ .trust = NULL };
    window_open(window);
    archive->trust = trust_counter(window, WALLET_ROLE_COUNTER);
    struct wallet_case *item = window_case(window);
    take_shown(window, item);
    window_demand(window, window_take(window, item, window_register(window)));
    window_demand(
        window,
        wallet_case_take_paper(item, APPLICATION, "已签字", &window->actor, &window->error));
    window_demand(
        window,
        wallet_case_write(item, BLANK_PHONE, "0790-1234567", &window->actor, &window->error));
    window_go(window, item, WALLET_CASE_ACCEPTED);
    window_demand(
        window,
        wallet_case_pack(
            item,
            others,
            2,
            &window->desk.counter_signer,
            AGENCY_NOW + 700,
            &archive->packed,
            &window->error));
    wallet_case_free(item);
}

static void archive_close(struct archive *archive)
{
    wallet_buffer_clear(&archive->packed);
    wallet_trust_free(archive->trust);
    window_close(&archive->window);
}

static enum wallet_status verify(
    struct archive *archive, struct wallet_bytes bytes, struct wallet_package **out)
{
    return wallet_package_verify(
        bytes, archive->window.desk.catalogue, archive->trust, out, &archive->window.error);
}

static struct wallet_package *open_package(struct archive *archive)
{
    struct wallet_package *package = NULL;
    window_demand(
        &archive->window, verify(archive, wallet_buffer_bytes(&archive->packed), &package));
    return package;
}

TEST(holds_the_case_as_it_was)
{
    struct archive archive;
    archive_open(&archive);
    struct wallet_package *package = open_package(&archive);
    const struct wallet_case *item = wallet_package_case(package);
    struct wallet_case_blank name;
    struct wallet_package_act act;

    CHECK(wallet_package_is_verified(package));
    CHECK(wallet_package_recognise(wallet_buffer_bytes(&archive.packed)));
    CHECK_TEXT(wallet_package_counter(package), DESK_ID);
    CHECK_EQUAL(wallet_package_made(package), AGENCY_NOW + 700);
    CHECK_TEXT(wallet_case_number(item), CASE_NUMBER_1);
    CHECK_EQUAL(wallet_case_state(item), WALLET_CASE_ACCEPTED);
    CHECK_TEXT(wallet_matter_name(wallet_case_matter(item)), "test-matter");
    wallet_case_blank_at(item, BLANK_NAME, &name);
    CHECK_TEXT(name.value, "钟望舒");
    CHECK_EQUAL(name.provenance, WALLET_PROVENANCE_LICENCE);

    CHECK_EQUAL(wallet_package_act_count(package), 6);
    wallet_package_act_at(package, 0, &act);
    CHECK_TEXT(act.name, "open");
    wallet_package_act_at(package, 5, &act);
    CHECK_TEXT(act.name, "go");
    CHECK_EQUAL(act.at_unix, AGENCY_NOW + 600);
    CHECK_BYTES(act.clerk, test_text("兰芷"));

    /* Two others, the matter, six acts, and what two licences came in. */
    CHECK_EQUAL(wallet_package_file_count(package), 2 + 1 + 6 + 2);
    wallet_package_free(package);
    archive_close(&archive);
}

TEST(its_licences_are_verified_again_as_of_then)
{
    struct archive archive;
    archive_open(&archive);
    struct wallet_package *package = open_package(&archive);
    struct wallet_package_finding finding;

    for (size_t i = 0; i < 2; i++) {
        window_demand(
            &archive.window,
            wallet_package_check(
                package, i, archive.window.desk.verifier, &finding, &archive.window.error));
        CHECK_EQUAL(finding.decision, WALLET_ACCEPTED);
        CHECK(finding.is_same);
    }

    CHECK_EQUAL(
        wallet_package_check(package, 2, archive.window.desk.verifier, &finding, NULL),
        WALLET_ERR_ARGUMENT);
    wallet_package_free(package);
    archive_close(&archive);
}

TEST(whom_the_verifier_does_not_know_is_not_accepted_years_later_either)
{
    struct archive archive;
    archive_open(&archive);
    struct wallet_package *package = open_package(&archive);
    struct wallet_package_finding finding;
    struct wallet_verifier *stranger = NULL;

    CHECK_EQUAL(
        wallet_verifier_new(archive.trust, archive.window.desk.catalogue, &stranger, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_package_check(package, 0, stranger, &finding, NULL), WALLET_OK);
    CHECK(finding.decision != WALLET_ACCEPTED && !finding.is_same);
    CHECK_EQUAL(finding.reason, WALLET_REASON_ISSUER_UNKNOWN);
    wallet_verifier_free(stranger);
    wallet_package_free(package);
    archive_close(&archive);
}

TEST(every_bit_counts)
{
    struct archive archive;
    archive_open(&archive);
    const size_t size = archive.packed.size;
    uint8_t *copy = test_memory(size);

    memcpy(copy, archive.packed.data, size);
    for (size_t bit = 0; bit < 8 * size; bit += 97) {
        struct wallet_package *package = NULL;
        copy[bit / 8] ^= (uint8_t)(1U << (bit % 8));
        CHECK(verify(&archive, (struct wallet_bytes){ copy, size }, &package) != WALLET_OK);
        copy[bit / 8] ^= (uint8_t)(1U << (bit % 8));
    }

    archive_close(&archive);
}

TEST(only_a_counter_signs_and_only_its_own_cases)
{
    struct archive archive;
    archive_open(&archive);
    struct window *window = &archive.window;
    const struct wallet_bytes packed = wallet_buffer_bytes(&archive.packed);
    struct wallet_package *package = NULL;
    struct wallet_buffer out = { 0 };
    struct wallet_case *item = window_load(window, CASE_NUMBER_1);

    CHECK_EQUAL(
        wallet_case_pack(item, NULL, 0, &window->desk.agency_signer, AGENCY_NOW, &out, NULL),
        WALLET_ERR_KEY);

    wallet_trust_free(archive.trust);
    archive.trust = trust_counter(window, WALLET_ROLE_ISSUER);
    CHECK_EQUAL(verify(&archive, packed, &package), WALLET_ERR_REFUSED);

    /* Whoever reads it without asking who signed is told that it is not verified. */
    CHECK_EQUAL(wallet_package_read(packed, window->desk.catalogue, &package, NULL), WALLET_OK);
    CHECK(!wallet_package_is_verified(package));
    wallet_package_free(package);
    wallet_case_free(item);
    archive_close(&archive);
}

/** Makes a package of all files but one, or with another content of it. */
static enum wallet_status tamper(
    struct archive *archive, const char *name, const struct wallet_bytes *content)
{
    struct wallet_bundle_file files[32];
    struct wallet_package *package = open_package(archive);
    struct wallet_package *read = NULL;
    struct wallet_buffer out = { 0 };
    size_t count = 0;

    for (size_t i = 0; i < wallet_package_file_count(package); i++) {
        wallet_package_file_at(package, i, &files[count]);
        const bool is_it = strncmp(files[count].name, name, strlen(name)) == 0;
        if (is_it && content) {
            files[count].content = *content;
        }
        count += is_it && !content ? 0 : 1;
    }

    window_demand(
        &archive->window,
        wlt_bundle_write(
            &wlt_package_kind,
            files,
            count,
            &archive->window.desk.counter_signer,
            AGENCY_NOW + 700,
            &out,
            &archive->window.error));
    const enum wallet_status status = verify(archive, wallet_buffer_bytes(&out), &read);
    wallet_package_free(read);
    wallet_buffer_clear(&out);
    wallet_package_free(package);
    return status;
}

TEST(what_the_acts_name_must_be_there_whoever_signs)
{
    static const struct {
        const char *name;
        const char *content; /* NULL: it is left out */
        const char *wanted;
    } rows[] = {
        { "matter.json", NULL, "there is no matter in it" },
        { "matter.json", "{}", "its matter is not the one that it was opened for" },
        { "originals/", NULL, "what a licence came in is missing, or is another" },
        { "originals/", "x", "what a licence came in is missing, or is another" },
        { "acts/", NULL, "there is no act in it" },
        { "acts/0000", NULL, "an act is missing in it" },
        { "acts/0001", NULL, "an act is missing in it" },
    };
    struct archive archive;
    archive_open(&archive);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes content = test_text(rows[i].content ? rows[i].content : "");
        CHECK_ROW(
            rows[i].name,
            tamper(&archive, rows[i].name, rows[i].content ? &content : NULL),
            WALLET_ERR_MALFORMED);
        CHECK_TEXT(archive.window.error.message, rows[i].wanted);
    }

    /* Without the last act it is the case as it was before, as its receipts show. */
    CHECK_EQUAL(tamper(&archive, "acts/0005", NULL), WALLET_OK);
    CHECK_EQUAL(tamper(&archive, "trust.cbor", NULL), WALLET_OK);
    archive_close(&archive);
}

TEST(others_take_no_name_of_ours)
{
    static const char *const names[] = { "acts/0009", "originals/00", "matter.json", "../x" };
    struct archive archive;
    archive_open(&archive);
    struct wallet_case *item = window_load(&archive.window, CASE_NUMBER_1);

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct wallet_bundle_file file = { names[i], { (const uint8_t *)"x", 1 } };
        struct wallet_buffer out = { 0 };
        CHECK_ROW(
            names[i],
            wallet_case_pack(
                item, &file, 1, &archive.window.desk.counter_signer, AGENCY_NOW, &out, NULL),
            WALLET_ERR_VALUE);
    }

    wallet_case_free(item);
    archive_close(&archive);
}
