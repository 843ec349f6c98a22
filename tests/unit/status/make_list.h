/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_LIST_H
#define WALLET_TEST_MAKE_LIST_H

#include "cose/labels.h"
#include "status/list.h"
#include "status/token.h"
#include "unit/trust/make_vical.h"

/*
 * Lists that are published by themselves, by recipe: a recipe of nothing but its signer is a good list of
 * identifiers of which two are revoked.
 */

#define LIST_URI "https://revoked.example/1"
#define REVOKED  "aabbccdd"
#define OTHERS   "00112233445566778899aabbccddeeff"

/* {"identifiers": {h'aabbccdd': {}, h'0011...': {}}} */
#define IDENTIFIERS "6b6964656e74696669657273"
#define TWO         "a2 44" REVOKED "a0 50" OTHERS "a0"

/* {"bits": 1, "lst": of 16 entries, of which the last is 1} */
#define ENTRIES "a2 63 6c7374 4a 78dadbb918000217015d 64 62697473 01"

enum {
    LIST_DAY = 86400,
    LIST_NEVER = -1,
};

#define LIST_SIGNER_EXTENSIONS LEAF_EXTENSIONS

static const struct recipe list_signer = { .name = "Utopia Revocation",
                                           .country = "UT",
                                           .extensions = { LIST_SIGNER_EXTENSIONS } };

/** What is out of the ordinary. */
enum list_odd {
    LIST_ODD_NOTHING = 0,
    LIST_ODD_NO_SUB,
    LIST_ODD_NO_IAT,
    LIST_ODD_NO_TYP,
    LIST_ODD_UNTAGGED,
    LIST_ODD_CHAIN_UNPROTECTED,
    LIST_ODD_NO_CHAIN,
    LIST_ODD_ALGORITHM_OF_OTHERS,
    LIST_ODD_SIGNED_BY_OTHERS, /* by `more` */
};

struct list_recipe {
    enum list_odd odd;
    const struct identity *signer;
    const struct identity *more;     /* behind the signer in the chain; NULL: none */
    const struct wallet_signer *key; /* signs instead; no certificates then */
    const char *typ;                 /* NULL: of identifiers */
    const char *uri;                 /* NULL: LIST_URI */
    const char *identifiers;         /* 65530 in hex; NULL: two, "": none */
    const char *entries;             /* 65533 in hex; NULL: none */
    int64_t issued_unix;             /* 0: NOON */
    int64_t until_unix;              /* 0: a day behind; LIST_NEVER: it does not say */
    const char *ttl;                 /* in hex; NULL: it does not say */
};

static inline struct wallet_bytes list_claims(const struct list_recipe *recipe)
{
    const char *identifiers = recipe->identifiers ? recipe->identifiers : "a1" IDENTIFIERS TWO;
    const int64_t issued = recipe->issued_unix != 0 ? recipe->issued_unix : NOON;
    const bool has_sub = recipe->odd != LIST_ODD_NO_SUB;
    const bool has_iat = recipe->odd != LIST_ODD_NO_IAT;
    const bool has_exp = recipe->until_unix != LIST_NEVER;
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_map(
        &writer,
        (has_sub ? 1U : 0U) + (has_iat ? 1U : 0U) + (has_exp ? 1U : 0U) +
            (identifiers[0] ? 1U : 0U) + (recipe->entries ? 1U : 0U) + (recipe->ttl ? 1U : 0U));
    if (has_sub) {
        wlt_write_int(&writer, WLT_CLAIM_SUB);
        wlt_write_text(&writer, test_text(recipe->uri ? recipe->uri : LIST_URI));
    }

    if (has_exp) {
        wlt_write_int(&writer, WLT_CLAIM_EXP);
        wlt_write_int(&writer, recipe->until_unix != 0 ? recipe->until_unix : issued + LIST_DAY);
    }

    if (has_iat) {
        wlt_write_int(&writer, WLT_CLAIM_IAT);
        wlt_write_int(&writer, issued);
    }

    if (identifiers[0]) {
        wlt_write_int(&writer, WLT_CLAIM_IDENTIFIER_LIST);
        wlt_write_encoded(&writer, test_hex(identifiers));
    }

    if (recipe->entries) {
        wlt_write_int(&writer, WLT_CLAIM_STATUS_LIST);
        wlt_write_encoded(&writer, test_hex(recipe->entries));
    }

    if (recipe->ttl) {
        wlt_write_int(&writer, WLT_CLAIM_TTL);
        wlt_write_encoded(&writer, test_hex(recipe->ttl));
    }

    return kept(&buffer);
}

/** {1: ES256, 16: typ, 33: certificates}, as far as they are wanted there. */
static inline struct wallet_bytes list_header(const struct list_recipe *recipe, int64_t algorithm)
{
    const bool has_typ = recipe->odd != LIST_ODD_NO_TYP;
    const bool has_chain = !recipe->key && recipe->odd != LIST_ODD_CHAIN_UNPROTECTED &&
                           recipe->odd != LIST_ODD_NO_CHAIN;
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_map(&writer, 1 + (has_typ ? 1U : 0U) + (has_chain ? 1U : 0U));
    wlt_write_int(&writer, WLT_COSE_ALG);
    wlt_write_int(&writer, algorithm);
    if (has_typ) {
        wlt_write_int(&writer, WLT_COSE_TYP);
        wlt_write_text(&writer, test_text(recipe->typ ? recipe->typ : WLT_TYP_IDENTIFIER_LIST));
    }

    if (has_chain) {
        const struct wallet_bytes chain = x5chain_header(recipe->signer, recipe->more);
        wlt_write_encoded(&writer, (struct wallet_bytes){ chain.data + 1, chain.size - 1 });
    }

    return kept(&buffer);
}

/** With tag 18, unless it is to be odd. */
static inline struct wallet_bytes make_list_of(
    const struct list_recipe *recipe, struct wallet_bytes payload)
{
    enum {
        ES256 = -7,
        ES384 = -35,
        ED25519 = -19
    };
    const bool is_by_others = recipe->odd == LIST_ODD_SIGNED_BY_OTHERS;
    const struct wallet_signer signing =
        recipe->key ? *recipe->key : signer_of(is_by_others ? recipe->more : recipe->signer);
    struct list_recipe shown = *recipe;
    if (is_by_others) {
        shown.more = NULL;
    }

    const int64_t algorithm = recipe->odd == LIST_ODD_ALGORITHM_OF_OTHERS ? ES384
                              : recipe->key                               ? ED25519
                                                                          : ES256;
    const struct wallet_bytes made = agency_forge(
        &signing,
        list_header(&shown, algorithm),
        recipe->odd == LIST_ODD_CHAIN_UNPROTECTED ? x5chain_header(recipe->signer, NULL)
                                                  : test_hex("a0"),
        payload);
    return recipe->odd == LIST_ODD_UNTAGGED ? (struct wallet_bytes){ made.data + 1, made.size - 1 }
                                            : made;
}

UNUSED static struct wallet_bytes make_list(const struct list_recipe *recipe)
{
    return make_list_of(recipe, list_claims(recipe));
}

/** Adds it at NOON. */
UNUSED static enum wallet_status add_list(
    struct wallet_status_snapshot *snapshot,
    const struct wallet_trust *trust,
    const struct list_recipe *recipe)
{
    struct wallet_error error = { .message = "" };
    const enum wallet_status status =
        wallet_status_snapshot_add_list(snapshot, make_list(recipe), trust, NOON, NULL, &error);
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    return status;
}

#endif
