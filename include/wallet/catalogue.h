/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The catalogue says which licence types there are and which fields each has.  It is data: one JSON
 * file a type, so that an agency adds a type without touching a program.
 */
#ifndef WALLET_CATALOGUE_H
#define WALLET_CATALOGUE_H

#include <wallet/bytes.h>
#include <wallet/codes.h>
#include <wallet/error.h>
#include <wallet/reason.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The licence types known to a program.  Immutable once loaded: any number of threads may use it. */
struct wallet_catalogue;

/** One licence type; lives as long as its catalogue. */
struct wallet_type;

/** One field of a type, or of the members in a field; lives as long as its catalogue. */
struct wallet_field;

/** The largest type file, in bytes. */
#define WALLET_TYPE_FILE_MAX 262144

/** The most types in one catalogue. */
#define WALLET_TYPE_COUNT_MAX 4096

/** Who holds licences of a type. */
enum wallet_holder_kind {
    WALLET_HOLDER_PERSON = 0,
    WALLET_HOLDER_ORGANISATION = 1,
    WALLET_HOLDER_HOUSEHOLD = 2, /**< several members; the head stands for them */
    WALLET_HOLDER_EITHER = 3,    /**< 混合: each licence has a person or an organisation */
};

/** What a field holds. */
enum wallet_field_kind {
    WALLET_FIELD_TEXT = 0, /**< UTF-8 in NFC, no control characters */
    WALLET_FIELD_DATE = 1, /**< a day; 9999-12-31 stands for 长期 where the type allows it */
    WALLET_FIELD_CODE = 2, /**< a number out of the field's code list */
    WALLET_FIELD_CITIZEN_NUMBER = 3, /**< GB 11643 */
    WALLET_FIELD_USCC = 4,           /**< GB 32100 */
    WALLET_FIELD_DIVISION = 5,       /**< a six-digit division code, GB/T 2260 */
    WALLET_FIELD_NUMBER = 6,         /**< an unsigned integer */
    WALLET_FIELD_PORTRAIT = 7,       /**< an encoded picture */
    WALLET_FIELD_MEMBERS = 8,        /**< an array of records with fields of their own */
};

/** When a field may be shown to someone else. */
enum wallet_disclosure {
    WALLET_DISCLOSE_ALWAYS = 0,
    WALLET_DISCLOSE_ON_REQUEST = 1,
    WALLET_DISCLOSE_NEVER_BY_DEFAULT = 2, /**< only when named on purpose, such as religion */
};

/**
 * Loads each "*.json" in `folder`/codes, the code lists that types share, then each in
 * `folder`/types, in the order of their names.  There may be no folder of codes.
 *
 * \param folder  borrowed
 * \param out     on success the catalogue, which the caller owns: wallet_catalogue_free()
 * \param error   may be NULL; names the file, the line and the cause
 *
 * \retval WALLET_ERR_FILE       the folder or a file cannot be read
 * \retval WALLET_ERR_MALFORMED  a file is not JSON, or names a member twice
 * \retval WALLET_ERR_STRUCTURE  a file describes no type or code list, or repeats another's name or
 *                               code
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_TYPE_FILE_MAX or WALLET_TYPE_COUNT_MAX
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_catalogue_load(
    const char *folder, struct wallet_catalogue **out, struct wallet_error *error);

/**
 * Makes a catalogue of the one type described in `json`; for checking a type file, and for tests.
 * Errors as for wallet_catalogue_load().
 *
 * \param json   at most WALLET_TYPE_FILE_MAX; borrowed for the call only
 * \param lists  a catalogue whose shared code lists the type may name; borrowed, must outlive the
 *               result; NULL: the type may name none
 * \param out    on success the catalogue, which the caller owns: wallet_catalogue_free()
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_catalogue_parse(
    struct wallet_bytes json,
    const struct wallet_catalogue *lists,
    struct wallet_catalogue **out,
    struct wallet_error *error);

/** Releases `catalogue`, its types and fields.  NULL is allowed. */
WALLET_API void wallet_catalogue_free(struct wallet_catalogue *catalogue);

WALLET_API size_t wallet_catalogue_count(const struct wallet_catalogue *catalogue);

/** The type at `index`, below wallet_catalogue_count(). */
WALLET_API const struct wallet_type *wallet_catalogue_at(
    const struct wallet_catalogue *catalogue, size_t index);

/** The type with this name ("id-card") or this 21-character code; NULL if there is none. */
WALLET_API const struct wallet_type *wallet_catalogue_find(
    const struct wallet_catalogue *catalogue, struct wallet_bytes name_or_code);

/** The name for command lines, such as "id-card". */
WALLET_API const char *wallet_type_name(const struct wallet_type *type);

/** The licence type code of GB/T 36902, 21 characters. */
WALLET_API const char *wallet_type_code(const struct wallet_type *type);

/** What people call it, such as 居民身份证; "" for NULL, which foreign licences have for a type. */
WALLET_API const char *wallet_type_title(
    const struct wallet_type *type, enum wallet_language language);

/** The body that defines the type. */
WALLET_API const char *wallet_type_definer(
    const struct wallet_type *type, enum wallet_language language);

/** For how long licences of the type hold, in words. */
WALLET_API const char *wallet_type_validity(
    const struct wallet_type *type, enum wallet_language language);

/** The law or form that names the fields. */
WALLET_API const char *wallet_type_source(const struct wallet_type *type);

WALLET_API enum wallet_holder_kind wallet_type_holder(const struct wallet_type *type);

/**
 * The field with the citizen number of a person who holds such a licence; of a household it is a
 * field of the members, and the head's counts.  NULL where no person holds one.
 */
WALLET_API const struct wallet_field *wallet_type_holder_person(const struct wallet_type *type);

/**
 * The field with the USCC of an organisation that holds such a licence; NULL where none holds one.
 * Where either may hold it, a licence has one of the two fields and never both.
 */
WALLET_API const struct wallet_field *wallet_type_holder_organisation(
    const struct wallet_type *type);

/**
 * Whether one holder may have several licences of the type in force at once, as of real estate or
 * vehicles; else a repository keeps one in force.
 */
WALLET_API bool wallet_type_allows_several(const struct wallet_type *type);

WALLET_API size_t wallet_type_field_count(const struct wallet_type *type);

/** The field at `index`, below wallet_type_field_count(), in ascending order of keys. */
WALLET_API const struct wallet_field *wallet_type_field_at(
    const struct wallet_type *type, size_t index);

/** The field with this name, Chinese title or standard identifier; NULL if there is none. */
WALLET_API const struct wallet_field *wallet_type_find_field(
    const struct wallet_type *type, struct wallet_bytes name);

/** The field with this key; NULL if there is none. */
WALLET_API const struct wallet_field *wallet_type_field_by_key(
    const struct wallet_type *type, uint64_t key);

/** The key that stands for the field on the wire. */
WALLET_API uint64_t wallet_field_key(const struct wallet_field *field);

/** The name for data files, such as "citizen_number". */
WALLET_API const char *wallet_field_name(const struct wallet_field *field);

/** What people call it, such as 公民身份号码. */
WALLET_API const char *wallet_field_title(
    const struct wallet_field *field, enum wallet_language language);

/** The identifier that Chinese standards give it, such as "KZ_GMSFHM"; "" where none is known. */
WALLET_API const char *wallet_field_identifier(const struct wallet_field *field);

WALLET_API enum wallet_field_kind wallet_field_kind(const struct wallet_field *field);
WALLET_API bool wallet_field_is_required(const struct wallet_field *field);
WALLET_API enum wallet_disclosure wallet_field_disclosure(const struct wallet_field *field);

/** Sensitive personal information in the sense of PIPL article 28. */
WALLET_API bool wallet_field_is_sensitive(const struct wallet_field *field);

/** How many fields each member has; 0 unless the kind is WALLET_FIELD_MEMBERS. */
WALLET_API size_t wallet_field_member_field_count(const struct wallet_field *field);

/** A field of the members, at `index` below wallet_field_member_field_count(). */
WALLET_API const struct wallet_field *wallet_field_member_field_at(
    const struct wallet_field *field, size_t index);

/** The member field with this key; NULL if there is none. */
WALLET_API const struct wallet_field *wallet_field_member_field_by_key(
    const struct wallet_field *field, uint64_t key);

/** How many codes the field's list has; 0 unless the kind is WALLET_FIELD_CODE. */
WALLET_API size_t wallet_field_code_count(const struct wallet_field *field);

/** The code at `index`, below wallet_field_code_count(), and in `*out_text` unless NULL its text. */
WALLET_API uint64_t wallet_field_code_at(
    const struct wallet_field *field,
    size_t index,
    enum wallet_language language,
    const char **out_text);

/** One value: which part is set follows from the field's kind. */
struct wallet_value {
    struct wallet_bytes bytes; /**< text, citizen number, USCC, portrait */
    int64_t number;            /**< code, number, division; a date in days since 1970-01-01 */
};

/** The day that stands for 长期 (without end): 9999-12-31. */
#define WALLET_DAY_FOREVER 2932896

/** What is wrong with `value` as the content of `field`; members have no value of their own. */
WALLET_API enum wallet_finding wallet_field_check(
    const struct wallet_field *field, const struct wallet_value *value);

/**
 * Writes `value` as people read it: dates as 2026-11-23 or 长期 / "long-term", codes by their text
 * (a code outside its list by its number), portraits as base64 text.  Safe to show anywhere:
 * what is not printable in a text becomes U+FFFD.
 *
 * \param out  replaced; owned by the caller
 *
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_field_format(
    const struct wallet_field *field,
    const struct wallet_value *value,
    enum wallet_language language,
    struct wallet_buffer *out);

#ifdef __cplusplus
}
#endif

#endif
