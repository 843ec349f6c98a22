/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Identity data of a person in a CWT: MOSIP's claim 169 (identity-data), specification 1.2.2, as foundational
 * identity systems print it in QR codes.
 *
 * wallet_verify() checks such a code as it does any licence: form, algorithm against key, issuer,
 * signature, the issuer's authority (a key that is trusted for every type, or one without a word of ours on
 * it: see key.h), validity period, that the attributes are of their kinds, and status, where it names one.
 * Not applicable are disclosures, replay and, unless it is addressed to somebody or bound to a key, the
 * holder: compare the portrait.
 *
 * The algorithms are those of any foreign CWT.  The issuer names itself by a URI, which no trust source
 * knows: who signed is told by the key alone.
 *
 * What is in it is read from a verdict's claims, or from any others, verified or not.  Reading is lenient
 * where the specification contradicts itself or its users do: the claim may be the map or a byte string
 * around it, numbers may be written as text, so may the values of lists, and one biometric may stand
 * where an array of them should.  Issuing keeps to the specification's table.
 */
#ifndef WALLET_CLAIM169_H
#define WALLET_CLAIM169_H

#include <wallet/bytes.h>
#include <wallet/claims.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/reason.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The attributes, section 3.1; the numbers between and behind them are unassigned, to 99. */
enum wallet_claim169_attribute {
    WALLET_CLAIM169_ID = 1,
    WALLET_CLAIM169_VERSION = 2,
    WALLET_CLAIM169_LANGUAGE = 3, /**< ISO 639-3 */
    WALLET_CLAIM169_FULL_NAME = 4,
    WALLET_CLAIM169_FIRST_NAME = 5,
    WALLET_CLAIM169_MIDDLE_NAME = 6,
    WALLET_CLAIM169_LAST_NAME = 7,
    WALLET_CLAIM169_DATE_OF_BIRTH = 8, /**< YYYYMMDD */
    WALLET_CLAIM169_GENDER = 9,        /**< 1 male, 2 female, 3 others */
    WALLET_CLAIM169_ADDRESS = 10,      /**< lines, "\n" between them */
    WALLET_CLAIM169_EMAIL = 11,
    WALLET_CLAIM169_PHONE = 12,          /**< ITU-T E.123, international */
    WALLET_CLAIM169_NATIONALITY = 13,    /**< ISO 3166, two or three letters */
    WALLET_CLAIM169_MARITAL_STATUS = 14, /**< 1 unmarried, 2 married, 3 divorced */
    WALLET_CLAIM169_GUARDIAN = 15,
    WALLET_CLAIM169_PHOTO = 16,        /**< deprecated since 1.2.1 for the face; read only */
    WALLET_CLAIM169_PHOTO_FORMAT = 17, /**< 1 JPEG, 2 JPEG 2000, 3 AVIF, 4 WebP; ditto */
    WALLET_CLAIM169_BEST_QUALITY_FINGERS =
        18, /**< 0 unknown, 1-5 right, 6-10 left, from the thumb */
    WALLET_CLAIM169_SECONDARY_FULL_NAME = 19,
    WALLET_CLAIM169_SECONDARY_LANGUAGE = 20,
    WALLET_CLAIM169_LOCATION_CODE = 21,
    WALLET_CLAIM169_LEGAL_STATUS = 22,
    WALLET_CLAIM169_COUNTRY_OF_ISSUANCE = 23,
    WALLET_CLAIM169_RIGHT_THUMB = 50,
    WALLET_CLAIM169_RIGHT_POINTER_FINGER = 51,
    WALLET_CLAIM169_RIGHT_MIDDLE_FINGER = 52,
    WALLET_CLAIM169_RIGHT_RING_FINGER = 53,
    WALLET_CLAIM169_RIGHT_LITTLE_FINGER = 54,
    WALLET_CLAIM169_LEFT_THUMB = 55,
    WALLET_CLAIM169_LEFT_POINTER_FINGER = 56,
    WALLET_CLAIM169_LEFT_MIDDLE_FINGER = 57,
    WALLET_CLAIM169_LEFT_RING_FINGER = 58,
    WALLET_CLAIM169_LEFT_LITTLE_FINGER = 59,
    WALLET_CLAIM169_RIGHT_IRIS = 60,
    WALLET_CLAIM169_LEFT_IRIS = 61,
    WALLET_CLAIM169_FACE = 62,
    WALLET_CLAIM169_RIGHT_PALM = 63,
    WALLET_CLAIM169_LEFT_PALM = 64,
    WALLET_CLAIM169_VOICE = 65,
};

/** What an attribute's value is. */
enum wallet_claim169_kind {
    WALLET_CLAIM169_UNASSIGNED = 0,
    WALLET_CLAIM169_TEXT = 1,
    WALLET_CLAIM169_CHOICE = 2,     /**< a number of a list: wallet_claim169_choice() */
    WALLET_CLAIM169_IMAGE = 3,      /**< bytes: the deprecated photo */
    WALLET_CLAIM169_FINGERS = 4,    /**< an array of numbers */
    WALLET_CLAIM169_BIOMETRICS = 5, /**< wallet_claim169_biometrics() */
};

/** The first number after that of the last attribute that is a text. */
#define WALLET_CLAIM169_TEXT_END 24

WALLET_API enum wallet_claim169_kind wallet_claim169_kind(uint64_t number);

/** Such as "fullName", as implementations call it in JSON; "" for an unassigned number.  Never changes. */
WALLET_API const char *wallet_claim169_name(uint64_t number);

/** The number of the attribute of this name; 0 for none. */
WALLET_API uint64_t wallet_claim169_number(const char *name);

/** Such as "Full name"; "" for an unassigned number. */
WALLET_API const char *wallet_claim169_title(uint64_t number, enum wallet_language language);

/** What a number of an attribute's list says, such as "Female"; "" where the list has no such number. */
WALLET_API const char *wallet_claim169_choice(
    uint64_t number, uint64_t value, enum wallet_language language);

/** One attribute; borrows from the claims. */
struct wallet_claim169_item {
    uint64_t number;            /**< also where it was written as text; 0: the key is no number */
    struct wallet_claims key;   /**< as it was written */
    struct wallet_claims value; /**< likewise */
};

/** A walk over the attributes in the order in which they stand; by wallet_claim169_start(). */
struct wallet_claim169_walk {
    struct wallet_claims rest;
    uint64_t left;
};

/**
 * Finds claim 169.
 *
 * \param claims  those of a CWT, such as wallet_verdict_claims(); borrowed
 *
 * \return false where there is none, or it holds no map
 */
WALLET_API bool wallet_claim169_start(
    struct wallet_claims claims, struct wallet_claim169_walk *out);

/** Reads the next attribute, assigned or not; false at the end. */
WALLET_API bool wallet_claim169_next(
    struct wallet_claim169_walk *walk, struct wallet_claim169_item *out);

/** Finds one attribute's value in a CWT's claims. */
WALLET_API bool wallet_claim169_find(
    struct wallet_claims claims, uint64_t number, struct wallet_claims *out);

/** The formats of biometrics; the formats below them have names only. */
enum wallet_claim169_format {
    WALLET_CLAIM169_FORMAT_IMAGE = 0,
    WALLET_CLAIM169_FORMAT_TEMPLATE = 1,
    WALLET_CLAIM169_FORMAT_SOUND = 2,
    WALLET_CLAIM169_FORMAT_BIO_HASH = 3,
};

/** One biometric. */
struct wallet_claim169_biometric {
    struct wallet_bytes data; /**< as it is; a picture is not decoded */
    bool has_format;
    uint64_t format; /**< enum wallet_claim169_format, or a number that is not assigned */
    bool has_sub_format;
    uint64_t sub_format;
    struct wallet_bytes issuer; /**< UTF-8; empty where none is named */
};

/** A walk over biometrics; by wallet_claim169_biometrics(). */
struct wallet_claim169_biometric_walk {
    struct wallet_claims rest;
    uint64_t left; /**< how many are still to come: not 0 at the end where one is malformed */
};

/** Begins to read the value of an attribute from 50 to 65; false where it is neither map nor array. */
WALLET_API bool wallet_claim169_biometrics(
    struct wallet_claims value, struct wallet_claim169_biometric_walk *out);

/** Reads the next one; false at the end, or where it is no biometric. */
WALLET_API bool wallet_claim169_next_biometric(
    struct wallet_claim169_biometric_walk *walk, struct wallet_claim169_biometric *out);

/** "image", "template", "sound" or "bio-hash"; "" for others. */
WALLET_API const char *wallet_claim169_format_name(uint64_t format);

/** Such as "JPEG" for an image's 1; "vendor" from 100 to 200; "" for others. */
WALLET_API const char *wallet_claim169_sub_format_name(uint64_t format, uint64_t sub_format);

/** Tells by a picture's first bytes which of an image's sub-formats it is; false for others. */
WALLET_API bool wallet_claim169_picture(struct wallet_bytes data, uint64_t *out_sub_format);

/** Finds a picture of the face in a CWT's claims, or else the deprecated photo. */
WALLET_API bool wallet_claim169_portrait(
    struct wallet_claims claims, struct wallet_claim169_biometric *out);

/** A biometric and what it is of. */
struct wallet_claim169_capture {
    enum wallet_claim169_attribute attribute; /**< 50 to 65 */
    struct wallet_claim169_biometric biometric;
};

/** What is to be issued; all of it borrowed for the call.  Start with `= { 0 }`. */
struct wallet_claim169_record {
    const char *issuer;  /**< a URI, such as "https://example.org" */
    const char *subject; /**< may be NULL */
    int64_t from_unix;   /**< 0: from the time of issue on, which is not said twice */
    int64_t until_unix;  /**< when it expires; 0: never */

    /** By number; NULL: not there.  Only attributes that are texts. */
    const char *texts[WALLET_CLAIM169_TEXT_END];
    unsigned gender; /**< 0: not there, as below */
    unsigned marital_status;
    const uint8_t *best_quality_fingers;
    size_t best_quality_finger_count;               /**< at most 10 */
    const struct wallet_claim169_capture *captures; /**< those of one attribute in their order */
    size_t capture_count;
};

/**
 * Issues an identity: a COSE_Sign1 around a CWT in deterministic CBOR; wallet_qr_write_claim169() makes
 * the code's text of it.
 *
 * \param record       borrowed
 * \param signer       borrowed; signs by Ed25519 or ES256.  The issuer that it names is not written
 * \param issued_unix  when it is issued; the clock is the caller's
 * \param out          replaced by the COSE_Sign1; owned by the caller
 *
 * \retval WALLET_ERR_MISSING    the issuer, or every attribute
 * \retval WALLET_ERR_VALUE      a value is not what the specification demands; the message names it
 * \retval WALLET_ERR_KEY        the signer's algorithm is another
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_LICENCE_MAX (see issue.h)
 * \retval WALLET_ERR_MEMORY     or what `signer` returns
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_claim169_issue(
    const struct wallet_claim169_record *record,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * First of two steps, for signers that answer later, as wallet_issue_start(); the second is
 * wallet_issue_finish() (see issue.h).
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_claim169_issue_start(
    const struct wallet_claim169_record *record,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out_to_be_signed,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
