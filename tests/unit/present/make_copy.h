/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_PRESENT_MAKE_COPY_H
#define TEST_PRESENT_MAKE_COPY_H

#include <wallet/copy.h>

#include "desk.h"
#include "make_grant.h"

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

static inline void add_agency(struct wallet_trust *trust, const struct desk *desk)
{
    struct wallet_buffer file = { 0 };

    CHECK_EQUAL(wallet_key_write_public(desk->agency, &file, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(trust, wallet_buffer_bytes(&file), NULL), WALLET_OK);
    wallet_buffer_clear(&file);
}

static inline struct wallet_trust_entry repository_entry(const struct world *world)
{
    struct wallet_trust_entry entry = entry_of(&world->repository, NULL, 0);

    entry.roles = WALLET_ROLE_REPOSITORY;
    return entry;
}

/** Has the verifier believe the agency and what an entry says. */
static inline void believe(struct world *world, const struct wallet_trust_entry *entry)
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

static inline struct wallet_bytes keep(struct wallet_buffer *buffer)
{
    uint8_t *copy = test_memory(buffer->size);
    memcpy(copy, buffer->data, buffer->size);
    const struct wallet_bytes bytes = { copy, buffer->size };
    wallet_buffer_clear(buffer);
    return bytes;
}

static inline struct wallet_bytes narrow(const struct desk *desk, const struct wallet_key *holder)
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

static inline void open_world(struct world *world)
{
    *world = (struct world){ .verifier = NULL };
    desk_open(&world->desk, WALLET_ALGORITHM_ED25519);
    world->repository = make_member(5, NULL, WALLET_ALGORITHM_ED25519);
    const struct wallet_trust_entry entry = repository_entry(world);
    believe(world, &entry);
    CHECK_EQUAL(wallet_verdict_new(&world->verdict, NULL), WALLET_OK);
    world->licence = narrow(&world->desk, world->desk.holder);
}

static inline void close_world(struct world *world)
{
    wallet_verdict_free(world->verdict);
    wallet_verifier_free(world->verifier);
    wallet_trust_free(world->trust);
    clear_member(&world->repository);
    desk_close(&world->desk);
}

static inline struct wallet_copy_terms copy_terms(const struct world *world)
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

static inline struct wallet_bytes sign_copy(
    const struct world *world, const struct wallet_copy_terms *terms)
{
    struct wallet_buffer out = { 0 };
    struct wallet_error error = { .message = "" };

    if (wallet_copy_sign(terms, &world->repository.signer, AGENCY_NOW, &out, &error) != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(error.status), error.message);
    }

    return keep(&out);
}

static inline struct wallet_bytes make_copy(const struct world *world)
{
    const struct wallet_copy_terms terms = copy_terms(world);
    return sign_copy(world, &terms);
}

/** The reason for not accepting it; NONE if it is accepted. */
static inline enum wallet_reason judge(
    struct world *world, struct wallet_bytes bytes, int64_t at_unix)
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
static inline void check_holder(
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

#endif
