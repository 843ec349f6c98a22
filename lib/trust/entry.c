/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/entry.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cose/key.h"
#include "crypto/policy.h"
#include "trust/entry_types.h"

#include <string.h>

enum {
    DER_SEQUENCE = 0x30,
    DER_LONG_FORM = 0x80,
    DER_HEAD_MIN = 2,
};

WLT_DEFINE_AUTO(entry, struct wlt_entry, wlt_entry_free)

void wlt_entry_free(struct wlt_entry *entry)
{
    if (!entry) {
        return;
    }

    for (size_t i = 0; i < entry->chain_count; i++) {
        wlt_certificate_free(entry->chain[i]);
    }

    wlt_owner_clear(&entry->owner);
    wlt_free(entry->scopes);
    wlt_free(entry->scope_text);
    wallet_buffer_clear(&entry->encoded);
    wlt_public_key_free(entry->key);
    wlt_free(entry);
}

const struct wlt_public_key *wlt_entry_key(const struct wlt_entry *entry)
{
    return entry->key ? entry->key : wlt_certificate_key(entry->chain[0]);
}

const struct wlt_certificate *const *wlt_entry_chain(const struct wlt_entry *entry)
{
    return (const struct wlt_certificate *const *)entry->chain;
}

static enum wallet_status fail_value(struct wallet_error *error, const char *expected)
{
    return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "expected %s", expected);
}

static enum wallet_status take_owner(
    struct wlt_entry *entry, const struct wallet_trust_entry *from, struct wallet_error *error)
{
    /* For a key file no list of types means every type; here it means none. */
    static const char *const nothing[] = { NULL };
    const struct wallet_key_owner owner = {
        .issuer = from->id,
        .name_zh = from->name_zh,
        .name_en = from->name_en,
        .types = nothing,
    };

    const enum wallet_status status = wlt_owner_copy(&entry->owner, &owner, error);
    return status == WALLET_OK ? wlt_entry_take_types(entry, from, error) : status;
}

static enum wallet_status take_region(
    struct wlt_entry *entry, const char *region, struct wallet_error *error)
{
    const size_t size = region ? strlen(region) : 0;

    if (size >= sizeof entry->region || (size > 0 && strspn(region, "0123456789") != size)) {
        return fail_value(error, "a region of up to six digits");
    }

    if (size > 0) {
        memcpy(entry->region, region, size);
    }

    return WALLET_OK;
}

static enum wallet_status take_times(
    struct wlt_entry *entry, const struct wallet_trust_entry *from, struct wallet_error *error)
{
    if (from->from_unix < 0 || from->until_unix < 0 || from->state_unix < 0 ||
        (from->until_unix > 0 && from->until_unix <= from->from_unix)) {
        return fail_value(error, "a period that begins before it ends, after 1970");
    }

    switch (from->state) {
    case WALLET_TRUST_ACTIVE:
        if (from->state_unix != 0) {
            return fail_value(error, "no time for a state that is active");
        }
        break;
    case WALLET_TRUST_RETIRED:
    case WALLET_TRUST_COMPROMISED:
        if (from->state_unix == 0) {
            return fail_value(error, "the time since when the key is retired or compromised");
        }
        break;
    default: return fail_value(error, "active, retired or compromised");
    }

    entry->from_unix = from->from_unix;
    entry->until_unix = from->until_unix;
    entry->state = from->state;
    entry->state_unix = from->state_unix;
    return WALLET_OK;
}

static enum wallet_status take_key(
    struct wlt_entry *entry, struct wallet_bytes encoded, struct wallet_error *error)
{
    uint8_t thumbprint[WLT_SHA256_SIZE];
    enum wallet_status status = wlt_cose_key_read(encoded, &entry->key, error);

    if (status == WALLET_OK) {
        status = wlt_cose_key_append(entry->key, &entry->encoded, error);
    }

    if (status == WALLET_OK) {
        status = wlt_cose_key_thumbprint(entry->key, thumbprint, error);
    }

    if (status == WALLET_OK) {
        memcpy(entry->key_id, thumbprint, sizeof entry->key_id);
        entry->fit_roles = WLT_POLICY_ROLES;
        return status;
    }

    return status == WALLET_ERR_MEMORY
               ? status
               : wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "expected a usable COSE_Key");
}

/** ITU-T X.690 section 8.1.3: how long the element at the beginning is; 0 if it does not fit. */
static size_t element_size(struct wallet_bytes der)
{
    if (der.size < DER_HEAD_MIN || der.data[0] != DER_SEQUENCE) {
        return 0;
    }

    size_t head = DER_HEAD_MIN;
    size_t size = der.data[1];
    if (size >= DER_LONG_FORM) {
        const size_t digits = size - DER_LONG_FORM;
        if (digits == 0 || digits > sizeof(uint32_t) || der.size < head + digits) {
            return 0;
        }

        size = 0;
        for (size_t i = 0; i < digits; i++) {
            size = size << 8 | der.data[head + i];
        }

        head += digits;
    }

    return size <= der.size - head ? head + size : 0;
}

struct wallet_bytes wlt_entry_next_certificate(struct wallet_bytes *chain)
{
    const struct wallet_bytes first = { chain->data, element_size(*chain) };

    if (first.size > 0) {
        chain->data += first.size;
        chain->size -= first.size;
    }

    return first;
}

static enum wallet_status take_chain(
    struct wlt_entry *entry, struct wallet_bytes chain, struct wallet_error *error)
{
    if (!wlt_buffer_append(&entry->encoded, chain)) {
        return wlt_fail_memory(error);
    }

    while (chain.size > 0) {
        if (entry->chain_count == WLT_CHAIN_MAX) {
            return wlt_fail(
                error,
                WALLET_ERR_TOO_LARGE,
                WALLET_NO_OFFSET,
                "a chain of over %d certificates",
                WLT_CHAIN_MAX);
        }

        const struct wallet_bytes der = wlt_entry_next_certificate(&chain);
        const enum wallet_status status =
            wlt_certificate_parse(der, &entry->chain[entry->chain_count], error);
        if (status != WALLET_OK) {
            return status;
        }

        entry->chain_count++;
    }

    memcpy(entry->key_id, wlt_certificate_digest(entry->chain[0]).data, sizeof entry->key_id);
    entry->fit_roles = wlt_policy_fit_roles(wlt_entry_chain(entry), entry->chain_count);
    return WALLET_OK;
}

/** A certificate that names an organisation is that organisation's. */
static enum wallet_status check_leaf(const struct wlt_entry *entry, struct wallet_error *error)
{
    const char *named = entry->chain_count > 0 ? wlt_certificate_organisation(entry->chain[0]) : "";

    if (named[0] && strcmp(named, entry->owner.issuer) != 0) {
        return wlt_fail(
            error,
            WALLET_ERR_KEY,
            WALLET_NO_OFFSET,
            "the certificate is that of '%s', not of '%s'",
            named,
            entry->owner.issuer);
    }

    return WALLET_OK;
}

static enum wallet_status take_credential(
    struct wlt_entry *entry, const struct wallet_trust_entry *from, struct wallet_error *error)
{
    if ((from->key.size > 0) == (from->chain.size > 0)) {
        return wlt_fail(
            error,
            WALLET_ERR_KEY,
            WALLET_NO_OFFSET,
            "expected either a key or a chain of certificates");
    }

    if (from->key.size > 0) {
        return take_key(entry, from->key, error);
    }

    const enum wallet_status status = take_chain(entry, from->chain, error);
    return status == WALLET_OK ? check_leaf(entry, error) : status;
}

enum wallet_status wlt_entry_new(
    const struct wallet_trust_entry *from, struct wlt_entry **out, struct wallet_error *error)
{
    WLT_AUTO(entry) struct wlt_entry *entry = wlt_alloc(1, sizeof *entry);
    if (!entry) {
        return wlt_fail_memory(error);
    }

    entry->roles = from->roles;
    enum wallet_status status = take_owner(entry, from, error);
    if (status == WALLET_OK) {
        status = take_region(entry, from->region, error);
    }

    if (status == WALLET_OK) {
        status = take_times(entry, from, error);
    }

    if (status == WALLET_OK) {
        status = take_credential(entry, from, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(entry);
    }

    return status;
}

static const char *text_or_empty(const char *text)
{
    return text ? text : "";
}

void wlt_entry_view(const struct wlt_entry *entry, struct wallet_trust_entry *out)
{
    const struct wallet_bytes encoded = wallet_buffer_bytes(&entry->encoded);

    *out = (struct wallet_trust_entry){
        .id = entry->owner.issuer,
        .name_zh = text_or_empty(entry->owner.name_zh),
        .name_en = text_or_empty(entry->owner.name_en),
        .roles = entry->roles,
        .key = entry->key ? encoded : (struct wallet_bytes){ 0 },
        .chain = entry->key ? (struct wallet_bytes){ 0 } : encoded,
        .types = entry->scopes,
        .type_count = entry->owner.type_count,
        .region = entry->region,
        .from_unix = entry->from_unix,
        .until_unix = entry->until_unix,
        .state = entry->state,
        .state_unix = entry->state_unix,
    };
}
