/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PRINT_CARD_H
#define WALLET_CLI_PRINT_CARD_H

#include <wallet/verify.h>

#include "facts.h"

#include <stdbool.h>
#include <stddef.h>

/** A field as it stands on paper: its names and its value, in Chinese and English. */
struct print_field {
    uint64_t key;  /* tells fields of members apart */
    size_t member; /* 0: the licence's own; n: of its n-th member */
    char *title_zh;
    char *title_en;
    char *value; /* harmless text; both languages where they differ */
};

/** What a printed licence says; release with print_card_clear(). */
struct print_card {
    const char *title_zh; /* borrowed from the catalogue */
    const char *title_en;
    const char *members_zh; /* what its members are called; NULL where there are none */
    const char *members_en;
    struct print_field *fields; /* in the order of their keys, members one by one */
    size_t field_count;
    size_t member_count;
    struct print_field *origins; /* issuer, identifier, validity */
    size_t origin_count;
    struct wallet_bytes
        portrait; /* a picture, borrowed from the verdict; nothing where there is none */
};

/**
 * Reads what is to be printed out of a verdict, whose claims must be readable.
 *
 * \param verdict  of a licence of ours; borrowed, with its catalogue, until print_card_clear()
 * \param veil     whether sensitive values are left out
 *
 * \return false where memory ran out
 */
bool print_card_read(
    const struct wallet_verdict *verdict, enum facts_veil veil, struct print_card *out);

void print_card_clear(struct print_card *card);

#endif
