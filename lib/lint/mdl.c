/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "base/text.h"
#include "cbor/members.h"
#include "licence/mdoc.h"
#include "lint/document.h"

#define MDL_TYPE "org.iso.18013.5.1.mDL"
#define MDL_NAME_SPACE \
    "org.iso.18013.5.1" /* others have their own elements, be their names the same */

/* ISO/IEC 18013-5 table 5: how a value is encoded. */
enum form {
    FORM_TEXT,
    FORM_BYTES,
    FORM_ARRAY,
    FORM_DATE,         /* full-date, tag 1004 */
    FORM_DATE_OR_TIME, /* that, or tdate, tag 0 */
};

enum {
    TAG_TIME = 0,
    TAG_FULL_DATE = 1004, /* RFC 8943 */
};

/* ISO/IEC 18013-5 table 5: the elements whose presence is mandatory. */
static const struct {
    const char *identifier;
    enum form form;
} mandatory[] = {
    { "family_name", FORM_TEXT },
    { "given_name", FORM_TEXT },
    { "birth_date", FORM_DATE },
    { "issue_date", FORM_DATE_OR_TIME },
    { "expiry_date", FORM_DATE_OR_TIME },
    { "issuing_country", FORM_TEXT },
    { "issuing_authority", FORM_TEXT },
    { "document_number", FORM_TEXT },
    { "portrait", FORM_BYTES },
    { "driving_privileges", FORM_ARRAY },
    { "un_distinguishing_sign", FORM_TEXT },
};

static const struct wallet_lint_rule *rule(enum wlt_lint_mdoc code)
{
    return &wlt_lint_mdoc[code];
}

static const struct wlt_lint_element *find(
    const struct wlt_lint_name_space *name_space, const char *identifier)
{
    for (size_t i = 0; i < name_space->count; i++) {
        if (wlt_bytes_are(name_space->elements[i].identifier, identifier)) {
            return &name_space->elements[i];
        }
    }

    return NULL;
}

static bool has_form(struct wallet_bytes value, enum form form)
{
    struct wallet_claims claims = { value };
    struct wallet_item item = { 0 };
    struct wallet_item inner = { 0 };

    if (!wallet_claims_next(&claims, &item)) {
        return false;
    }

    switch (form) {
    case FORM_TEXT: return item.kind == WALLET_ITEM_TEXT;
    case FORM_BYTES: return item.kind == WALLET_ITEM_BYTES;
    case FORM_ARRAY: return item.kind == WALLET_ITEM_ARRAY;
    case FORM_DATE:
    case FORM_DATE_OR_TIME: break;
    }

    const bool is_time = form == FORM_DATE_OR_TIME && item.number == TAG_TIME;
    return item.kind == WALLET_ITEM_TAG && (item.number == TAG_FULL_DATE || is_time) &&
           wallet_claims_next(&claims, &inner) && inner.kind == WALLET_ITEM_TEXT;
}

/** JPEG (ISO/IEC 10918-1), or JPEG 2000 as a file or as a bare code stream (ISO/IEC 15444-1). */
static bool is_picture(struct wallet_bytes value)
{
    struct wallet_claims claims = { value };
    struct wallet_item item = { 0 };

    return wallet_claims_next(&claims, &item) && item.kind == WALLET_ITEM_BYTES &&
           (wlt_bytes_start_with(item.content, "\xff\xd8\xff") ||
            wlt_bytes_start_with(item.content, "\xff\x4f\xff\x51") ||
            (item.content.size > 4 &&
             wlt_bytes_start_with(
                 (struct wallet_bytes){ item.content.data + 4, item.content.size - 4 }, "jP  ")));
}

static void look_at_element(
    struct wlt_lint *lint, const struct wlt_lint_element *element, size_t index)
{
    const enum form form = mandatory[index].form;
    const char *name = mandatory[index].identifier;

    if (!has_form(element->value, form)) {
        wlt_lint_tell_member(lint, rule(WLT_LINT_MDL_TYPE), name, element->value, "");
    } else if (form == FORM_BYTES && !is_picture(element->value)) {
        wlt_lint_tell_member(lint, rule(WLT_LINT_MDL_PORTRAIT), name, element->value, "");
    }
}

static void look_at_mandatory(struct wlt_lint *lint, const struct wlt_lint_name_space *name_space)
{
    for (size_t i = 0; i < sizeof mandatory / sizeof mandatory[0]; i++) {
        const struct wlt_lint_element *element = find(name_space, mandatory[i].identifier);
        if (element) {
            look_at_element(lint, element, i);
        } else if (name_space->is_whole) {
            /* A device may leave it out, the issuer may not; and one that cannot be read is told as that. */
            wlt_lint_tell_member(
                lint,
                rule(WLT_LINT_MDL_MISSING),
                mandatory[i].identifier,
                (struct wallet_bytes){ 0 },
                "");
        }
    }
}

static void look_at_country(
    struct wlt_lint *lint,
    const struct wlt_certificate *signer,
    const struct wlt_lint_element *element)
{
    struct wallet_claims claims = { element->value };
    struct wallet_item country = { 0 };

    if (!wallet_claims_next(&claims, &country) || country.kind != WALLET_ITEM_TEXT ||
        !wlt_bytes_are(country.content, wlt_certificate_country(signer))) {
        wlt_lint_tell_member(
            lint, rule(WLT_LINT_MDL_COUNTRY), "issuing_country", element->value, "");
    }
}

void wlt_lint_mdl(
    struct wlt_lint *lint,
    const struct wlt_lint_document *document,
    const struct wlt_lint_name_space *name_space)
{
    const bool is_standards = wlt_bytes_are(name_space->name, MDL_NAME_SPACE);
    const struct wlt_lint_element *country = find(name_space, "issuing_country");
    const struct wlt_lint_element *expiry = find(name_space, "expiry_date");
    int64_t end = 0;

    if (is_standards && country && document->signer) {
        look_at_country(lint, document->signer, country);
    }

    if (expiry && wlt_mdoc_read_end(expiry->value, &end) && end < document->mso.until_unix) {
        wlt_lint_tell_member(lint, rule(WLT_LINT_MDL_EXPIRY), "expiry_date", expiry->value, "");
    }

    if (is_standards && wlt_bytes_are(document->mso.doc_type, MDL_TYPE)) {
        look_at_mandatory(lint, name_space);
    }
}

void wlt_lint_mdl_absent(struct wlt_lint *lint, const struct wlt_lint_document *document)
{
    const struct wlt_lint_name_space nothing = { .is_whole = !document->parts.is_shown };

    if (wlt_bytes_are(document->mso.doc_type, MDL_TYPE) &&
        !wlt_has_member(document->parts.name_spaces, MDL_NAME_SPACE)) {
        const size_t mark = wlt_lint_enter(lint, MDL_NAME_SPACE);
        look_at_mandatory(lint, &nothing);
        wlt_lint_leave(lint, mark);
    }
}
