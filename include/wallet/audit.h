/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What proves who used which licence, when and for what.
 *
 * A repository keeps a log of entries, one for each act, as the leaves of a Merkle tree (RFC 9162).  Its
 * audit key signs the root from time to time: a checkpoint.  Whoever holds a checkpoint, or a receipt
 * for one entry, can tell later whether the log was changed or cut: the signed root of then and the log
 * of now no longer fit.  Nothing else shows that the last entries of a log were taken away.
 *
 * All three objects are the same signature, over the root (RFC 9942, "COSE Receipts"), whose protected
 * headers say whose log it is, how many entries it has, and when:
 *
 *     checkpoint       the root itself as payload
 *     receipt          payload detached; a proof that an entry is in the log, and the entry
 *     consistency      payload detached; a proof that an older log is the beginning of this one
 *
 * Digests and signatures are checked over the bytes as they came.  Which licence a receipt is for is for
 * the reader to say: see wallet_receipt_verify().
 */
#ifndef WALLET_AUDIT_H
#define WALLET_AUDIT_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/reason.h>
#include <wallet/trust.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_AUDIT_HASH_SIZE   32   /**< bytes of a root and of a licence's digest, SHA-256 */
#define WALLET_AUDIT_HOLDER_SIZE 16   /**< bytes of what stands for a holder in a log */
#define WALLET_DETAILS_MAX       2048 /**< bytes of the details of one act */
#define WALLET_ENTRY_MAX         3072 /**< bytes of the largest entry */
#define WALLET_RECEIPT_MAX       8192 /**< bytes of the largest checkpoint, receipt or proof */
#define WALLET_COSIGNATURE_MAX   8192

/** What was done.  Numbers are in entries for ever: new ones are added, none is reused. */
enum wallet_act {
    WALLET_ACT_NONE = 0,
    WALLET_ACT_ISSUE = 1,   /**< a licence was signed and stored */
    WALLET_ACT_LOAD = 2,    /**< a licence that was signed elsewhere was stored */
    WALLET_ACT_STATE = 3,   /**< suspended, revoked, restored, replaced */
    WALLET_ACT_RELEASE = 4, /**< a counter was given fields */
    WALLET_ACT_COMPARE = 5, /**< a counter was told whether its values are those of the licence */
    WALLET_ACT_SEARCH = 6,  /**< a counter was told which licences there are */
    WALLET_ACT_VERIFY = 7,  /**< a copy was checked */
    WALLET_ACT_REFUSE = 8,  /**< a call was refused, or at a counter a licence */
    WALLET_ACT_PROBLEM = 9, /**< somebody reported a licence as missing, wrong or unreadable */
    WALLET_ACT_SUBSCRIBE = 10, /**< a department was allowed types and fields, or no longer */
    WALLET_ACT_ERASE = 11,     /**< a licence's content was erased */
    WALLET_ACT_FORGET = 12,    /**< the content of an older entry of this log was erased */
    WALLET_ACT_CASE = 13,      /**< a counter wrote down an act of a case, see case.h */
};

/** One more than the largest act. */
#define WALLET_ACT_COUNT 14

/** The constant's name without its prefix, such as "RELEASE"; "NONE" for none; never NULL. */
WALLET_API const char *wallet_act_name(enum wallet_act act);

/** The act of this name in any case, or WALLET_ACT_NONE. */
WALLET_API enum wallet_act wallet_act_find(const char *name);

/** What was done, in a few words for people; never NULL. */
WALLET_API const char *wallet_act_label(enum wallet_act act, enum wallet_language language);

/**
 * Keys of the map of details: deterministic CBOR, in ascending order.  Readers show keys that they do
 * not know by their number.
 */
enum wallet_detail {
    WALLET_DETAIL_COUNTER = 1,     /**< text: USCC of who asked */
    WALLET_DETAIL_DESK = 2,        /**< text: place or system */
    WALLET_DETAIL_CLERK = 3,       /**< text */
    WALLET_DETAIL_MATTER = 4,      /**< text: code of the matter */
    WALLET_DETAIL_MATTER_NAME = 5, /**< text: name of the matter, or the cause */
    WALLET_DETAIL_METHOD = 6,      /**< text: "show", "scan", "face", "duty" */
    WALLET_DETAIL_TYPE = 7,        /**< text: licence type code */
    WALLET_DETAIL_FIELDS = 8,      /**< array of field keys */
    WALLET_DETAIL_GRANT = 9,       /**< bytes: SHA-256 of the grant */
    WALLET_DETAIL_RESULT = 10,     /**< text */
    WALLET_DETAIL_REASON = 11,     /**< text: name of a wallet_reason, or words */
    WALLET_DETAIL_NUMBER = 12,     /**< unsigned: of another entry */
    WALLET_DETAIL_NOTE = 13,       /**< text */
    WALLET_DETAIL_CASE = 14,       /**< text: number of the case */
    WALLET_DETAIL_DEED = 15,       /**< bytes: SHA-256 of the act of the case */
};

/** One more than the largest detail. */
#define WALLET_DETAIL_COUNT 16

/** The constant's name in lower case, such as "counter"; NULL for a key that is none. */
WALLET_API const char *wallet_detail_name(uint64_t key);

/** What a detail is called; NULL for a key that is none. */
WALLET_API const char *wallet_detail_label(uint64_t key, enum wallet_language language);

/** One entry of a log; bytes borrow from what it was read from. */
struct wallet_audit_entry {
    uint64_t number; /**< from 0 */
    int64_t at_unix;
    enum wallet_act act;
    bool is_use;                 /**< it is in the holder's list of uses */
    struct wallet_bytes holder;  /**< WALLET_AUDIT_HOLDER_SIZE bytes, or none: a keyed hash */
    struct wallet_bytes licence; /**< SHA-256 of the licence, or none */
    struct wallet_bytes details; /**< encoded map, see enum wallet_detail */
};

/** What an audit key says of a log. */
struct wallet_checkpoint {
    char origin[WALLET_ISSUER_SIZE]; /**< whose log: the repository's USCC */
    uint64_t size;                   /**< entries */
    int64_t at_unix;
    uint8_t root[WALLET_AUDIT_HASH_SIZE];
};

/** A receipt that was verified; the entry borrows from the receipt's bytes. */
struct wallet_receipt {
    struct wallet_checkpoint checkpoint;
    struct wallet_audit_entry entry;
};

/** What a receipt must be about; what is left empty is not asked for. */
struct wallet_receipt_claim {
    struct wallet_bytes licence; /**< SHA-256 of the licence as it was stored */
    enum wallet_act act;
};

/** What stands for a licence in a log: SHA-256 of its bytes. */
WALLET_API void wallet_audit_digest(
    struct wallet_bytes licence, uint8_t out[WALLET_AUDIT_HASH_SIZE]);

/** Whether it is a checkpoint, a receipt or a proof of consistency, by its form; nothing is checked. */
WALLET_API bool wallet_checkpoint_recognise(struct wallet_bytes object);
WALLET_API bool wallet_receipt_recognise(struct wallet_bytes object);
WALLET_API bool wallet_consistency_recognise(struct wallet_bytes object);

/**
 * Verifies a checkpoint: the log's owner has an audit key in the trust list (WALLET_ROLE_AUDIT) that
 * signed it.
 *
 * \retval WALLET_ERR_REFUSED       not signed by such a key, altered, or the key was not in use then
 * \retval WALLET_ERR_UNDETERMINED  the key was compromised later
 * \retval WALLET_ERR_STRUCTURE     or MALFORMED, TRUNCATED, TOO_LARGE, VALUE: no checkpoint
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_checkpoint_verify(
    struct wallet_bytes checkpoint,
    const struct wallet_trust *trust,
    struct wallet_checkpoint *out,
    struct wallet_error *error);

/**
 * Verifies a receipt: that it is about what is claimed, then that the entry is in the log whose root was
 * signed, then the signature as wallet_checkpoint_verify() does.  Whether that log continues another
 * that was seen before is asked by wallet_checkpoint_follow().
 *
 * \param receipt  borrowed by `out`
 * \param claim    what the reader believes it to be about; NULL: see `out`
 *
 * \retval WALLET_ERR_REFUSED  it is about another licence or act; or as wallet_checkpoint_verify()
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_receipt_verify(
    struct wallet_bytes receipt,
    const struct wallet_trust *trust,
    const struct wallet_receipt_claim *claim,
    struct wallet_receipt *out,
    struct wallet_error *error);

/** How a log stands to a checkpoint of it that was seen before. */
enum wallet_succession {
    WALLET_SUCCESSION_SAME = 0,
    WALLET_SUCCESSION_GROWN = 1,        /**< and the proof shows that it only grew */
    WALLET_SUCCESSION_FORK = 2,         /**< as many entries, others */
    WALLET_SUCCESSION_ROLLBACK = 3,     /**< fewer entries */
    WALLET_SUCCESSION_INCONSISTENT = 4, /**< more entries, and the older ones are others */
    WALLET_SUCCESSION_UNPROVEN = 5,     /**< more entries, and no proof of how they came */
    WALLET_SUCCESSION_FOREIGN = 6,      /**< another log */
};

/** "SAME", "GROWN", "FORK", ...; never NULL. */
WALLET_API const char *wallet_succession_name(enum wallet_succession succession);

/** One sentence for people; never NULL. */
WALLET_API const char *wallet_succession_sentence(
    enum wallet_succession succession, enum wallet_language language);

/**
 * Tells how a newer checkpoint stands to an older one.  Both have been verified.
 *
 * \param proof  a proof of consistency; empty: none
 */
WALLET_API enum wallet_succession wallet_checkpoint_follow(
    const struct wallet_checkpoint *older,
    const struct wallet_checkpoint *newer,
    struct wallet_bytes proof);

/**
 * Verifies a proof of consistency with the log that an older checkpoint is of, and tells the newer
 * checkpoint, which the same signature stands for.
 *
 * \retval WALLET_ERR_REFUSED  it is about another log or another older size, the older log is not the
 *                             beginning of the newer, or as wallet_checkpoint_verify()
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_consistency_verify(
    struct wallet_bytes proof,
    const struct wallet_trust *trust,
    const struct wallet_checkpoint *older,
    struct wallet_checkpoint *out,
    struct wallet_error *error);

/** What a witness is shown, and what it saw; all is borrowed. */
struct wallet_sighting {
    struct wallet_bytes checkpoint;
    const struct wallet_trust *trust;
    const struct wallet_checkpoint *last; /**< the last that it saw of this log; NULL: none */
    struct wallet_bytes proof; /**< of consistency with `last`; empty where none is needed */
};

/**
 * Signs, as an outside witness, that a checkpoint continues what the witness saw before; typ
 * application/wallet-cosignature+cwt.  The caller keeps the checkpoint as the last one that was seen,
 * before it hands the cosignature out.
 *
 * \param signer          the witness's: of another agency than the log's
 * \param out             replaced by the cosignature, which holds the checkpoint
 * \param out_seen        the checkpoint
 * \param out_succession  how it stands to `last`, if the checkpoint itself is good; may be NULL
 *
 * \retval WALLET_ERR_REFUSED  it does not continue it, see `out_succession`; or as
 *                             wallet_checkpoint_verify()
 * \retval WALLET_ERR_KEY      the signer names no issuer, or the log's own
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_checkpoint_cosign(
    const struct wallet_sighting *sighting,
    const struct wallet_signer *signer,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_checkpoint *out_seen,
    enum wallet_succession *out_succession,
    struct wallet_error *error);

/** A cosignature that was verified. */
struct wallet_cosignature {
    char witness[WALLET_ISSUER_SIZE];
    int64_t at_unix;
    struct wallet_checkpoint checkpoint;
};

/** Whether it is a cosignature, by its form; nothing is checked. */
WALLET_API bool wallet_cosignature_recognise(struct wallet_bytes object);

/**
 * Verifies a witness's cosignature (WALLET_ROLE_AUDIT) and the checkpoint in it.
 *
 * \retval WALLET_ERR_REFUSED  as wallet_checkpoint_verify(), of either; or the witness is the log's owner
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_cosignature_verify(
    struct wallet_bytes cosignature,
    const struct wallet_trust *trust,
    struct wallet_cosignature *out,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
