/* SPDX-License-Identifier: Apache-2.0 */

/* Documents that are shown with a key whose secret is elsewhere: ISO/IEC 18013-5 9.1.3. */
#include <wallet/mdoc_present.h>

#include "base/error.h"
#include "unit/mdoc/make_asker.h"
#include "unit/mdoc/make_mdoc.h"

static const struct mdoc_recipe issued = { .is_bare = true };

/** Shows an element with these; what comes out replaces `out`. */
static enum wallet_status show(
    const struct mdoc_world *world,
    const struct wallet_key *device,
    const struct wallet_signer *signer,
    const struct wallet_key *reader,
    struct wallet_buffer *out)
{
    const struct wallet_mdoc_choice choice = { test_text(NAME_SPACE), test_text("given_name") };
    const struct wallet_mdoc_shown shown = {
        make_issuer_signed(world, &issued), device, &choice, 1, signer
    };
    struct wallet_error error = { .message = "" };

    const enum wallet_status status =
        wallet_mdoc_present(&shown, 1, world->session.transcript, reader, out, &error);
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    return status;
}

static void check_shown(const char *curve)
{
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world_with(&world, &document_signer, curve);
    const struct wallet_signer signer = signer_with(world.device);

    CHECK_EQUAL(show(&world, NULL, &signer, NULL, &answer), WALLET_OK);
    CHECK_EQUAL(
        wallet_verdict_decision(verdict_of(&world, wallet_buffer_bytes(&answer))), WALLET_ACCEPTED);
    wallet_buffer_clear(&answer);
    close_world(&world);
}

TEST(a_signer_elsewhere_shows_what_its_key_was_issued_for)
{
    check_shown("P-256");
    check_shown("P-384");
}

TEST(a_signer_of_another_key_shows_nothing)
{
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    struct wallet_key *larger = make_wallet_key("P-384");
    open_world(&world);
    const struct wallet_signer other = signer_with(world.other_device);
    const struct wallet_signer of_another_kind = signer_with(larger);

    CHECK_EQUAL(show(&world, NULL, &other, NULL, &answer), WALLET_ERR_KEY);
    CHECK_EQUAL(show(&world, world.device, &other, NULL, &answer), WALLET_ERR_KEY);
    CHECK_EQUAL(show(&world, NULL, &of_another_kind, NULL, &answer), WALLET_ERR_KEY);
    CHECK_EQUAL(answer.size, 0);
    wallet_key_free(larger);
    wallet_buffer_clear(&answer);
    close_world(&world);
}

static enum wallet_status refuse_to_sign(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    (void)context;
    (void)message;
    (void)out;
    (void)size;
    return wlt_fail(error, WALLET_ERR_CRYPTO, WALLET_NO_OFFSET, "no");
}

TEST(a_signer_that_cannot_sign_is_a_callers_mistake)
{
    const struct wallet_signer nobody = { .algorithm = WALLET_ALGORITHM_ES256 };
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world(&world);

    CHECK_EQUAL(show(&world, world.device, &nobody, NULL, &answer), WALLET_ERR_ARGUMENT);
    wallet_buffer_clear(&answer);
    close_world(&world);
}

/** A MAC is made with the secret itself: nobody else is asked. */
TEST(a_mac_needs_the_secret_here)
{
    struct mdoc_world world;
    struct wallet_buffer answer = { 0 };
    open_world(&world);
    struct wallet_signer signer = signer_with(world.device);
    signer.sign = refuse_to_sign;

    CHECK_EQUAL(show(&world, NULL, &signer, world.reader, &answer), WALLET_ERR_KEY);
    CHECK_EQUAL(show(&world, NULL, &signer, NULL, &answer), WALLET_ERR_CRYPTO);
    CHECK_EQUAL(answer.size, 0);
    CHECK_EQUAL(show(&world, world.device, &signer, world.reader, &answer), WALLET_OK);
    CHECK_EQUAL(
        wallet_verdict_decision(verdict_of(&world, wallet_buffer_bytes(&answer))), WALLET_ACCEPTED);
    wallet_buffer_clear(&answer);
    close_world(&world);
}
