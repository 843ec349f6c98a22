/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The codes that Chinese licences carry, and what is wrong with one that does not hold.
 *
 * A wrong check character is a *finding*, not a verdict: at least one code in real use has one, so a
 * person decides (see wallet_finding_is_advisory()).  So is a date of birth or a sex that contradicts
 * the citizen number of the same person: no program knows which of the two is right.
 */
#ifndef WALLET_CODES_H
#define WALLET_CODES_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/reason.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a look at a value brought to light. */
enum wallet_finding {
    WALLET_FINDING_NONE = 0,
    WALLET_FINDING_LENGTH = 1,          /**< too short or too long */
    WALLET_FINDING_CHARACTER = 2,       /**< a character that has no place in it */
    WALLET_FINDING_DATE = 3,            /**< a date that does not exist */
    WALLET_FINDING_CHECK_CHARACTER = 4, /**< well formed, but the check character differs */
    WALLET_FINDING_CODE = 5,            /**< not in its code list */
    WALLET_FINDING_CONTROL = 6,         /**< control, bidi or invisible characters */
    WALLET_FINDING_NORMALISATION = 7,   /**< not in Unicode normalisation form C, or not UTF-8 */
    WALLET_FINDING_KIND = 8,            /**< another kind of value than the field holds */
    WALLET_FINDING_FORM = 9,            /**< parts missing, or not in their order */
    WALLET_FINDING_CONTRADICTION = 10,  /**< the citizen number says otherwise */
};

/** One more than the largest finding. */
#define WALLET_FINDING_COUNT 11

/** A phrase for people, such as "the check character is wrong"; never NULL. */
WALLET_API const char *wallet_finding_text(
    enum wallet_finding finding, enum wallet_language language);

/**
 * Whether a person may let it pass: true for WALLET_FINDING_CHECK_CHARACTER and
 * WALLET_FINDING_CONTRADICTION alone.
 */
WALLET_API bool wallet_finding_is_advisory(enum wallet_finding finding);

/**
 * Looks at a citizen number: 18 characters, GB 11643-1999.  The division code is not looked up:
 * numbers keep codes of divisions that are gone.
 */
WALLET_API enum wallet_finding wallet_citizen_number_check(struct wallet_bytes text);

/** Looks at a unified social credit code: 18 characters, GB 32100-2015, both check characters. */
WALLET_API enum wallet_finding wallet_uscc_check(struct wallet_bytes text);

/** Looks at a licence type code: the definer's USCC and three digits, 21 characters (GB/T 36902). */
WALLET_API enum wallet_finding wallet_type_code_check(struct wallet_bytes text);

/** Room for any licence identifier, its NUL included. */
#define WALLET_IDENTIFIER_SIZE 128

/** The longest serial of a licence, in characters. */
#define WALLET_SERIAL_MAX 32

/** A licence identifier taken apart (GB/T 36904); the parts borrow from the text. */
struct wallet_identifier {
    struct wallet_bytes type;    /**< 21 characters */
    struct wallet_bytes issuer;  /**< 18 characters; foreign ones 6 to 18 */
    struct wallet_bytes serial;  /**< 1 to WALLET_SERIAL_MAX of 0-9 A-Z */
    struct wallet_bytes version; /**< 3 digits, "001" the first */
};

/**
 * Takes "1.2.156.3005.2.TYPE.ISSUER.SERIAL.VERSION.CHECK" apart; with or without its root.
 *
 * \param out  on WALLET_FINDING_NONE and WALLET_FINDING_CHECK_CHARACTER the parts
 */
WALLET_API enum wallet_finding wallet_identifier_parse(
    struct wallet_bytes text, struct wallet_identifier *out);

/**
 * Puts an identifier together and adds its check character (ISO/IEC 7064, MOD 37,36).
 *
 * \return what is wrong with a part; `out` is empty then
 */
WALLET_API enum wallet_finding wallet_identifier_format(
    const struct wallet_identifier *parts, char out[WALLET_IDENTIFIER_SIZE]);

#ifdef __cplusplus
}
#endif

#endif
