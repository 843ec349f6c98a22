/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What is too large for one QR code, as several: cut into parts, and collected again.
 *
 * A part's text is "EL1/i/n/id:DATA": part i of n, counted from 1 in decimal, of the object that `id`
 * names; DATA is the Base45 (RFC 9285) of its slice.  Slices have an even number of bytes, but for
 * the last, and are equally long within two bytes.  `id` is the first four bytes, in capital hex, of
 * the SHA-256 of what was cut: parts of different objects never mix, and the whole is checked when it
 * is joined.  That guards against mistakes; against forgers there is the signature within.
 *
 * What is cut is what would stand behind "EL1:", so it may be deflated; what is joined is the object.
 */
#ifndef WALLET_PARTS_H
#define WALLET_PARTS_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/qr.h>

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The most parts of one object: the largest needs no more at the preferred version and level M. */
#define WALLET_PART_MAX 400

/** The largest object that is cut or joined, in bytes: as much as wallet_verify() takes. */
#define WALLET_PARTED_MAX 262144

/** An `id` with its NUL. */
#define WALLET_PART_ID_SIZE 9

/** Which part of which object a text is. */
struct wallet_part {
    size_t index; /**< from 1 */
    size_t count; /**< at most WALLET_PART_MAX */
    char id[WALLET_PART_ID_SIZE];
};

/**
 * Reads the head of a part's text; what stands behind it is not looked at.
 *
 * \param text  with or without what scanner guns add: "]Q1" before, CR, LF and Tab behind; borrowed
 *
 * \retval WALLET_ERR_UNSUPPORTED  does not begin with "EL1/"
 * \retval WALLET_ERR_MALFORMED    an index or an id that is not written as above
 * \retval WALLET_ERR_TOO_LARGE    more than WALLET_PART_MAX parts
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_part_read(
    struct wallet_bytes text, struct wallet_part *out, struct wallet_error *error);

/** The texts of the codes that carry one object: one, or as many as it takes.  Immutable. */
struct wallet_split;

/**
 * Makes the texts of an object's codes: "EL1:..." where one symbol holds it, else parts.  The same
 * object always gives the same texts.
 *
 * \param object   a COSE_Sign1, or an array of up to 15 of them; copied
 * \param level    of the symbols that will be drawn
 * \param version  the largest symbol, 1 to WALLET_QR_VERSION_MAX; 0: one symbol of up to
 *                 WALLET_QR_VERSION_MAX, or parts of up to WALLET_QR_VERSION_PREFERRED
 * \param out      on success the texts, which the caller owns: wallet_split_free()
 *
 * \retval WALLET_ERR_ARGUMENT   no such level or version
 * \retval WALLET_ERR_STRUCTURE  `object` is neither a tagged COSE_Sign1 nor an array
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_PARTED_MAX, or more than WALLET_PART_MAX parts
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_split_new(
    struct wallet_bytes object,
    enum wallet_qr_level level,
    unsigned version,
    struct wallet_split **out,
    struct wallet_error *error);

/**
 * Makes the text of an identity code (see wallet_qr_write_claim169()), which stands in one symbol.
 *
 * \param object  borrowed
 *
 * \retval WALLET_ERR_TOO_LARGE  one symbol of WALLET_QR_VERSION_MAX does not hold it
 * \return else as for wallet_split_new()
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_split_claim169(
    struct wallet_bytes object,
    enum wallet_qr_level level,
    struct wallet_split **out,
    struct wallet_error *error);

/** NULL is allowed. */
WALLET_API void wallet_split_free(struct wallet_split *split);

/** How many codes it takes, at least one. */
WALLET_API size_t wallet_split_count(const struct wallet_split *split);

/** The text of one code, counted from 0; nothing beyond the last.  Borrows from `split`. */
WALLET_API struct wallet_bytes wallet_split_text(const struct wallet_split *split, size_t index);

/** The parts of one object that were seen so far; never more than six times WALLET_PARTED_MAX bytes. */
struct wallet_parts;

/** \retval WALLET_ERR_MEMORY */
WALLET_API WALLET_CHECKED enum wallet_status wallet_parts_new(
    struct wallet_parts **out, struct wallet_error *error);

/** NULL is allowed. */
WALLET_API void wallet_parts_free(struct wallet_parts *parts);

/** Forgets what was added: the next part may be of any object. */
WALLET_API void wallet_parts_reset(struct wallet_parts *parts);

/**
 * Adds the text of one part.  The first says which object is collected; the others come in any order,
 * and any number of times.  What is refused leaves what was collected as it was, except for the last
 * missing part of a whole that does not hold together: that forgets all of it.
 *
 * WALLET_OK means that the part is taken, not that the object is there: ask wallet_parts_object().
 *
 * \param text  borrowed
 * \param out   on success which part it was; may be NULL
 *
 * \retval WALLET_ERR_UNSUPPORTED  no part at all
 * \retval WALLET_ERR_MALFORMED    a head or data that is not written as above; or what was joined does
 *                                 not have the digest that `id` names, or is no object
 * \retval WALLET_ERR_TRUNCATED    what was joined is a stream that ends early
 * \retval WALLET_ERR_VALUE        a part of another object
 * \retval WALLET_ERR_STRUCTURE    differs from the part of this index that is there already
 * \retval WALLET_ERR_TOO_LARGE    beyond WALLET_PARTED_MAX or WALLET_PART_MAX
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_parts_add(
    struct wallet_parts *parts,
    struct wallet_bytes text,
    struct wallet_part *out,
    struct wallet_error *error);

/** How many different parts there are. */
WALLET_API size_t wallet_parts_have(const struct wallet_parts *parts);

/** How many there must be; 0 before the first. */
WALLET_API size_t wallet_parts_count(const struct wallet_parts *parts);

/** The first index above `after` whose part is not there; 0 where there is none. */
WALLET_API size_t wallet_parts_missing(const struct wallet_parts *parts, size_t after);

/**
 * The object, for wallet_verify(); of size 0 until all its parts are there.  Borrows until `parts` is
 * reset or freed.  Nothing about it is checked but that it is what was cut.
 */
WALLET_API struct wallet_bytes wallet_parts_object(const struct wallet_parts *parts);

#ifdef __cplusplus
}
#endif

#endif
