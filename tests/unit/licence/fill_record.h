/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_FILL_RECORD_H
#define WALLET_TEST_FILL_RECORD_H

#include <wallet/record.h>

#include "test.h"

#include <string.h>

/* Invented values for whatever fields a type has. */

static inline void fill_field(struct wallet_record *record, const struct wallet_field *field);

static inline void fill_member(struct wallet_record *record, const struct wallet_field *field)
{
    struct wallet_record *member = NULL;

    CHECK_EQUAL(
        wallet_record_add_member(record, wallet_field_name(field), &member, NULL), WALLET_OK);
    for (size_t i = 0; i < wallet_field_member_field_count(field); i++) {
        fill_field(member, wallet_field_member_field_at(field, i));
    }
}

static inline const char *value_for(const struct wallet_field *field)
{
    const char *text = "";

    /* A household is that of its head. */
    if (strcmp(wallet_field_name(field), "relation") == 0) {
        return "户主";
    }

    switch (wallet_field_kind(field)) {
    case WALLET_FIELD_DATE: return "1990-03-07"; /* as the citizen number says */
    case WALLET_FIELD_CITIZEN_NUMBER: return "360502199003070024";
    case WALLET_FIELD_USCC: return "913605020000000194";
    case WALLET_FIELD_DIVISION: return "360502";
    case WALLET_FIELD_NUMBER: return "1";
    case WALLET_FIELD_CODE:
        (void)wallet_field_code_at(field, 0, WALLET_CHINESE, &text);
        return text;
    case WALLET_FIELD_TEXT:
    case WALLET_FIELD_PORTRAIT:
    case WALLET_FIELD_MEMBERS: break;
    }

    return "样例";
}

static inline void fill_field(struct wallet_record *record, const struct wallet_field *field)
{
    static const uint8_t jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xd9 };
    const char *name = wallet_field_name(field);
    struct wallet_error error = { .message = "" };
    enum wallet_status status = WALLET_OK;

    if (wallet_field_kind(field) == WALLET_FIELD_PORTRAIT && !wallet_field_is_required(field)) {
        return;
    }

    if (wallet_field_kind(field) == WALLET_FIELD_MEMBERS) {
        fill_member(record, field);
    } else if (wallet_field_kind(field) == WALLET_FIELD_PORTRAIT) {
        const struct wallet_bytes picture = { jpeg, sizeof jpeg };
        status = wallet_record_set_portrait(record, name, picture, &error);
    } else {
        status = wallet_record_set(record, name, test_text(value_for(field)), &error);
    }

    if (status != WALLET_OK) {
        fail_msg("%s: %s", name, error.message);
    }
}

/** A record of this type that can be issued. */
static inline struct wallet_record *fill_record(const struct wallet_type *type)
{
    struct wallet_record *record = NULL;

    CHECK_EQUAL(wallet_record_new(type, &record, NULL), WALLET_OK);
    wallet_record_terms(record)->serial = "MATRIX0001";
    wallet_record_terms(record)->version = 1;
    for (size_t i = 0; i < wallet_type_field_count(type); i++) {
        const struct wallet_field *field = wallet_type_field_at(type, i);
        const bool is_other = wallet_type_holder(type) == WALLET_HOLDER_EITHER &&
                              field == wallet_type_holder_organisation(type);
        if (!is_other) {
            fill_field(record, field);
        }
    }

    return record;
}

#endif
