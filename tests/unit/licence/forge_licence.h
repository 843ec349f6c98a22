/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_LICENCE_FORGE_LICENCE_H
#define TEST_LICENCE_FORGE_LICENCE_H

#include "agency.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

/** Appends bytes in hex. */
static inline void forge_append(char *out, const uint8_t *bytes, size_t size)
{
    char *end = out + strlen(out);
    for (size_t i = 0; i < size; i++) {
        (void)snprintf(end + 2 * i, 3, "%02x", bytes[i]);
    }
}

/**
 * An ID card that the agency signed, whatever it says.
 *
 * \param sub         whom it names, of 22 characters
 * \param fields_hex  its fields
 */
static inline struct wallet_bytes forge_licence(
    const struct agency *agency, const char *sub, const char *fields_hex)
{
    static const char issuer[] = "a60172313133363035303030303030303030313946";
    static const char rest[] = "061a6b03f280074c41313233343536372e303031"
                               "0b753131313030303030303030303133313237443030313a00010000";
    char protected_hex[64] = "a301320448";
    forge_append(protected_hex, agency->signer.key_id, WALLET_KEY_ID_SIZE);
    memcpy(protected_hex + strlen(protected_hex), "10183d", 7);

    CHECK_EQUAL(strlen(sub), 22);
    const size_t room = sizeof issuer + 4 + 44 + sizeof rest + strlen(fields_hex);
    char *payload = test_memory(room);
    (void)snprintf(payload, room, "%s0276", issuer);
    forge_append(payload, (const uint8_t *)sub, strlen(sub));
    memcpy(payload + strlen(payload), rest, sizeof rest);
    memcpy(payload + strlen(payload), fields_hex, strlen(fields_hex) + 1);
    return agency_forge(
        &agency->signer, test_hex(protected_hex), test_hex("a0"), test_hex(payload));
}

#endif
