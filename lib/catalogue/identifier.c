/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>

#include "base/check_character.h"
#include "base/text.h"

#include <string.h>

/* GB/T 36904: the arc of all licence identifiers. */
static const char root[] = "1.2.156.3005.2.";

enum {
    TYPE_SIZE = 21,
    ISSUER_SIZE = 18,
    ISSUER_SIZE_MIN = 6, /* a division code, as some regions write it */
    VERSION_SIZE = 3,
};

/** The parts of an identifier behind its root, in their order. */
enum part {
    TYPE,
    ISSUER,
    SERIAL,
    VERSION,
    CHECK,
    PART_COUNT,
};

static const struct {
    size_t size_min;
    size_t size_max;
} sizes[PART_COUNT] = {
    [TYPE] = { TYPE_SIZE, TYPE_SIZE },
    [ISSUER] = { ISSUER_SIZE_MIN, ISSUER_SIZE },
    [SERIAL] = { 1, WALLET_SERIAL_MAX },
    [VERSION] = { VERSION_SIZE, VERSION_SIZE },
    [CHECK] = { 1, 1 },
};

/** Splits at the dots; false unless there are as many parts as there must be. */
static bool split(struct wallet_bytes text, struct wallet_bytes parts[PART_COUNT])
{
    for (size_t i = 0; i < PART_COUNT; i++) {
        const uint8_t *dot = text.size > 0 ? memchr(text.data, '.', text.size) : NULL;
        const bool is_last = i + 1 == PART_COUNT;
        if (is_last == (dot != NULL)) {
            return false;
        }

        const size_t size = dot ? (size_t)(dot - text.data) : text.size;
        const size_t step = dot ? size + 1 : size;
        parts[i] = (struct wallet_bytes){ text.data, size };
        text = (struct wallet_bytes){ text.data + step, text.size - step };
    }

    return true;
}

static bool are_all(struct wallet_bytes text, bool (*is_allowed)(uint8_t character))
{
    for (size_t i = 0; i < text.size; i++) {
        if (!is_allowed(text.data[i])) {
            return false;
        }
    }

    return true;
}

static enum wallet_finding check_part(enum part part, struct wallet_bytes text)
{
    if (text.size < sizes[part].size_min || text.size > sizes[part].size_max) {
        return WALLET_FINDING_LENGTH;
    }

    const size_t digits_from = part == VERSION ? 0 : part == TYPE ? ISSUER_SIZE : text.size;
    const struct wallet_bytes digits = { text.data + digits_from, text.size - digits_from };
    if (!are_all(text, wlt_is_alphanumeric) || !are_all(digits, wlt_is_digit)) {
        return WALLET_FINDING_CHARACTER;
    }

    /* Versions count from 001. */
    return part == VERSION && wlt_bytes_are(text, "000") ? WALLET_FINDING_FORM
                                                         : WALLET_FINDING_NONE;
}

enum wallet_finding wallet_identifier_parse(struct wallet_bytes text, struct wallet_identifier *out)
{
    struct wallet_bytes parts[PART_COUNT];
    const size_t root_size = sizeof root - 1;

    if (text.size >= WALLET_IDENTIFIER_SIZE) {
        return WALLET_FINDING_LENGTH;
    }

    if (wlt_bytes_start_with(text, root)) {
        text = (struct wallet_bytes){ text.data + root_size, text.size - root_size };
    }

    if (!split(text, parts)) {
        return WALLET_FINDING_FORM;
    }

    for (size_t i = 0; i < PART_COUNT; i++) {
        const enum wallet_finding finding = check_part((enum part)i, parts[i]);
        if (finding != WALLET_FINDING_NONE) {
            return finding;
        }
    }

    *out = (struct wallet_identifier){ parts[TYPE], parts[ISSUER], parts[SERIAL], parts[VERSION] };
    return (char)parts[CHECK].data[0] == wlt_check_identifier(parts, CHECK)
               ? WALLET_FINDING_NONE
               : WALLET_FINDING_CHECK_CHARACTER;
}

/** What is wrong with the parts of an identifier of ours; a code's own check character may be. */
static enum wallet_finding check_parts(const struct wallet_bytes parts[CHECK])
{
    const enum wallet_finding findings[] = {
        wallet_type_code_check(parts[TYPE]),
        wallet_uscc_check(parts[ISSUER]),
        check_part(SERIAL, parts[SERIAL]),
        check_part(VERSION, parts[VERSION]),
    };

    for (size_t i = 0; i < CHECK; i++) {
        if (findings[i] != WALLET_FINDING_NONE && !wallet_finding_is_advisory(findings[i])) {
            return findings[i];
        }
    }

    return WALLET_FINDING_NONE;
}

enum wallet_finding wallet_identifier_format(
    const struct wallet_identifier *parts, char out[WALLET_IDENTIFIER_SIZE])
{
    const struct wallet_bytes ordered[CHECK] = {
        [TYPE] = parts->type,
        [ISSUER] = parts->issuer,
        [SERIAL] = parts->serial,
        [VERSION] = parts->version,
    };

    out[0] = '\0';
    const enum wallet_finding finding = check_parts(ordered);
    if (finding != WALLET_FINDING_NONE) {
        return finding;
    }

    char *at = out;
    memcpy(at, root, sizeof root - 1);
    at += sizeof root - 1;
    for (size_t i = 0; i < CHECK; i++) {
        memcpy(at, ordered[i].data, ordered[i].size);
        at += ordered[i].size;
        *at++ = '.';
    }

    *at++ = wlt_check_identifier(ordered, CHECK);
    *at = '\0';
    return WALLET_FINDING_NONE;
}
