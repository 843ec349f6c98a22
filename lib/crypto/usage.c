/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/usage.h"

#include "crypto/openssl_error.h"
#include "crypto/policy.h"
#include "crypto/x509.h"

#include <openssl/x509v3.h>

#include <string.h>

#define ANY_USAGE "2.5.29.37.0"

/* The last number of each object identifier stands for ever. */
static const struct {
    enum wallet_role role;
    const char *oid;
} usages[] = {
    { WALLET_ROLE_ISSUER, WLT_POLICY_ARC ".1" },
    { WALLET_ROLE_COUNTER, WLT_POLICY_ARC ".2" },
    { WALLET_ROLE_STATUS, WLT_POLICY_ARC ".3" },
    { WALLET_ROLE_AUDIT, WLT_POLICY_ARC ".4" },
    { WALLET_ROLE_IDENTITY_SERVICE, WLT_POLICY_ARC ".5" },
    { WALLET_ROLE_REPOSITORY, WLT_POLICY_ARC ".6" },
    { WALLET_ROLE_APPROVAL, WLT_POLICY_ARC ".7" },
};

/* Whose usages are known: ISO/IEC 18013-5 (documents, readers, lists), RFC 5280, and this project's. */
static const char *const known_arcs[] = { "1.0.18013.5.1.",
                                          "1.3.6.1.5.5.7.3.",
                                          WLT_POLICY_ARC "." };

#define USAGE_COUNT (sizeof usages / sizeof usages[0])

bool wlt_policy_knows_roles(unsigned roles)
{
    return (roles & ~(unsigned)WLT_POLICY_ROLES) == 0;
}

const char *wlt_policy_usage(enum wallet_role role)
{
    for (size_t i = 0; i < USAGE_COUNT; i++) {
        if (usages[i].role == role) {
            return usages[i].oid;
        }
    }

    return NULL;
}

/** The role of an object identifier in text; 0 if it is none of ours. */
static unsigned role_of(const char *oid)
{
    for (size_t i = 0; i < USAGE_COUNT; i++) {
        if (strcmp(usages[i].oid, oid) == 0) {
            return usages[i].role;
        }
    }

    return 0;
}

static bool is_known(const char *oid)
{
    bool found = false;

    for (size_t i = 0; i < sizeof known_arcs / sizeof known_arcs[0]; i++) {
        found = found || strncmp(oid, known_arcs[i], strlen(known_arcs[i])) == 0;
    }

    return found;
}

static void add_usage(struct wlt_usages *out, const ASN1_OBJECT *usage)
{
    char oid[128] = "";

    /* One that does not fit is none of ours, and "?" is none at all. */
    const int size = OBJ_obj2txt(oid, sizeof oid, usage, 1);
    const bool is_whole = size > 0 && (size_t)size < sizeof oid;
    const unsigned role = is_whole ? role_of(oid) : 0;

    if (role != 0) {
        out->roles |= role;
    } else if (is_whole && strcmp(oid, ANY_USAGE) == 0) {
        out->has_any = true;
    } else {
        out->has_others = true;
        out->has_unknown = out->has_unknown || !is_known(oid);
    }
}

struct wlt_usages wlt_usages_read(const struct wlt_certificate *certificate)
{
    struct wlt_usages out = {
        .is_there = X509_get_ext_by_NID(certificate->x509, NID_ext_key_usage, -1) >= 0,
    };
    EXTENDED_KEY_USAGE *list = X509_get_ext_d2i(certificate->x509, NID_ext_key_usage, NULL, NULL);

    for (int i = 0; i < sk_ASN1_OBJECT_num(list); i++) {
        add_usage(&out, sk_ASN1_OBJECT_value(list, i));
    }

    EXTENDED_KEY_USAGE_free(list);
    (void)wlt_openssl_verdict(WALLET_OK);
    return out;
}

bool wlt_policy_has_role(const struct wlt_certificate *certificate)
{
    return wlt_usages_read(certificate).roles != 0;
}
