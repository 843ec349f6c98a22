/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/catalogue.h>

#include "fuzz.h"

/** Asks a field for all it knows, and its members' fields too. */
static void look_at(const struct wallet_field *field)
{
    const struct wallet_value value = { .number = 1 };
    struct wallet_buffer text = { 0 };

    FUZZ_CHECK(wallet_field_format(field, &value, WALLET_CHINESE, &text) == WALLET_OK);
    for (size_t i = 0; i < wallet_field_code_count(field); i++) {
        (void)wallet_field_code_at(field, i, WALLET_ENGLISH, NULL);
    }

    for (size_t i = 0; i < wallet_field_member_field_count(field); i++) {
        look_at(wallet_field_member_field_at(field, i));
    }

    wallet_buffer_clear(&text);
}

static void look_at_type(const struct wallet_type *type)
{
    for (size_t i = 0; i < wallet_type_field_count(type); i++) {
        const struct wallet_field *field = wallet_type_field_at(type, i);
        look_at(field);
        FUZZ_CHECK(wallet_type_field_by_key(type, wallet_field_key(field)) == field);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wallet_catalogue *catalogue = NULL;
    const struct wallet_bytes json = { data, size };

    if (wallet_catalogue_parse(json, NULL, &catalogue, NULL) == WALLET_OK) {
        look_at_type(wallet_catalogue_at(catalogue, 0));
    }

    wallet_catalogue_free(catalogue);
    return 0;
}
