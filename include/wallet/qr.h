/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Licences as QR codes: the text inside a code, and the code as a picture.
 */
#ifndef WALLET_QR_H
#define WALLET_QR_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/reason.h>

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a code's text may inflate to, in bytes. */
#define WALLET_QR_INFLATED_MAX 65536

/** The largest symbol that is drawn; larger ones are read badly by scanner guns. */
#define WALLET_QR_VERSION_MAX 25

/** The largest symbol that is drawn without a remark. */
#define WALLET_QR_VERSION_PREFERRED 22

/**
 * Writes the text that stands in a code: "EL1:" and Base45 (RFC 9285) of the licence.  One that would
 * need a symbol beyond WALLET_QR_VERSION_PREFERRED is deflated if that saves a tenth or more.  Up to
 * there each licence has exactly one text; a deflated one has several, all of the same bytes within.
 *
 * \param licence  one COSE_Sign1; borrowed
 * \param out      replaced by the text; owned by the caller
 *
 * \retval WALLET_ERR_STRUCTURE  `licence` is not a tagged COSE_Sign1
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_QR_INFLATED_MAX
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_qr_write_text(
    struct wallet_bytes licence, struct wallet_buffer *out, struct wallet_error *error);

/**
 * Writes the text of an identity code (MOSIP Claim 169 specification 1.2.1, section 3.2.1): a zlib
 * stream of the CWT in Base45, with no prefix.
 *
 * \param object  one COSE_Sign1, as wallet_claim169_issue() makes; borrowed
 * \param out     replaced by the text; owned by the caller
 *
 * \return as for wallet_qr_write_text()
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_qr_write_claim169(
    struct wallet_bytes object, struct wallet_buffer *out, struct wallet_error *error);

/**
 * Reads the bytes out of a code's text: strips the prefix, decodes Base45, inflates.  Nothing about
 * them is checked.
 *
 * \param text  "EL1:...", "HC1:..." or an identity code (WALLET_CODE_CLAIM169); borrowed
 * \param out   replaced by the bytes; owned by the caller
 *
 * \retval WALLET_ERR_UNSUPPORTED  another prefix, or none and no identity code
 * \retval WALLET_ERR_MALFORMED    not Base45, or a broken stream below it
 * \retval WALLET_ERR_TRUNCATED    the stream ends early
 * \retval WALLET_ERR_TOO_LARGE    beyond WALLET_QR_INFLATED_MAX
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_qr_read_text(
    struct wallet_bytes text, struct wallet_buffer *out, struct wallet_error *error);

/**
 * Tells how many characters a licence's text has as a whole, from as much of it as was read: a scanner
 * gun that stops early, or loses characters on the way, is found out by it.
 *
 * The lengths within the text are believed, and nothing is checked: it is good for a sentence such as
 * "212 of 375 characters" and for nothing else.
 *
 * \param text  the beginning of "EL1:..."; the symbology identifier "]Q1" before, and CR, LF and Tab
 *              behind, are not counted; borrowed
 *
 * \return the count, less or more than what is there; 0 where it cannot be told: the text ends before
 *         the length of the last payload, is deflated, or is another kind of text
 */
WALLET_API size_t wallet_code_expected_size(struct wallet_bytes text);

/** How much of a symbol may be damaged; ISO/IEC 18004. */
enum wallet_qr_level {
    WALLET_QR_LEVEL_M = 0, /**< screens and paper */
    WALLET_QR_LEVEL_L = 1,
    WALLET_QR_LEVEL_Q = 2, /**< laminated cards */
    WALLET_QR_LEVEL_H = 3,
};

enum wallet_qr_format {
    WALLET_QR_PNG = 0,      /**< black and white, one bit a pixel */
    WALLET_QR_SVG = 1,      /**< one path */
    WALLET_QR_TERMINAL = 2, /**< UTF-8 half blocks, two modules a character */
    WALLET_QR_MODULES = 3,  /**< a byte a module, row by row, 1 for dark: for drawing it oneself */
};

/** The default of `module_pixels`: reads well when the picture is shrunk to a quarter. */
#define WALLET_QR_MODULE_PIXELS 12

struct wallet_qr_options {
    enum wallet_qr_format format;
    enum wallet_qr_level level;
    unsigned module_pixels; /**< pixels (PNG) or units (SVG) a module, 1 to 64; 0: the default */
    unsigned version; /**< at least this symbol, up to WALLET_QR_VERSION_MAX; 0: the smallest */
};

/**
 * Draws `text` as one QR code with four modules of quiet zone.
 *
 * \param text         alphanumeric characters only, as wallet_qr_write_text() gives; borrowed
 * \param out          replaced by the picture; owned by the caller
 * \param out_version  on success the symbol's version, 1 to 40; may be NULL
 *
 * \retval WALLET_ERR_ARGUMENT   no such option
 * \retval WALLET_ERR_TOO_LARGE  needs more than version WALLET_QR_VERSION_MAX at this level
 * \retval WALLET_ERR_VALUE      a character that is not alphanumeric
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_qr_draw(
    struct wallet_bytes text,
    const struct wallet_qr_options *options,
    struct wallet_buffer *out,
    unsigned *out_version,
    struct wallet_error *error);

/** What a code's text is.  Numbers are never reused. */
enum wallet_code_kind {
    WALLET_CODE_UNKNOWN = 0,
    WALLET_CODE_LICENCE = 1,            /**< one of ours, "EL1:" */
    WALLET_CODE_LICENCE_PART = 2,       /**< a part of one that needs several codes, "EL1/" */
    WALLET_CODE_HEALTH = 3,             /**< an EU health certificate, "HC1:" */
    WALLET_CODE_PAYMENT = 4,            /**< a payment code of a bank or a payment app */
    WALLET_CODE_LINK = 5,               /**< a web address; never opened */
    WALLET_CODE_WIFI = 6,               /**< a wireless network, mostly with its password */
    WALLET_CODE_CONTACT = 7,            /**< a contact card */
    WALLET_CODE_MDOC = 8,               /**< an ISO/IEC 18013-5 engagement, "mdoc:" */
    WALLET_CODE_APP = 9,                /**< a page or mini programme of an app */
    WALLET_CODE_CHAT = 10,              /**< a person, group or account in WeChat or QQ */
    WALLET_CODE_GOVERNMENT = 11,        /**< a web address of a Chinese government office */
    WALLET_CODE_BUSINESS_REGISTER = 12, /**< a company's page, as on a printed business licence */
    WALLET_CODE_TAX = 13,               /**< an invoice, or a page of the tax administration */
    WALLET_CODE_MEDICAL_INSURANCE = 14, /**< the holder's medical insurance code */
    WALLET_CODE_MEDICINE = 15,          /**< a drug's trace code */
    WALLET_CODE_RAILWAY = 16,           /**< a page of the railway's ticket office, 12306 */
    WALLET_CODE_WAYBILL = 17,           /**< a parcel or a letter */
    WALLET_CODE_HEALTH_CODE = 18,       /**< a Chinese health code of the years 2020 to 2022 */
    WALLET_CODE_HEALTH_CARD = 19,       /**< a health card that is not checked: SMART, ICAO, NZCP */
    WALLET_CODE_CALENDAR = 20,          /**< a calendar entry */
    WALLET_CODE_PLACE = 21,             /**< a point on the map */
    WALLET_CODE_TELEPHONE = 22,         /**< a telephone number */
    WALLET_CODE_MESSAGE = 23,           /**< a short message or an e-mail */
    WALLET_CODE_SECRET = 24,            /**< what signs its holder in; not for anybody's eyes */
    WALLET_CODE_CRYPTOCURRENCY = 25,    /**< an address that takes a cryptocurrency */
    WALLET_CODE_BOARDING_PASS = 26,     /**< IATA Resolution 792 */
    WALLET_CODE_GOODS = 27,             /**< a GS1 code */
    WALLET_CODE_SEAL = 28,              /**< a seal on a document: ICAO, 2D-Doc */
    WALLET_CODE_IDENTITY = 29,          /**< an identity code that is not checked: Aadhaar */
    WALLET_CODE_WALLET_REQUEST = 30,    /**< asks another kind of wallet, or offers it something */
    WALLET_CODE_CITIZEN_NUMBER = 31,    /**< a citizen number (GB 11643), which proves nothing */
    WALLET_CODE_CLAIM169 = 32,          /**< an identity code: MOSIP Claim 169, deflated by zlib */
    WALLET_CODE_CLAIM169_BROTLI = 33,   /**< perhaps one that was packed by Brotli; not read */
};

/** What kind of code carries this text, by its form alone: nothing is opened, asked or believed. */
WALLET_API enum wallet_code_kind wallet_code_kind(struct wallet_bytes text);

/** One sentence for a clerk, such as "This is a payment code, not a licence."; never NULL. */
WALLET_API const char *wallet_code_kind_sentence(
    enum wallet_code_kind kind, enum wallet_language language);

/**
 * How much of a code's text, from its beginning, may be put on a screen, into a log or a file: all of
 * it but where it holds a secret (a sign-in secret, a network's password), which then is the rest.
 */
WALLET_API size_t wallet_code_shown_size(struct wallet_bytes text);

#ifdef __cplusplus
}
#endif

#endif
