/* SPDX-License-Identifier: Apache-2.0 */

/* Whose word counts on how licences stand, under a trust list. */
#include "status/token.h"

#include "town.h"
#include "unit/licence/under_list.h"
#include "unit/trust/ladder.h"

#define NEIGHBOUR "113605000000000280"

/** Adds what a signer publishes to an empty snapshot. */
static enum wallet_status add_signed(
    struct town *town, const struct wallet_signer *signer, const char *issuer)
{
    struct wallet_status_snapshot *snapshot = NULL;
    CHECK_EQUAL(
        wallet_status_register_publish(
            town->reg,
            signer,
            issuer,
            AGENCY_NOW,
            AGENCY_NOW,
            &(struct wallet_status_taker){ town_take, &town->files },
            NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_status_snapshot_new(&snapshot, NULL), WALLET_OK);
    const enum wallet_status status = town_add(town, snapshot, NULL);
    wallet_status_snapshot_free(snapshot);
    return status;
}

/** Puts the town's agency under one entry, and adds what it publishes. */
static enum wallet_status add_under(
    struct town *town, const struct wallet_trust_entry *entry, const char *issuer)
{
    trust_entries(&town->agency, entry, 1);
    return add_signed(town, &town->agency.signer, issuer);
}

TEST(an_issuer_speaks_for_itself_and_a_status_service_for_its_region)
{
    static const struct {
        const char *what;
        unsigned roles;
        const char *region;
        const char *issuer;
        enum wallet_status wanted;
    } rows[] = {
        { "the issuer itself", WALLET_ROLE_ISSUER, "", AGENCY_ISSUER, WALLET_OK },
        { "an issuer for another", WALLET_ROLE_ISSUER, "", NEIGHBOUR, WALLET_ERR_REFUSED },
        { "a service for all", WALLET_ROLE_STATUS, "", NEIGHBOUR, WALLET_OK },
        { "a service of the city", WALLET_ROLE_STATUS, "3605", NEIGHBOUR, WALLET_OK },
        { "a service of elsewhere", WALLET_ROLE_STATUS, "3601", NEIGHBOUR, WALLET_ERR_REFUSED },
        { "a counter", WALLET_ROLE_COUNTER, "", AGENCY_ISSUER, WALLET_ERR_REFUSED },
    };
    struct town town;
    struct wallet_status_place place;
    town_open(&town);
    CHECK_EQUAL(wallet_status_register_draw(town.reg, 1, &place, NULL), WALLET_OK);
    struct member member = itself(&town.agency);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_trust_entry entry = entry_of(&member, id_cards, 1);
        entry.roles = rows[i].roles;
        entry.region = rows[i].region;
        CHECK_ROW(rows[i].what, add_under(&town, &entry, rows[i].issuer), rows[i].wanted);
    }

    clear_member(&member);
    town_close(&town);
}

TEST(a_key_that_is_retired_or_in_other_hands_says_nothing)
{
    static const struct {
        const char *what;
        enum wallet_trust_state state;
        int64_t state_unix;
        enum wallet_status wanted;
    } rows[] = {
        { "retired later", WALLET_TRUST_RETIRED, AGENCY_NOW + 1, WALLET_OK },
        { "retired before", WALLET_TRUST_RETIRED, AGENCY_NOW, WALLET_ERR_REFUSED },
        { "compromised before", WALLET_TRUST_COMPROMISED, AGENCY_NOW, WALLET_ERR_REFUSED },
        { "compromised later", WALLET_TRUST_COMPROMISED, AGENCY_NOW + 1, WALLET_ERR_REFUSED },
    };
    struct town town;
    town_open(&town);
    struct member member = itself(&town.agency);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_trust_entry entry = entry_of(&member, id_cards, 1);
        entry.state = rows[i].state;
        entry.state_unix = rows[i].state_unix;
        CHECK_ROW(rows[i].what, add_under(&town, &entry, NULL), rows[i].wanted);
    }

    clear_member(&member);
    town_close(&town);
}

TEST(a_list_alone_needs_a_signer_whose_role_it_is)
{
    static const struct {
        unsigned roles;
        enum wallet_status wanted;
    } rows[] = {
        { WALLET_ROLE_ISSUER, WALLET_OK },
        { WALLET_ROLE_STATUS, WALLET_OK },
        { WALLET_ROLE_COUNTER, WALLET_ERR_REFUSED },
        { WALLET_ROLE_AUDIT, WALLET_ERR_REFUSED },
    };
    struct town town;
    struct wallet_status_place place;
    town_open(&town);
    CHECK_EQUAL(wallet_status_register_draw(town.reg, 1, &place, NULL), WALLET_OK);
    town_publish(&town, AGENCY_NOW);
    struct member member = itself(&town.agency);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_trust_entry entry = entry_of(&member, id_cards, 1);
        struct wallet_status_list *list = NULL;
        entry.roles = rows[i].roles;
        trust_entries(&town.agency, &entry, 1);
        CHECK_EQUAL(
            wallet_status_list_verify(
                wallet_buffer_bytes(town_file(&town.files, "0000.cwt")),
                town.agency.trust,
                place.uri,
                WALLET_STATUS_SHARD_ENTRIES,
                AGENCY_NOW,
                &list,
                NULL),
            rows[i].wanted);
        wallet_status_list_free(list);
    }

    clear_member(&member);
    town_close(&town);
}

static const struct {
    const char *what;
    struct recipe leaf;
    unsigned roles;
    enum wallet_status wanted;
} leaves[] = {
    { "a service's",
      { BUREAU, .extensions = { STATUS_EXTENSIONS } },
      WALLET_ROLE_STATUS,
      WALLET_OK },
    { "an issuer's that is for both",
      { BUREAU,
        .extensions = { LEAF_EXTENSIONS,
                        { "extendedKeyUsage", WLT_POLICY_ARC ".1," WLT_POLICY_ARC ".3" } } },
      WALLET_ROLE_ISSUER,
      WALLET_OK },
    { "one for issuing",
      { BUREAU, .extensions = { ISSUER_EXTENSIONS } },
      WALLET_ROLE_STATUS,
      WALLET_ERR_REFUSED },
    { "an issuer's for issuing",
      { BUREAU, .extensions = { ISSUER_EXTENSIONS } },
      WALLET_ROLE_ISSUER,
      WALLET_ERR_REFUSED },
    { "one for nothing in particular",
      { BUREAU, .extensions = { LEAF_EXTENSIONS } },
      WALLET_ROLE_STATUS,
      WALLET_ERR_REFUSED },
    { "one for mail",
      { BUREAU, .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "emailProtection" } } },
      WALLET_ROLE_STATUS,
      WALLET_ERR_REFUSED },
};

TEST(the_certificates_of_who_publishes_are_for_that)
{
    struct town town;
    struct wallet_status_place place;
    town_open(&town);
    CHECK_EQUAL(wallet_status_register_draw(town.reg, 1, &place, NULL), WALLET_OK);

    for (size_t i = 0; i < sizeof leaves / sizeof leaves[0]; i++) {
        struct ladder ladder = make_ladder_for(&leaves[i].leaf);
        const struct wallet_signer signer = signer_of(&ladder.leaf);
        const struct wallet_trust_entry entry = {
            .id = AGENCY_ISSUER,
            .roles = leaves[i].roles,
            .chain = joined(der_of(ladder.leaf.x509), der_of(ladder.middle.x509)),
        };
        trust_entries(&town.agency, &entry, 1);
        CHECK_ROW(leaves[i].what, add_signed(&town, &signer, NULL), WALLET_ERR_REFUSED);
        CHECK_EQUAL(wallet_trust_add(town.agency.trust, der_of(ladder.root.x509), NULL), WALLET_OK);
        CHECK_ROW(leaves[i].what, add_signed(&town, &signer, NULL), leaves[i].wanted);
        clear_ladder(&ladder);
    }

    town_close(&town);
}
