/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The holder's side: of each licence as little as the matter needs, shown to one counter, now.
 *
 * A selection is one licence as its issuer handed it over, and what of it is going to be shown.  At
 * first that is what is always shown; all else is chosen by name.  wallet_present() signs selections
 * with the holder's key; what comes of it is good for a minute, and for whom it is meant.
 */
#ifndef WALLET_SELECTION_H
#define WALLET_SELECTION_H

#include <wallet/bytes.h>
#include <wallet/catalogue.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/verify.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** For how long a shown code holds; counters take it for half as long again. */
#define WALLET_SHOWN_SECONDS 60

/** The most licences shown at once. */
#define WALLET_SHOWN_MAX 15

/** The largest presentation, in bytes. */
#define WALLET_PRESENTATION_MAX 262144

/** One licence and what of it is shown.  One thread at a time. */
struct wallet_selection;

/**
 * Opens a licence for its holder.  Nothing is verified: that is done once, when it is received (see
 * wallet_verify_received()).
 *
 * \param licence    as it was issued, with all disclosures, or a printed one, of which everything is
 *                   always shown; copied
 * \param catalogue  borrowed; must outlive the selection
 * \param out        on success the selection, which the caller owns: wallet_selection_free()
 *
 * \retval WALLET_ERR_STRUCTURE  no licence of ours; or TRUNCATED, MALFORMED, TOO_LARGE
 * \retval WALLET_ERR_REFUSED    its disclosures are none, or one is there twice
 * \retval WALLET_ERR_UNKNOWN    its type is not in the catalogue
 * \retval WALLET_ERR_UNSUPPORTED  its digests are by a hash that is not known
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_selection_new(
    struct wallet_bytes licence,
    const struct wallet_catalogue *catalogue,
    struct wallet_selection **out,
    struct wallet_error *error);

/** Releases `selection`.  NULL is allowed. */
WALLET_API void wallet_selection_free(struct wallet_selection *selection);

WALLET_API const struct wallet_type *wallet_selection_type(
    const struct wallet_selection *selection);

/** The USCC of its issuer; borrows from `selection`. */
WALLET_API struct wallet_bytes wallet_selection_issuer(const struct wallet_selection *selection);

/** Writes the identifier of GB/T 36904. */
WALLET_API void wallet_selection_identifier(
    const struct wallet_selection *selection, char out[WALLET_IDENTIFIER_SIZE]);

/** Until when it holds; false for 长期. */
WALLET_API bool wallet_selection_until(const struct wallet_selection *selection, int64_t *out_unix);

/** Whether it is bound to a holder's key; else it is printed, and shown as it is. */
WALLET_API bool wallet_selection_is_bound(const struct wallet_selection *selection);

/**
 * The identifier of the holder's key to which it is bound, WALLET_KEY_ID_SIZE bytes; empty for a
 * printed one.  Borrows.
 */
WALLET_API struct wallet_bytes wallet_selection_key_id(const struct wallet_selection *selection);

/** One field that may be shown. */
struct wallet_selectable {
    struct wallet_fact fact; /**< borrows from the selection */
    bool is_always_shown;    /**< of a member: wherever anything of that member is */
    bool is_shown;
};

/** How many fields there are, those of all members included. */
WALLET_API size_t wallet_selection_count(const struct wallet_selection *selection);

/** The field at `index`, below wallet_selection_count(): by key, members one by one. */
WALLET_API void wallet_selection_at(
    const struct wallet_selection *selection, size_t index, struct wallet_selectable *out);

/** Shows the field at `index`, and of its member what is always shown. */
WALLET_API void wallet_selection_show(struct wallet_selection *selection, size_t index);

/** Keeps the field at `index` back again, if it may be. */
WALLET_API void wallet_selection_hide(struct wallet_selection *selection, size_t index);

/**
 * Shows the fields that a path names: "address"; "members.2", the page of the second member with what
 * is always shown; "members.2.name".  Names as for wallet_type_find_field().
 *
 * \retval WALLET_ERR_UNKNOWN  the type has no such field; the message names the nearest one
 * \retval WALLET_ERR_MISSING  the licence says nothing there
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_selection_show_path(
    struct wallet_selection *selection, struct wallet_bytes path, struct wallet_error *error);

/** Shows the holder's number, with its type before it, which proves whose licences belong together. */
WALLET_API void wallet_selection_show_holder(struct wallet_selection *selection);

/**
 * Writes the licence with what is shown of it, as it stands in a presentation.
 *
 * \param out  replaced
 *
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_selection_write(
    const struct wallet_selection *selection,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** For whom, when, and in answer to what a presentation is made. */
struct wallet_showing {
    const char *audience; /**< the counter's USCC, or a division of GB/T 2260, such as "360500" */
    struct wallet_bytes nonce; /**< of the request that is answered; empty: nobody asked */
    int64_t at_unix;           /**< now */
};

/**
 * Signs a presentation: a key-binding token (SD-KBT, draft-ietf-spice-sd-cwt section 7.1), or an array
 * of them for several licences.
 *
 * \param selections  1 to WALLET_SHOWN_MAX, all bound to the signer's key; borrowed
 * \param signer      the holder's
 * \param out         replaced by the presentation
 *
 * \retval WALLET_ERR_ARGUMENT   no selection, too many, or no audience
 * \retval WALLET_ERR_KEY        one is not bound to this key
 * \retval WALLET_ERR_VALUE      one is not valid now: no counter would take it
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_PRESENTATION_MAX
 * \retval WALLET_ERR_MEMORY     or what `signer` returns
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_present(
    const struct wallet_selection *const *selections,
    size_t count,
    const struct wallet_signer *signer,
    const struct wallet_showing *showing,
    struct wallet_buffer *out,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
