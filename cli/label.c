/* SPDX-License-Identifier: Apache-2.0 */
#include "label.h"

struct label {
    int64_t number;
    const char *name;
};

/* IANA "CBOR Web Token (CWT) Claims", and our own of the private range. */
static const struct label claims[] = {
    { 1, "iss" },           { 2, "sub" },
    { 3, "aud" },           { 4, "exp" },
    { 5, "nbf" },           { 6, "iat" },
    { 7, "cti" },           { 8, "cnf" },
    { 11, "vct" },          { 39, "cnonce" },
    { -260, "hcert" },      { 169, "identity" },
    { 65535, "status" },    { -65537, "fields" },
    { -65538, "matter" },   { -65539, "requested_items" },
    { -65540, "scope" },    { -65543, "reply_channel" },
    { -65544, "method" },   { -65545, "evidence" },
    { -65548, "relation" }, { -65549, "maker" },
    { -65550, "grant" },    { -65551, "licence" },
};

/* IANA "COSE Header Parameters". */
static const struct label headers[] = {
    { 1, "alg" },      { 2, "crit" }, { 3, "content_type" }, { 4, "kid" },
    { 5, "iv" },       { 15, "cwt" }, { 16, "typ" },         { 32, "x5bag" },
    { 33, "x5chain" }, { 34, "x5t" }, { 35, "x5u" },
};

/* IANA "COSE Algorithms", those that sign, and our own of the private range. */
static const struct label algorithms[] = {
    { -7, "ES256" },    { -8, "EdDSA" },    { -9, "ESP256" },   { -19, "Ed25519" },
    { -35, "ES384" },   { -36, "ES512" },   { -37, "PS256" },   { -38, "PS384" },
    { -39, "PS512" },   { -47, "ES256K" },  { -51, "ESP384" },  { -52, "ESP512" },
    { -53, "Ed448" },   { -257, "RS256" },  { -265, "ESB256" }, { -266, "ESB320" },
    { -267, "ESB384" }, { -268, "ESB512" }, { -65537, "SM2" },
};

#define COUNT(table_) (sizeof(table_) / sizeof(table_)[0])

static const char *find(const struct label *table, size_t count, int64_t number)
{
    for (size_t i = 0; i < count; i++) {
        if (table[i].number == number) {
            return table[i].name;
        }
    }

    return NULL;
}

bool label_number(const struct wallet_item *key, int64_t *out)
{
    if (key->number > INT64_MAX ||
        (key->kind != WALLET_ITEM_UNSIGNED && key->kind != WALLET_ITEM_NEGATIVE)) {
        return false;
    }

    *out = key->kind == WALLET_ITEM_UNSIGNED ? (int64_t)key->number : -1 - (int64_t)key->number;
    return true;
}

const char *label_name(enum tree_kind kind, const struct wallet_item *key)
{
    int64_t number = 0;

    if (!label_number(key, &number)) {
        return NULL;
    }

    switch (kind) {
    case TREE_CLAIMS: return find(claims, COUNT(claims), number);
    case TREE_HEADER: return find(headers, COUNT(headers), number);
    case TREE_PLAIN:
    case TREE_DEEP: break;
    }

    return NULL;
}

const char *label_algorithm(const struct wallet_item *value)
{
    int64_t number = 0;

    return label_number(value, &number) ? find(algorithms, COUNT(algorithms), number) : NULL;
}

bool label_is_time(enum tree_kind kind, const struct wallet_item *key)
{
    return kind == TREE_CLAIMS && key->kind == WALLET_ITEM_UNSIGNED && key->number >= 4 &&
           key->number <= 6;
}
