/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/terms.h"

#include <wallet/status.h>

#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"

#include <stdio.h>
#include <string.h>

enum {
    RANDOM_SERIAL_SIZE = 20,
};

/** Letters and digits from the system's randomness; what would favour some is drawn again. */
static void draw_serial(char *out)
{
    static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const uint8_t fair_below = 252; /* the largest multiple of 36 in a byte */
    size_t drawn = 0;

    while (drawn < RANDOM_SERIAL_SIZE) {
        uint8_t bytes[RANDOM_SERIAL_SIZE];
        wlt_random(bytes, sizeof bytes);
        for (size_t i = 0; i < sizeof bytes && drawn < RANDOM_SERIAL_SIZE; i++) {
            if (bytes[i] < fair_below) {
                out[drawn++] = alphabet[bytes[i] % 36];
            }
        }
    }

    out[drawn] = '\0';
}

static bool is_serial(const char *serial)
{
    const size_t size = strlen(serial);
    const size_t fit = strspn(serial, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return size == fit && size >= 1 && size <= WALLET_SERIAL_MAX;
}

enum wallet_status wlt_licence_id_format(
    const struct wallet_terms *terms, struct wlt_licence_id *out, struct wallet_error *error)
{
    char serial[WALLET_SERIAL_MAX + 1];

    if (terms->version < 1 || terms->version > WLT_VERSION_MAX) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "the version must be from 1 to 999");
    }

    if (terms->serial && !is_serial(terms->serial)) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "the serial must have 1 to %d characters of 0-9 and A-Z",
            WALLET_SERIAL_MAX);
    }

    if (terms->serial) {
        memcpy(serial, terms->serial, strlen(terms->serial) + 1);
    } else {
        draw_serial(serial);
    }

    (void)snprintf(out->text, sizeof out->text, "%s.%03u", serial, terms->version % 1000);
    return WALLET_OK;
}

static enum wallet_status check_period(
    const struct wallet_terms *terms, int64_t issued_unix, struct wallet_error *error)
{
    const int64_t from = terms->from_unix != 0 ? terms->from_unix : issued_unix;

    if (terms->until_unix != 0 && (terms->until_unix <= from || terms->until_unix <= issued_unix)) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "the licence would end before it begins");
    }

    return WALLET_OK;
}

/** Whether a value has a wrong check character; the caller may have thought better of it since. */
static bool has_findings(const struct wallet_record *record)
{
    bool found = false;

    for (size_t i = 0; i < wlt_record_entry_count(record) && !found; i++) {
        const struct wlt_entry *entry = wlt_record_entry(record, i);
        found = entry->finding != WALLET_FINDING_NONE;
        for (size_t j = 0; j < entry->member_count && !found; j++) {
            found = has_findings(entry->members[j]);
        }
    }

    return found;
}

static enum wallet_status check_findings(
    const struct wallet_record *record, struct wallet_error *error)
{
    if (wlt_record_terms(record)->accept_findings || !has_findings(record)) {
        return WALLET_OK;
    }

    return wlt_fail(
        error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "a value has a wrong check character");
}

static enum wallet_status check_status(const struct wallet_terms *terms, struct wallet_error *error)
{
    if (!terms->status_uri) {
        return WALLET_OK;
    }

    const struct wallet_bytes uri = wlt_bytes_of(terms->status_uri);
    return uri.size > 0 && uri.size <= WALLET_STATUS_URI_MAX && wlt_utf8_is_valid(uri)
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_VALUE,
                     WALLET_NO_OFFSET,
                     "the URI of the status list must have 1 to %d bytes",
                     WALLET_STATUS_URI_MAX);
}

enum wallet_status wlt_terms_check(
    const struct wallet_record *record, int64_t issued_unix, struct wallet_error *error)
{
    const struct wallet_terms *terms = wlt_record_terms(record);

    enum wallet_status status = wallet_record_check(record, error);
    status = status == WALLET_OK ? check_findings(record, error) : status;
    status = status == WALLET_OK ? check_period(terms, issued_unix, error) : status;
    return status == WALLET_OK ? check_status(terms, error) : status;
}

void wlt_terms_write_status(struct wlt_writer *writer, const struct wallet_terms *terms)
{
    wlt_write_map(writer, 1);
    wlt_write_text(writer, wlt_bytes_of("status_list"));
    wlt_write_map(writer, 2);
    wlt_write_text(writer, wlt_bytes_of("idx"));
    wlt_write_unsigned(writer, terms->status_index);
    wlt_write_text(writer, wlt_bytes_of("uri"));
    wlt_write_text(writer, wlt_bytes_of(terms->status_uri));
}
