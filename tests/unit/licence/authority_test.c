/* SPDX-License-Identifier: Apache-2.0 */
#include "agency.h"
#include "test.h"
#include "unit/licence/fill_record.h"
#include "unit/licence/under_list.h"

/* What a trust list lets an agency sign: types, regions, roles. */

enum {
    AGENCY_COUNT = 51,
    TYPE_MAX = 64,
};

static const char *const every_type[] = { "*" };

/** Whether this agency may sign this type: half of them, at random but the same in each run. */
static bool may_sign(size_t agency, size_t type)
{
    const uint32_t mixed = ((uint32_t)agency * 64 + (uint32_t)type + 1) * 2654435761U;
    return (mixed >> 16 & 1) != 0;
}

static void check_cell(
    struct agency *agency,
    const struct member *member,
    const struct wallet_record *record,
    bool is_allowed)
{
    struct wallet_buffer licence = { 0 };
    char cell[128];

    (void)snprintf(
        cell,
        sizeof cell,
        "%.80s by %.18s",
        wallet_type_name(wallet_record_type(record)),
        member->id);
    CHECK_ROW(cell, wallet_issue(record, &member->signer, AGENCY_NOW, &licence, NULL), WALLET_OK);
    CHECK_ROW(
        cell,
        agency_verify(agency, wallet_buffer_bytes(&licence), AGENCY_NOW),
        is_allowed ? WALLET_REASON_NONE : WALLET_REASON_ISSUER_NOT_AUTHORISED);
    CHECK_ROW(
        cell,
        wallet_verdict_check(agency->verdict, WALLET_CHECK_AUTHORITY, NULL),
        is_allowed ? WALLET_RESULT_PASSED : WALLET_RESULT_FAILED);
    CHECK_ROW(cell, wallet_verdict_has_claims(agency->verdict), is_allowed);
    wallet_buffer_clear(&licence);
}

TEST(each_agency_signs_its_types_and_no_other)
{
    struct agency agency;
    static struct member members[AGENCY_COUNT];
    static const char *types[AGENCY_COUNT][TYPE_MAX];
    static struct wallet_trust_entry entries[AGENCY_COUNT];

    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const size_t type_count = wallet_catalogue_count(agency.catalogue);
    CHECK(type_count <= TYPE_MAX);
    for (size_t i = 0; i < AGENCY_COUNT; i++) {
        size_t count = 0;
        members[i] = make_member((unsigned)i + 1, NULL, WALLET_ALGORITHM_ED25519);
        for (size_t j = 0; j < type_count; j++) {
            if (may_sign(i, j)) {
                types[i][count++] = wallet_type_code(wallet_catalogue_at(agency.catalogue, j));
            }
        }
        entries[i] = entry_of(&members[i], types[i], count);
    }
    trust_entries(&agency, entries, AGENCY_COUNT);

    for (size_t j = 0; j < type_count; j++) {
        struct wallet_record *record = fill_record(wallet_catalogue_at(agency.catalogue, j));
        for (size_t i = 0; i < AGENCY_COUNT; i++) {
            check_cell(&agency, &members[i], record, may_sign(i, j));
        }
        wallet_record_free(record);
    }

    for (size_t i = 0; i < AGENCY_COUNT; i++) {
        clear_member(&members[i]);
    }
    agency_close(&agency);
}

TEST(absent_authority_is_none)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct member member = itself(&agency);

    struct wallet_trust_entry entry = entry_of(&member, NULL, 0);
    CHECK_EQUAL(under(&agency, &entry), WALLET_REASON_ISSUER_NOT_AUTHORISED);

    entry = entry_of(&member, every_type, 1);
    CHECK_EQUAL(under(&agency, &entry), WALLET_REASON_NONE);
    entry.roles = WALLET_ROLE_COUNTER | WALLET_ROLE_STATUS | WALLET_ROLE_AUDIT;
    CHECK_EQUAL(under(&agency, &entry), WALLET_REASON_ISSUER_NOT_AUTHORISED);
    entry.roles |= WALLET_ROLE_ISSUER;
    CHECK_EQUAL(under(&agency, &entry), WALLET_REASON_NONE);

    clear_member(&member);
    agency_close(&agency);
}

TEST(an_agency_signs_within_its_region_only)
{
    static const struct {
        const char *region;
        enum wallet_reason reason;
    } rows[] = {
        { "", WALLET_REASON_NONE },
        { "36", WALLET_REASON_NONE },
        { "3605", WALLET_REASON_NONE },
        { "360500", WALLET_REASON_NONE },
        { "360502", WALLET_REASON_ISSUER_NOT_AUTHORISED },
        { "3601", WALLET_REASON_ISSUER_NOT_AUTHORISED },
        { "1", WALLET_REASON_ISSUER_NOT_AUTHORISED },
    };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct member member = itself(&agency);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_trust_entry entry = entry_of(&member, id_cards, 1);
        entry.region = rows[i].region;
        CHECK_ROW(rows[i].region, under(&agency, &entry), rows[i].reason);
    }

    clear_member(&member);
    agency_close(&agency);
}

TEST(one_may_not_sign_in_the_name_of_another)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct member member = make_member(7, NULL, WALLET_ALGORITHM_ED25519);
    struct wallet_trust_entry entry = entry_of(&member, every_type, 1);
    struct wallet_signer liar = member.signer;

    memcpy(liar.issuer, AGENCY_ISSUER, sizeof liar.issuer);
    agency_issue(&agency, &liar);
    CHECK_EQUAL(under(&agency, &entry), WALLET_REASON_ISSUER_NOT_AUTHORISED);

    clear_member(&member);
    agency_close(&agency);
}
