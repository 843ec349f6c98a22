/* SPDX-License-Identifier: Apache-2.0 */

/* The copy that a repository releases: the licence's own bytes, and the repository's word around them. */
#include "present/copy.h"

#include "desk.h"
#include "make_grant.h"
#include "trust/envelope.h"

/** A repository, a counter, and the card of somebody whom the desk's agency knows. */
struct world {
    struct desk desk;
    struct member repository;
    struct wallet_verifier *verifier;
    struct wallet_trust *trust;
    struct wallet_verdict *verdict;
    struct wallet_bytes licence; /* with all that is always shown, and the sex */
};

static const uint8_t grant_digest[WALLET_GRANT_DIGEST_SIZE] = { 0x67 };

static void add_agency(struct wallet_trust *trust, const struct desk *desk)
{
    struct wallet_buffer file = { 0 };

    CHECK_EQUAL(wallet_key_write_public(desk->agency, &file, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(trust, wallet_buffer_bytes(&file), NULL), WALLET_OK);
    wallet_buffer_clear(&file);
}

static struct wallet_trust_entry repository_entry(const struct world *world)
{
    struct wallet_trust_entry entry = entry_of(&world->repository, NULL, 0);

    entry.roles = WALLET_ROLE_REPOSITORY;
    return entry;
}

/** Has the verifier believe the agency and what an entry says. */
static void believe(struct world *world, const struct wallet_trust_entry *entry)
{
    static const char *const us[] = { DESK_ID };

    wallet_verifier_free(world->verifier);
    wallet_trust_free(world->trust);
    world->trust = trust_in(entry);
    add_agency(world->trust, &world->desk);
    CHECK_EQUAL(
        wallet_verifier_new(world->trust, world->desk.catalogue, &world->verifier, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_verifier_set_audience(world->verifier, us, 1, NULL), WALLET_OK);
}

static struct wallet_bytes keep(struct wallet_buffer *buffer)
{
    uint8_t *copy = test_memory(buffer->size);
    memcpy(copy, buffer->data, buffer->size);
    const struct wallet_bytes bytes = { copy, buffer->size };
    wallet_buffer_clear(buffer);
    return bytes;
}

static struct wallet_bytes narrow(const struct desk *desk, const struct wallet_key *holder)
{
    struct wallet_buffer out = { 0 };
    struct wallet_selection *selection = desk_select(
        desk,
        desk_issue(desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), holder),
        holder ? "sex" : "");

    CHECK_EQUAL(wallet_selection_write(selection, &out, NULL), WALLET_OK);
    wallet_selection_free(selection);
    return keep(&out);
}

static void open_world(struct world *world)
{
    *world = (struct world){ .verifier = NULL };
    desk_open(&world->desk, WALLET_ALGORITHM_ED25519);
    world->repository = make_member(5, NULL, WALLET_ALGORITHM_ED25519);
    const struct wallet_trust_entry entry = repository_entry(world);
    believe(world, &entry);
    CHECK_EQUAL(wallet_verdict_new(&world->verdict, NULL), WALLET_OK);
    world->licence = narrow(&world->desk, world->desk.holder);
}

static void close_world(struct world *world)
{
    wallet_verdict_free(world->verdict);
    wallet_verifier_free(world->verifier);
    wallet_trust_free(world->trust);
    clear_member(&world->repository);
    desk_close(&world->desk);
}

static struct wallet_copy_terms copy_terms(const struct world *world)
{
    return (struct wallet_copy_terms){
        .audience = DESK_ID,
        .matter = { .name = "申请租赁补贴", .code = "C-17", .cause = "核对申请人身份" },
        .clerk = "钟见山",
        .method = WALLET_GRANT_FACE,
        .grant = grant_digest,
        .licence = world->licence,
        .seconds = 600,
    };
}

static struct wallet_bytes sign_copy(
    const struct world *world, const struct wallet_copy_terms *terms)
{
    struct wallet_buffer out = { 0 };
    struct wallet_error error = { .message = "" };

    if (wallet_copy_sign(terms, &world->repository.signer, AGENCY_NOW, &out, &error) != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(error.status), error.message);
    }

    return keep(&out);
}

static struct wallet_bytes make_copy(const struct world *world)
{
    const struct wallet_copy_terms terms = copy_terms(world);
    return sign_copy(world, &terms);
}

/** The reason for not accepting it; NONE if it is accepted. */
static enum wallet_reason judge(struct world *world, struct wallet_bytes bytes, int64_t at_unix)
{
    struct wallet_copy *copy = NULL;
    const enum wallet_status status =
        wallet_copy_verify(world->verifier, bytes, at_unix, world->verdict, &copy, NULL);
    const enum wallet_reason reason = wallet_verdict_reason(world->verdict);

    CHECK_EQUAL(status == WALLET_OK, reason == WALLET_REASON_NONE);
    CHECK(status != WALLET_OK || (copy && wallet_copy_is_verified(copy)));
    wallet_copy_free(copy);
    return reason;
}

/** That it is refused, or left open, by the repository's part alone. */
static void check_holder(
    struct world *world,
    struct wallet_bytes bytes,
    int64_t at_unix,
    enum wallet_result result,
    enum wallet_reason reason)
{
    enum wallet_reason found = WALLET_REASON_NONE;

    CHECK_EQUAL(judge(world, bytes, at_unix), reason);
    CHECK_EQUAL(wallet_verdict_check(world->verdict, WALLET_CHECK_HOLDER, &found), result);
    CHECK_EQUAL(found, reason);
    CHECK_EQUAL(
        wallet_verdict_decision(world->verdict),
        result == WALLET_RESULT_FAILED ? WALLET_REFUSED : WALLET_UNKNOWN);
}

TEST(a_copy_is_accepted_and_says_what_for)
{
    struct world world;
    struct wallet_copy *copy = NULL;
    struct wallet_request_matter matter;

    open_world(&world);
    const struct wallet_bytes bytes = make_copy(&world);
    CHECK(wallet_copy_recognise(bytes));
    CHECK(!wallet_grant_recognise(bytes));
    CHECK_EQUAL(
        wallet_copy_verify(world.verifier, bytes, AGENCY_NOW, world.verdict, &copy, NULL),
        WALLET_OK);
    CHECK_TEXT(wallet_copy_repository(copy), world.repository.id);
    CHECK_TEXT(wallet_copy_repository_name(copy, WALLET_ENGLISH), "Some Bureau");
    CHECK_TEXT(wallet_copy_audience(copy), DESK_ID);
    CHECK_TEXT(wallet_copy_maker(copy), DESK_ID);
    CHECK_TEXT(wallet_copy_clerk(copy), "钟见山");
    CHECK_EQUAL(wallet_copy_method(copy), WALLET_GRANT_FACE);
    CHECK_BYTES(
        wallet_copy_grant(copy), ((struct wallet_bytes){ grant_digest, sizeof grant_digest }));
    CHECK_EQUAL(wallet_copy_id(copy).size, WALLET_COPY_ID_SIZE);
    CHECK_EQUAL(wallet_copy_issued(copy), AGENCY_NOW);
    CHECK_EQUAL(wallet_copy_until(copy), AGENCY_NOW + 600);
    CHECK_BYTES(wallet_copy_licence(copy), world.licence);
    wallet_copy_matter(copy, &matter);
    CHECK_TEXT(matter.name, "申请租赁补贴");
    CHECK_TEXT(matter.code, "C-17");
    CHECK_TEXT(matter.cause, "核对申请人身份");
    wallet_copy_free(copy);
    close_world(&world);
}

TEST(nothing_says_of_a_copy_that_its_holder_presented_it)
{
    struct world world;
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    size_t sexes = 0;
    size_t addresses = 0;

    open_world(&world);
    CHECK_EQUAL(judge(&world, make_copy(&world), AGENCY_NOW), WALLET_REASON_NONE);
    CHECK(!wallet_verdict_is_bound(world.verdict));
    CHECK_TEXT(wallet_verdict_format(world.verdict), "sd-cwt");
    CHECK_EQUAL(
        wallet_verdict_check(world.verdict, WALLET_CHECK_HOLDER, NULL),
        WALLET_RESULT_NOT_APPLICABLE);
    while (wallet_verdict_next_fact(world.verdict, &walk, &fact)) {
        sexes += strcmp(wallet_field_name(fact.field), "sex") == 0;
        addresses += strcmp(wallet_field_name(fact.field), "address") == 0;
    }

    CHECK_EQUAL(sexes, 1);
    CHECK_EQUAL(addresses, 0);

    /* The same bytes by themselves are not accepted: nobody vouches for them then. */
    CHECK_EQUAL(
        wallet_verify(world.verifier, world.licence, AGENCY_NOW, world.verdict, NULL),
        WALLET_ERR_UNDETERMINED);
    CHECK(wallet_verdict_is_bound(world.verdict));
    close_world(&world);
}

TEST(a_printed_licence_is_released_as_it_is)
{
    struct world world;

    open_world(&world);
    world.licence = narrow(&world.desk, NULL);
    CHECK_EQUAL(judge(&world, make_copy(&world), AGENCY_NOW), WALLET_REASON_NONE);
    CHECK_TEXT(wallet_verdict_format(world.verdict), "cwt");
    close_world(&world);
}

TEST(no_bit_of_a_copy_can_be_changed)
{
    struct world world;

    open_world(&world);
    const struct wallet_bytes bytes = make_copy(&world);
    uint8_t *changed = test_memory(bytes.size);
    for (size_t bit = 0; bit < 8 * bytes.size; bit++) {
        memcpy(changed, bytes.data, bytes.size);
        changed[bit / 8] ^= (uint8_t)(1U << bit % 8);
        CHECK(
            judge(&world, (struct wallet_bytes){ changed, bytes.size }, AGENCY_NOW) !=
            WALLET_REASON_NONE);
    }

    for (size_t size = 0; size < bytes.size; size++) {
        CHECK(!wallet_copy_recognise((struct wallet_bytes){ bytes.data, size }));
        CHECK_EQUAL(
            judge(&world, (struct wallet_bytes){ bytes.data, size }, AGENCY_NOW),
            WALLET_REASON_MALFORMED);
    }

    close_world(&world);
}

TEST(an_altered_original_is_refused_whoever_wraps_it)
{
    struct world world;
    uint8_t *altered = NULL;

    open_world(&world);
    altered = test_memory(world.licence.size);
    memcpy(altered, world.licence.data, world.licence.size);
    altered[world.licence.size - 1] ^= 1;
    world.licence.data = altered;
    CHECK_EQUAL(judge(&world, make_copy(&world), AGENCY_NOW), WALLET_REASON_SIGNATURE);
    close_world(&world);
}

TEST(a_copy_is_for_one_counter)
{
    static const char *const others[] = { "11360500000000019F", "360500" };
    struct world world;

    open_world(&world);
    const struct wallet_bytes bytes = make_copy(&world);
    CHECK_EQUAL(wallet_verifier_set_audience(world.verifier, others, 2, NULL), WALLET_OK);
    check_holder(&world, bytes, AGENCY_NOW, WALLET_RESULT_FAILED, WALLET_REASON_AUDIENCE);
    CHECK_EQUAL(wallet_verifier_set_audience(world.verifier, NULL, 0, NULL), WALLET_OK);
    check_holder(&world, bytes, AGENCY_NOW, WALLET_RESULT_UNKNOWN, WALLET_REASON_AUDIENCE);
    close_world(&world);
}

TEST(a_copy_has_its_time)
{
    struct world world;

    open_world(&world);
    const struct wallet_bytes bytes = make_copy(&world);
    CHECK_EQUAL(judge(&world, bytes, AGENCY_NOW + 599), WALLET_REASON_NONE);
    check_holder(&world, bytes, AGENCY_NOW + 600, WALLET_RESULT_FAILED, WALLET_REASON_CODE_EXPIRED);

    struct wallet_copy_terms terms = copy_terms(&world);
    struct wallet_buffer out = { 0 };
    CHECK_EQUAL(
        wallet_copy_sign(&terms, &world.repository.signer, AGENCY_NOW + 31, &out, NULL), WALLET_OK);
    check_holder(&world, keep(&out), AGENCY_NOW, WALLET_RESULT_FAILED, WALLET_REASON_NOT_YET_VALID);
    close_world(&world);
}

TEST(only_a_repository_releases)
{
    struct world world;

    open_world(&world);
    const struct wallet_bytes bytes = make_copy(&world);
    struct wallet_trust_entry entry = repository_entry(&world);

    entry.roles = WALLET_ROLE_COUNTER | WALLET_ROLE_ISSUER;
    believe(&world, &entry);
    check_holder(
        &world, bytes, AGENCY_NOW, WALLET_RESULT_FAILED, WALLET_REASON_ISSUER_NOT_AUTHORISED);

    entry = repository_entry(&world);
    entry.region = "3601";
    believe(&world, &entry);
    check_holder(
        &world, bytes, AGENCY_NOW, WALLET_RESULT_FAILED, WALLET_REASON_ISSUER_NOT_AUTHORISED);

    entry = repository_entry(&world);
    entry.until_unix = AGENCY_NOW;
    believe(&world, &entry);
    check_holder(&world, bytes, AGENCY_NOW, WALLET_RESULT_FAILED, WALLET_REASON_CERTIFICATE);

    struct member stranger = make_member(6, NULL, WALLET_ALGORITHM_ED25519);
    entry = repository_entry(&world);
    entry.key = wallet_buffer_bytes(&stranger.cose);
    believe(&world, &entry);
    check_holder(&world, bytes, AGENCY_NOW, WALLET_RESULT_UNKNOWN, WALLET_REASON_ISSUER_UNKNOWN);
    clear_member(&stranger);
    close_world(&world);
}

TEST(a_repository_signs_in_its_own_name)
{
    struct world world;

    open_world(&world);
    memcpy(world.repository.signer.issuer, DESK_ID, WALLET_ISSUER_SIZE);
    check_holder(
        &world,
        make_copy(&world),
        AGENCY_NOW,
        WALLET_RESULT_FAILED,
        WALLET_REASON_ISSUER_NOT_AUTHORISED);
    close_world(&world);
}

TEST(what_was_shown_to_somebody_is_not_released)
{
    struct world world;

    open_world(&world);
    struct wallet_selection *selection = desk_select(
        &world.desk,
        desk_issue(&world.desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), world.desk.holder),
        "");
    world.licence =
        desk_show(&world.desk, &selection, 1, NULL, (struct wallet_bytes){ 0 }, AGENCY_NOW);
    CHECK_EQUAL(judge(&world, make_copy(&world), AGENCY_NOW), WALLET_REASON_UNSUPPORTED);
    close_world(&world);
}

TEST(what_makes_no_sense_is_not_signed)
{
    struct world world;
    struct wallet_buffer out = { 0 };

    open_world(&world);
    const struct wallet_copy_terms good = copy_terms(&world);
    const struct wallet_signer *signer = &world.repository.signer;
    struct wallet_signer nameless = *signer;
    struct wallet_copy_terms bad[] = { good, good, good, good, good, good, good, good };
    nameless.issuer[0] = '\0';
    bad[0].audience = "360500"; /* a copy is for one counter */
    bad[1].maker = "nobody";
    bad[2].matter.name = "";
    bad[3].matter.name = "two\nlines";
    bad[4].method = (enum wallet_grant_method)0;
    bad[5].seconds = WALLET_COPY_SECONDS_MAX + 1;
    bad[6].clerk = "\xe2\x80\xae"
                   "eve";
    bad[7].method = (enum wallet_grant_method)5;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK_EQUAL(wallet_copy_sign(&bad[i], signer, AGENCY_NOW, &out, NULL), WALLET_ERR_VALUE);
    }

    struct wallet_copy_terms terms = good;
    terms.licence = test_text("no licence");
    CHECK_EQUAL(wallet_copy_sign(&terms, signer, AGENCY_NOW, &out, NULL), WALLET_ERR_STRUCTURE);
    terms.licence = (struct wallet_bytes){ test_memory(65537), 65537 };
    CHECK_EQUAL(wallet_copy_sign(&terms, signer, AGENCY_NOW, &out, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_copy_sign(&good, signer, 0, &out, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_copy_sign(&good, &nameless, AGENCY_NOW, &out, NULL), WALLET_ERR_KEY);
    CHECK_EQUAL(wallet_copy_sign(NULL, signer, AGENCY_NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    terms = good;
    terms.grant = NULL;
    CHECK_EQUAL(wallet_copy_sign(&terms, signer, AGENCY_NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(out.size, 0);
    close_world(&world);
}

/** Signs the claims of a good copy without one of them, or with one more. */
static struct wallet_bytes forge(struct world *world, int64_t left_out, bool has_more)
{
    struct wlt_sign1 sign1 = { 0 };
    struct wallet_buffer claims = { 0 };
    struct wallet_buffer object = { 0 };
    struct wlt_writer writer = wlt_writer_start(&claims);

    CHECK_EQUAL(wlt_copy_open(make_copy(world), &sign1, NULL), WALLET_OK);
    struct wlt_reader reader = wlt_reader_start(sign1.payload, WLT_CBOR_STRICT);
    const uint64_t count = wlt_read_map(&reader);
    wlt_write_map(&writer, (size_t)count - (left_out != 0) + has_more);
    for (uint64_t i = 0; i < count; i++) {
        const int64_t label = wlt_read_int(&reader);
        const struct wallet_bytes value = wlt_read_any(&reader);
        if (label != left_out) {
            wlt_write_int(&writer, label);
            wlt_write_encoded(&writer, value);
        }
    }

    if (has_more) {
        wlt_write_int(&writer, -65599);
        wlt_write_unsigned(&writer, 1);
    }

    CHECK_EQUAL(
        wlt_envelope_sign(
            &world->repository.signer, WLT_COPY_TYP, wallet_buffer_bytes(&claims), &object, NULL),
        WALLET_OK);
    wallet_buffer_clear(&claims);
    return keep(&object);
}

TEST(every_claim_of_a_copy_must_be_there_and_no_other)
{
    static const int64_t labels[] = { 1, 3, 4, 6, 7, -65538, -65544, -65549, -65550, -65551 };
    struct world world;

    open_world(&world);
    CHECK_EQUAL(judge(&world, forge(&world, 0, false), AGENCY_NOW), WALLET_REASON_NONE);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        CHECK_EQUAL(
            judge(&world, forge(&world, labels[i], false), AGENCY_NOW), WALLET_REASON_MALFORMED);
    }

    CHECK_EQUAL(judge(&world, forge(&world, 0, true), AGENCY_NOW), WALLET_REASON_MALFORMED);
    close_world(&world);
}
