/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "base/check_character.h"
#include "base/text.h"
#include "catalogue/day.h"
#include "catalogue/quote.h"
#include "catalogue/record.h"

#include <string.h>

enum {
    TIME_SIZE_MAX = 40, /* of an RFC 3339 text with any sensible fraction */
};

/** A time without a zone could be eight hours off: nobody may have to guess. */
static bool has_zone(const char *text)
{
    const char *time = strpbrk(text, "Tt ");
    return text[0] == '@' || (time && strpbrk(time, "Zz+-"));
}

/** Seconds of a time that RFC 3339 describes, as it is. */
static bool read_time(struct wallet_bytes text, int64_t *out)
{
    char copy[TIME_SIZE_MAX + 1] = "";

    if (text.size > TIME_SIZE_MAX) {
        return false;
    }

    memcpy(copy, text.data, text.size);
    return has_zone(copy) && wallet_time_parse(copy, out, NULL) == WALLET_OK;
}

bool wlt_limit_read(struct wallet_bytes text, int day_shift, int64_t *out)
{
    int64_t day = 0;
    int64_t seconds = 0;

    const bool is_day = wlt_day_parse(text, &day);
    if (is_day && day == WALLET_DAY_FOREVER) {
        *out = 0;
        return day_shift == 1;
    }

    if (is_day) {
        seconds = wlt_day_begin(day + day_shift);
    }

    /* 0 is spoken for, and no licence is that old. */
    if ((!is_day && !read_time(text, &seconds)) || seconds <= 0) {
        return false;
    }

    *out = seconds;
    return true;
}

/** Reads a limit of the period; 0 if it is not there. */
static int64_t read_limit(const struct wlt_node *node, int day_shift)
{
    int64_t seconds = 0;

    if (!wlt_node_is_there(node)) {
        return 0;
    }

    const struct wallet_bytes text = wlt_node_text(node);
    if (!wlt_json_is_ok(node->json) || wlt_limit_read(text, day_shift, &seconds)) {
        return seconds;
    }

    char quoted[WLT_QUOTE_SIZE];
    wlt_quote(text, quoted);
    wlt_node_fail(node, WALLET_ERR_VALUE, WLT_LIMIT_COMPLAINT, quoted);
    return 0;
}

bool wlt_record_set_serial(struct wallet_record *record, struct wallet_bytes text)
{
    bool is_fine = text.size > 0 && text.size <= WALLET_SERIAL_MAX;
    for (size_t i = 0; is_fine && i < text.size; i++) {
        is_fine = wlt_is_alphanumeric(text.data[i]);
    }

    if (is_fine) {
        memcpy(record->serial, text.data, text.size);
        record->serial[text.size] = '\0';
        record->terms.serial = record->serial;
    }

    return is_fine;
}

static void read_serial(const struct wlt_node *node, struct wallet_record *record)
{
    if (!wlt_node_is_there(node)) {
        return;
    }

    const struct wallet_bytes text = wlt_node_text(node);
    if (wlt_json_is_ok(node->json) && !wlt_record_set_serial(record, text)) {
        wlt_node_fail(node, WALLET_ERR_VALUE, WLT_SERIAL_COMPLAINT, WALLET_SERIAL_MAX);
    }
}

static unsigned read_version(const struct wlt_node *node)
{
    if (!wlt_node_is_there(node)) {
        return 1;
    }

    int64_t version = 0;
    if (!wlt_node_is_integer(node, &version)) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "expected a number");
    } else if (version < 1 || version > WLT_TERM_VERSION_MAX) {
        wlt_node_fail(node, WALLET_ERR_VALUE, WLT_VERSION_COMPLAINT, WLT_TERM_VERSION_MAX);
    }

    return (unsigned)version;
}

void wlt_terms_read(const struct wlt_node *root, struct wallet_record *record)
{
    const struct wlt_node serial = wlt_node_member(root, "serial");
    const struct wlt_node version = wlt_node_member(root, "version");
    const struct wlt_node from = wlt_node_member(root, "valid_from");
    const struct wlt_node until = wlt_node_member(root, "valid_until");
    const struct wlt_node accept = wlt_node_member(root, "accept_findings");
    struct wallet_terms *terms = &record->terms;

    read_serial(&serial, record);
    terms->version = read_version(&version);
    terms->from_unix = read_limit(&from, 0);
    terms->until_unix = read_limit(&until, 1);
    terms->accept_findings = wlt_node_flag(&accept);

    if (terms->until_unix != 0 && terms->until_unix <= terms->from_unix) {
        wlt_node_fail(&until, WALLET_ERR_VALUE, "it is before 'valid_from'");
    }
}
