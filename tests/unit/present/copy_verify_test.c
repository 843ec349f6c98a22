/* SPDX-License-Identifier: Apache-2.0 */

/* Who may release, for whom and until when: what is wrong with the repository's part of a copy. */
#include "make_copy.h"

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
