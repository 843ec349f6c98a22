/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_LISTED_H
#define WALLET_TEST_MAKE_LISTED_H

#include "../status/town.h"
#include "make_case.h"

/* A licence of a case whose state its agency publishes. */

/** A register of the desk's agency with one household register in it, which a case was accepted with. */
struct published {
    struct town_files files;
    struct wallet_status_register *reg;
    char identifier[WALLET_IDENTIFIER_SIZE];
    struct wallet_status_snapshot *snapshot;
};

static inline void publish(
    struct window *window, struct published *out, enum wallet_licence_state state)
{
    const struct wallet_signer *agency = &window->desk.agency_signer;

    window_demand(
        window,
        wallet_status_register_set(
            out->reg, out->identifier, state, "x", AGENCY_NOW, &window->error));
    window_demand(
        window,
        wallet_status_register_publish(
            out->reg,
            agency,
            NULL,
            AGENCY_NOW,
            AGENCY_NOW - WALLET_STATUS_FRESH_SECONDS,
            &(struct wallet_status_taker){ town_take, &out->files },
            &window->error));
    wallet_status_snapshot_free(out->snapshot);
    window_demand(window, wallet_status_snapshot_new(&out->snapshot, &window->error));
    window_demand(
        window,
        wallet_status_snapshot_add(
            out->snapshot,
            wallet_buffer_bytes(town_file(&out->files, WALLET_STATUS_MANIFEST_NAME)),
            window->desk.trust,
            NULL,
            INT64_MAX,
            &(struct wallet_status_loader){ town_load, &out->files },
            &window->error));
    wallet_verifier_set_status(window->desk.verifier, out->snapshot);
}

/** The register with a place in the lists, entered under its identifier. */
static inline struct wallet_bytes issue_listed(struct window *window, struct published *out)
{
    struct wallet_status_place place = { 0 };
    struct wallet_record *record = NULL;
    struct wallet_buffer licence = { 0 };
    struct wallet_error *error = &window->error;

    window_demand(window, wallet_status_register_new(TOWN_URI, &out->reg, error));
    window_demand(window, wallet_status_register_draw(out->reg, AGENCY_NOW, &place, error));
    window_demand(
        window,
        wallet_record_parse(
            wallet_catalogue_find(window->desk.catalogue, test_text(DESK_REGISTER)),
            test_text(desk_register()),
            &record,
            error));
    struct wallet_terms *terms = wallet_record_terms(record);
    terms->until_unix = AGENCY_NOW + AGENCY_A_YEAR;
    terms->status_uri = place.uri;
    terms->status_index = place.index;
    window_demand(
        window, wallet_issue(record, &window->desk.agency_signer, AGENCY_NOW, &licence, error));
    wallet_record_free(record);
    window_demand(
        window, wallet_issue_identifier(wallet_buffer_bytes(&licence), out->identifier, error));
    window_demand(window, wallet_status_register_enter(out->reg, out->identifier, error));

    uint8_t *kept = test_memory(licence.size);
    const struct wallet_bytes issued = { kept, licence.size };
    memcpy(kept, licence.data, licence.size);
    wallet_buffer_clear(&licence);
    return issued;
}

static inline void accept_listed(struct window *window, struct published *out)
{
    *out = (struct published){ .snapshot = NULL };
    const struct wallet_bytes listed = issue_listed(window, out);
    const struct wallet_case_actor *actor = &window->actor;
    struct wallet_error *error = &window->error;
    publish(window, out, WALLET_STATE_VALID);

    struct wallet_case *item = window_case(window);
    window_demand(window, window_take(window, item, window_card(window, "钟望舒", DESK_WOMAN)));
    window_demand(window, window_take(window, item, listed));
    window_demand(window, wallet_case_take_paper(item, APPLICATION, "已签字", actor, error));
    window_demand(window, wallet_case_write(item, BLANK_PHONE, "0790-1234567", actor, error));
    window_go(window, item, WALLET_CASE_ACCEPTED);
    wallet_case_free(item);
    window->actor.at_unix += 60;
}

static inline void withdraw(struct published *published)
{
    wallet_status_snapshot_free(published->snapshot);
    wallet_status_register_free(published->reg);
    town_clear_files(&published->files);
}

#endif
