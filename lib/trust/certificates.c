/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/certificates.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "crypto/pem.h"
#include "crypto/policy.h"

#include <stdio.h>
#include <string.h>

enum {
    DER_SEQUENCE = 0x30,
    DER_LONG_TWO = 0x82, /* a length of two bytes follows: no certificate is shorter or longer */
    DER_HEAD_SIZE = 4,
};

WLT_DEFINE_AUTO(certificates, struct wallet_certificates, wallet_certificates_free)

static void clear_pem(struct wlt_pem *pem)
{
    wallet_buffer_clear(&pem->der);
}

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

void wallet_certificates_free(struct wallet_certificates *certificates)
{
    if (!certificates) {
        return;
    }

    for (size_t i = 0; i < certificates->count; i++) {
        wlt_certificate_free(certificates->items[i]);
    }

    wlt_free(certificates);
}

static enum wallet_status add(
    struct wallet_certificates *out, struct wallet_bytes der, struct wallet_error *error)
{
    if (out->count == WALLET_CERTIFICATES_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "over %d certificates",
            WALLET_CERTIFICATES_MAX);
    }

    const enum wallet_status status = wlt_certificate_parse(der, &out->items[out->count], error);
    out->count += status == WALLET_OK;
    return status;
}

static enum wallet_status add_pem(
    struct wallet_certificates *out, struct wallet_bytes text, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    while (status == WALLET_OK) {
        __attribute__((cleanup(clear_pem))) struct wlt_pem pem = { 0 };
        status = wlt_pem_next(&text, &pem, error);
        if (status == WALLET_OK && strcmp(pem.label, "CERTIFICATE") == 0) {
            status = add(out, wallet_buffer_bytes(&pem.der), error);
        }
    }

    return status == WALLET_ERR_MISSING ? WALLET_OK : status;
}

/** The size of the first of the objects that stand one after the other; all there is if in doubt. */
static size_t first_size(struct wallet_bytes objects)
{
    if (objects.size < DER_HEAD_SIZE || objects.data[1] != DER_LONG_TWO) {
        return objects.size;
    }

    const size_t size =
        DER_HEAD_SIZE + ((size_t)objects.data[2] << 8) + (size_t)objects.data[DER_HEAD_SIZE - 1];
    return size < objects.size ? size : objects.size;
}

static enum wallet_status add_der(
    struct wallet_certificates *out, struct wallet_bytes objects, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    while (objects.size > 0 && status == WALLET_OK) {
        const size_t size = first_size(objects);
        status = add(out, (struct wallet_bytes){ objects.data, size }, error);
        objects = (struct wallet_bytes){ objects.data + size, objects.size - size };
    }

    return status;
}

enum wallet_status wallet_certificates_parse(
    struct wallet_bytes file, struct wallet_certificates **out, struct wallet_error *error)
{
    if (!out || (!file.data && file.size > 0)) {
        return fail_null(error);
    }

    if (file.size > WALLET_KEY_FILE_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "no certificate file is so large");
    }

    WLT_AUTO(certificates) struct wallet_certificates *read = wlt_alloc(1, sizeof *read);
    if (!read) {
        return wlt_fail_memory(error);
    }

    const bool is_der = file.size > 0 && file.data[0] == DER_SEQUENCE;
    const enum wallet_status status =
        is_der ? add_der(read, file, error) : add_pem(read, file, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (read->count == 0) {
        return wlt_fail(error, WALLET_ERR_MISSING, 0, "expected a certificate in PEM or DER");
    }

    *out = WLT_TAKE(read);
    return WALLET_OK;
}

size_t wallet_certificates_count(const struct wallet_certificates *certificates)
{
    return certificates->count;
}

enum wallet_status wallet_certificates_write(
    const struct wallet_certificates *certificates,
    size_t index,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!certificates || !out || index >= certificates->count) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "there is no certificate of this number");
    }

    wlt_buffer_set_size(out, 0);
    return wlt_certificate_append_der(certificates->items[index], out, error);
}

void wallet_certificates_at(
    const struct wallet_certificates *certificates, size_t index, struct wallet_certificate *out)
{
    const struct wlt_certificate *certificate = certificates->items[index];

    *out = (struct wallet_certificate){
        .name = wlt_certificate_name(certificate),
        .organisation = wlt_certificate_organisation(certificate),
        .from_unix = wlt_certificate_not_before(certificate),
        .until_unix = wlt_certificate_not_after(certificate),
        .algorithm = wlt_public_key_algorithm(wlt_certificate_key(certificate)),
        .is_authority = wlt_certificate_is_authority(certificate),
    };
}

bool wallet_chain_deviates(
    const struct wallet_chain_report *report, size_t index, enum wallet_deviation deviation)
{
    return index < WALLET_CHAIN_MAX && (unsigned)deviation < WALLET_DEVIATION_COUNT &&
           (report->deviations[index] >> deviation & 1) != 0;
}

/** The path, whose story goes into the report. */
static enum wallet_status check_path(
    const struct wlt_certificate *const *chain,
    size_t count,
    const struct wallet_certificates *roots,
    int64_t at_unix,
    struct wallet_chain_report *report)
{
    struct wallet_error story = { .message = "" };

    const struct wlt_certificate *const *anchors =
        roots ? (const struct wlt_certificate *const *)roots->items : NULL;
    report->path = wlt_certificate_check_path(
        chain[0], chain + 1, count - 1, anchors, roots ? roots->count : 0, at_unix, &story);
    (void)snprintf(report->story, sizeof report->story, "%s", story.message);
    return report->path;
}

/** Path and profile, both looked at; the path's fault is told first. */
static enum wallet_status check(
    const struct wallet_certificates *chain,
    const struct wallet_certificates *roots,
    unsigned roles,
    int64_t at_unix,
    struct wallet_chain_report *report,
    struct wallet_error *error)
{
    const struct wlt_certificate *const *items =
        (const struct wlt_certificate *const *)chain->items;

    if (check_path(items, chain->count, roots, at_unix, report) == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status profile =
        wlt_policy_check(items, chain->count, roles, report->deviations, error);
    if (report->path == WALLET_OK) {
        return profile;
    }

    return wlt_fail(error, report->path, WALLET_NO_OFFSET, "%s", report->story);
}

enum wallet_status wallet_certificates_check(
    const struct wallet_certificates *chain,
    const struct wallet_certificates *roots,
    unsigned roles,
    int64_t at_unix,
    struct wallet_chain_report *report,
    struct wallet_error *error)
{
    if (!chain) {
        return fail_null(error);
    }

    if (!wlt_policy_knows_roles(roles)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "there is no such role");
    }

    struct wallet_chain_report found = { .path = WALLET_OK };
    const enum wallet_status status = check(chain, roots, roles, at_unix, &found, error);
    if (report && status != WALLET_ERR_MEMORY) {
        *report = found;
    }

    return status;
}
