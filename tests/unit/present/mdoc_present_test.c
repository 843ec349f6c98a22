/* SPDX-License-Identifier: Apache-2.0 */

#define _GNU_SOURCE /* memmem() */

/* What a device shows of mobile documents, and that readers believe it: ISO/IEC 18013-5 9.1.3. */
#include <wallet/mdoc_present.h>

#include "unit/mdoc/make_mdoc.h"

static bool holds(struct wallet_bytes bytes, struct wallet_bytes part)
{
    return memmem(bytes.data, bytes.size, part.data, part.size) != NULL;
}

static const struct mdoc_recipe issued = { .is_bare = true };

/** What is chosen in most tests, not in the document's order. */
static const char *const some[] = { "issuing_country", "family_name" };

enum {
    SOME = 2,
};

static void choose(struct wallet_mdoc_choice *out, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = (struct wallet_mdoc_choice){ test_text(NAME_SPACE), test_text(names[i]) };
    }
}

/** Shows some elements; what comes out replaces `out`. */
static enum wallet_status show(
    const struct mdoc_world *world,
    struct wallet_bytes issuer_signed,
    const struct wallet_key *device,
    const struct wallet_key *reader,
    struct wallet_buffer *out)
{
    struct wallet_mdoc_choice choices[SOME];
    choose(choices, some, SOME);
    const struct wallet_mdoc_shown shown = { issuer_signed, device, choices, SOME, NULL };
    return wallet_mdoc_present(&shown, 1, world->session.transcript, reader, out, NULL);
}

/** Demands that these elements are told, in this order, and no others. */
static void check_told(const struct wallet_verdict *verdict, const char *const *names, size_t count)
{
    struct wallet_mdoc_walk walk = { .part = 0 };
    struct wallet_mdoc_element element;

    CHECK_EQUAL(wallet_verdict_decision(verdict), WALLET_ACCEPTED);
    for (size_t i = 0; i < count; i++) {
        CHECK(wallet_mdoc_next(verdict, &walk, &element));
        CHECK_BYTES(element.name_space, test_text(NAME_SPACE));
        CHECK_BYTES(element.identifier, test_text(names[i]));
        CHECK(!element.is_by_device);
    }

    CHECK(!wallet_mdoc_next(verdict, &walk, &element));
}

static void check_shown(const char *curve, bool is_mac)
{
    static const char *const told[] = { "family_name", "issuing_country" };
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world_with(&world, &document_signer, curve);
    const struct wallet_bytes issuer_signed = make_issuer_signed(&world, &issued);
    const struct wallet_key *reader = is_mac ? world.reader : NULL;

    CHECK_EQUAL(show(&world, issuer_signed, world.device, reader, &answer), WALLET_OK);
    check_told(verdict_of(&world, wallet_buffer_bytes(&answer)), told, SOME);

    /* A signature needs nothing of the reader's, a MAC needs its secret. */
    world.session.reader_key = NULL;
    CHECK_EQUAL(
        wallet_verdict_decision(verdict_of(&world, wallet_buffer_bytes(&answer))),
        is_mac ? WALLET_UNKNOWN : WALLET_ACCEPTED);
    world.session.transcript = test_hex("83 f6 f6 01");
    world.session.reader_key = world.reader;
    CHECK_EQUAL(
        wallet_verdict_reason(verdict_of(&world, wallet_buffer_bytes(&answer))),
        WALLET_REASON_HOLDER);
    wallet_buffer_clear(&answer);
    close_world(&world);
}

TEST(what_is_shown_with_a_signature_is_believed_in_its_session)
{
    check_shown("P-256", false);
    check_shown("P-384", false);
}

TEST(what_is_shown_with_a_mac_is_believed_in_its_session)
{
    check_shown("P-256", true);
    check_shown("P-384", true);
}

static struct wallet_key *make_wallet_key_25519(void)
{
    EVP_PKEY *pkey = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    struct wallet_key *key = wallet_key_of(pkey, true);
    EVP_PKEY_free(pkey);
    return key;
}

/** RFC 8032: readers know its algorithm as EdDSA, not by the number of RFC 9864. */
TEST(a_device_may_have_a_key_on_curve_25519)
{
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world(&world);
    wallet_key_free(world.device);
    world.device = make_wallet_key_25519();
    struct wallet_key *other = make_wallet_key_25519();
    const struct wallet_bytes issuer_signed = make_issuer_signed(&world, &issued);

    CHECK_EQUAL(show(&world, issuer_signed, other, NULL, &answer), WALLET_ERR_KEY);
    CHECK_EQUAL(show(&world, issuer_signed, world.device, NULL, &answer), WALLET_OK);
    CHECK_EQUAL(
        wallet_verdict_decision(verdict_of(&world, wallet_buffer_bytes(&answer))), WALLET_ACCEPTED);
    CHECK(holds(wallet_buffer_bytes(&answer), test_hex("84 43 a10127 a0 f6")));
    CHECK_EQUAL(
        show(&world, issuer_signed, world.device, world.reader, &answer), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(answer.size, 0);
    wallet_key_free(other);
    wallet_buffer_clear(&answer);
    close_world(&world);
}

/** Nothing is left in it of what was not chosen, and what was is there byte by byte. */
TEST(what_is_not_chosen_does_not_leave_the_device)
{
    const struct mdoc_recipe odd = { .odd = ODD_ORDER };
    static const char *const one[] = { "expiry_date" };
    struct wallet_mdoc_choice choice;
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world(&world);
    const struct wallet_mdoc_shown shown = {
        make_issuer_signed(&world, &odd), world.device, &choice, 1, NULL
    };

    choose(&choice, one, 1);
    CHECK_EQUAL(
        wallet_mdoc_present(&shown, 1, embedded(world.session.transcript), NULL, &answer, NULL),
        WALLET_OK);
    const struct wallet_bytes bytes = wallet_buffer_bytes(&answer);
    check_told(verdict_of(&world, bytes), one, 1);
    CHECK(holds(bytes, embedded(make_contents(&odd, 1).items[1])));
    CHECK(!holds(bytes, test_text("Doe")) && !holds(bytes, test_text("family_name")));
    wallet_buffer_clear(&answer);
    close_world(&world);
}

/** A digest is over the head, too: a long one stays as long. */
TEST(what_is_chosen_is_not_written_again)
{
    const struct mdoc_recipe odd = { .odd = ODD_ELEMENT_REWRITTEN };
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world(&world);

    CHECK_EQUAL(
        show(&world, make_issuer_signed(&world, &odd), world.device, NULL, &answer), WALLET_OK);
    CHECK(holds(wallet_buffer_bytes(&answer), show_item(&odd, 0, make_contents(&odd, 1).items[0])));
    wallet_buffer_clear(&answer);
    close_world(&world);
}

TEST(a_namespace_of_which_nothing_is_chosen_is_left_out)
{
    const struct mdoc_recipe two = { .odd = ODD_NAME_SPACE_UNSIGNED, .is_bare = true };
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world(&world);

    /* The second one would be refused. */
    CHECK_EQUAL(
        show(&world, make_issuer_signed(&world, &two), world.device, NULL, &answer), WALLET_OK);
    CHECK_EQUAL(
        wallet_verdict_decision(verdict_of(&world, wallet_buffer_bytes(&answer))), WALLET_ACCEPTED);
    wallet_buffer_clear(&answer);
    close_world(&world);
}

TEST(what_is_chosen_twice_is_shown_once)
{
    static const char *const twice[] = { "given_name", "given_name" };
    struct wallet_mdoc_choice choices[2];
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world(&world);
    const struct wallet_mdoc_shown shown = {
        make_issuer_signed(&world, &issued), world.device, choices, 2, NULL
    };

    choose(choices, twice, 2);
    CHECK_EQUAL(
        wallet_mdoc_present(&shown, 1, world.session.transcript, NULL, &answer, NULL), WALLET_OK);
    check_told(verdict_of(&world, wallet_buffer_bytes(&answer)), twice, 1);
    wallet_buffer_clear(&answer);
    close_world(&world);
}

TEST(each_of_several_documents_is_proven_by_its_own_key)
{
    static const char *const one[] = { "given_name" };
    struct wallet_mdoc_choice choice;
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world(&world);
    struct mdoc_world others = world;
    others.device = world.other_device;
    const struct wallet_mdoc_shown shown[] = {
        { make_issuer_signed(&world, &issued), world.device, &choice, 1, NULL },
        { make_issuer_signed(&others, &issued), world.other_device, &choice, 1, NULL },
    };

    choose(&choice, one, 1);
    CHECK_EQUAL(
        wallet_mdoc_present(shown, 2, world.session.transcript, world.reader, &answer, NULL),
        WALLET_OK);
    check_told(verdict_of(&world, wallet_buffer_bytes(&answer)), one, 1);
    CHECK_EQUAL(wallet_mdoc_count(world.mdoc), 2);
    check_told(wallet_mdoc_at(world.mdoc, 1), one, 1);
    wallet_buffer_clear(&answer);
    close_world(&world);
}

TEST(what_the_document_has_not_cannot_be_shown)
{
    static const struct {
        const char *name_space;
        const char *identifier;
    } rows[] = { { NAME_SPACE, "sex" }, { "another", "family_name" }, { "", "" } };
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world(&world);
    const struct wallet_bytes issuer_signed = make_issuer_signed(&world, &issued);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_mdoc_choice choices[] = {
            { test_text(NAME_SPACE), test_text("given_name") },
            { test_text(rows[i].name_space), test_text(rows[i].identifier) },
        };
        const struct wallet_mdoc_shown shown = { issuer_signed, world.device, choices, 2, NULL };
        struct wallet_error error = { .message = "" };
        CHECK_EQUAL(
            wallet_mdoc_present(&shown, 1, world.session.transcript, NULL, &answer, &error),
            WALLET_ERR_MISSING);
        CHECK(error.message[0] && answer.size == 0);
    }

    wallet_buffer_clear(&answer);
    close_world(&world);
}

TEST(only_the_device_that_it_was_issued_for_can_show_it)
{
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    EVP_PKEY *pkey = make_ec("P-256");
    struct wallet_key *public_only = wallet_key_of(pkey, false);
    const struct mdoc_recipe off_curve = { .odd = ODD_KEY_OFF_CURVE, .is_bare = true };
    open_world(&world);
    wallet_key_free(world.device);
    world.device = wallet_key_of(pkey, true);
    const struct wallet_bytes good = make_issuer_signed(&world, &issued);

    CHECK_EQUAL(show(&world, good, world.other_device, NULL, &answer), WALLET_ERR_KEY);
    CHECK_EQUAL(show(&world, good, public_only, NULL, &answer), WALLET_ERR_KEY);
    CHECK_EQUAL(show(&world, good, NULL, NULL, &answer), WALLET_ERR_KEY);
    CHECK_EQUAL(
        show(&world, make_issuer_signed(&world, &off_curve), world.device, NULL, &answer),
        WALLET_ERR_KEY);
    CHECK_EQUAL(answer.size, 0);
    wallet_key_free(public_only);
    EVP_PKEY_free(pkey);
    wallet_buffer_clear(&answer);
    close_world(&world);
}

TEST(a_readers_key_on_another_curve_makes_no_mac)
{
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    struct wallet_key *larger = make_wallet_key("P-384");
    open_world(&world);

    CHECK_EQUAL(
        show(&world, make_issuer_signed(&world, &issued), world.device, larger, &answer),
        WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(answer.size, 0);
    wallet_key_free(larger);
    wallet_buffer_clear(&answer);
    close_world(&world);
}

TEST(shows_nothing_of_what_is_no_document)
{
    static const struct {
        const char *what;
        struct mdoc_recipe recipe;
        enum wallet_status wanted;
    } rows[] = {
        { "shown already", { .is_bare = false }, WALLET_ERR_STRUCTURE },
        { "no signature", { .odd = ODD_NO_ISSUER_AUTH, .is_bare = true }, WALLET_ERR_STRUCTURE },
        { "no payload", { .odd = ODD_ISSUER_DETACHED, .is_bare = true }, WALLET_ERR_TRUNCATED },
        { "another edition", { .mso_version = "2.0", .is_bare = true }, WALLET_ERR_UNSUPPORTED },
        { "no elements", { .odd = ODD_NO_NAME_SPACES, .is_bare = true }, WALLET_ERR_MISSING },
        { "bare element", { .odd = ODD_ELEMENT_BARE, .is_bare = true }, WALLET_ERR_STRUCTURE },
    };
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world(&world);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct mdoc_recipe *recipe = &rows[i].recipe;
        const struct wallet_bytes input =
            recipe->is_bare ? make_issuer_signed(&world, recipe) : make_document(&world, recipe);
        CHECK_ROW(rows[i].what, show(&world, input, world.device, NULL, &answer), rows[i].wanted);
        CHECK_EQUAL(answer.size, 0);
    }

    CHECK_EQUAL(show(&world, test_hex("a1"), world.device, NULL, &answer), WALLET_ERR_TRUNCATED);
    wallet_buffer_clear(&answer);
    close_world(&world);
}

TEST(an_answer_is_bounded_in_size)
{
    const size_t long_size = WALLET_INPUT_MAX / WALLET_MDOC_DOCUMENT_MAX;
    char *country = test_memory(long_size + 1);
    struct wallet_mdoc_shown shown[WALLET_MDOC_DOCUMENT_MAX];
    struct wallet_mdoc_choice choices[SOME];
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world(&world);
    memset(country, 'a', long_size);
    country[long_size] = '\0';
    const struct mdoc_recipe recipe = { .country = country, .is_bare = true };
    const struct wallet_bytes issuer_signed = make_issuer_signed(&world, &recipe);

    choose(choices, some, SOME);
    for (size_t i = 0; i < WALLET_MDOC_DOCUMENT_MAX; i++) {
        shown[i] = (struct wallet_mdoc_shown){ issuer_signed, world.device, choices, SOME, NULL };
    }

    CHECK_EQUAL(
        wallet_mdoc_present(
            shown, WALLET_MDOC_DOCUMENT_MAX, world.session.transcript, NULL, &answer, NULL),
        WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(answer.size, 0);
    wallet_buffer_clear(&answer);
    close_world(&world);
}

TEST(a_callers_mistakes_are_told_as_such)
{
    const struct wallet_bytes transcript = test_hex("83 f6 f6 f6");
    const struct wallet_bytes nothing = { 0 };
    const struct wallet_mdoc_choice choice = { test_text("a"), test_text("b") };
    const struct wallet_mdoc_shown shown = { test_hex("a0"), NULL, &choice, 1, NULL };
    const struct wallet_mdoc_shown no_document = { nothing, NULL, &choice, 1, NULL };
    const struct wallet_mdoc_shown no_choices = { test_hex("a0"), NULL, NULL, 1, NULL };
    const struct wallet_mdoc_shown none = { test_hex("a0"), NULL, &choice, 0, NULL };
    const struct wallet_mdoc_shown many = {
        test_hex("a0"), NULL, &choice, WALLET_MDOC_ELEMENT_MAX + 1, NULL
    };
    struct wallet_buffer answer = { 0 };
    const struct {
        const struct wallet_mdoc_shown *documents;
        size_t count;
        struct wallet_bytes transcript;
        struct wallet_buffer *out;
    } rows[] = {
        { NULL, 1, transcript, &answer },
        { &shown, 0, transcript, &answer },
        { &shown, WALLET_MDOC_DOCUMENT_MAX + 1, transcript, &answer },
        { &shown, 1, nothing, &answer },
        { &shown, 1, test_hex("82 f6 f6"), &answer },
        { &shown, 1, transcript, NULL },
        { &no_document, 1, transcript, &answer },
        { &no_choices, 1, transcript, &answer },
        { &none, 1, transcript, &answer },
        { &many, 1, transcript, &answer },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_error error = { .message = "" };
        CHECK_EQUAL(
            wallet_mdoc_present(
                rows[i].documents, rows[i].count, rows[i].transcript, NULL, rows[i].out, &error),
            WALLET_ERR_ARGUMENT);
        CHECK(error.message[0] && answer.size == 0);
    }
}
