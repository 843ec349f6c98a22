/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The holder's vault: keys, licences and the history of what was shown to whom, in one encrypted file.
 *
 * A passphrase opens it (Argon2id).  Under the passphrase's key lies a random data key, and under that
 * each record by itself (XChaCha20-Poly1305), tied to the vault, its generation, its place and its
 * kind: a record that is altered, left out, repeated, moved, or taken from another vault or from an
 * older copy is noticed.  The header is clear, and says how many records of each kind there are.
 *
 * Keys never leave a vault in clear.  They live in locked memory from the moment they are decrypted;
 * the vault signs with them, and gives away their public halves.
 *
 * The library turns bytes into a vault and back.  Files are the caller's: replace them at once or not
 * at all, keep them from everyone else, hold a lock while one is open, and remember the newest one's mark
 * elsewhere, by which an older copy is noticed: see wallet/vault_mark.h.
 */
#ifndef WALLET_VAULT_H
#define WALLET_VAULT_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/verify.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The largest file of a vault, in bytes. */
#define WALLET_VAULT_FILE_MAX 67108864

/** The most keys, and the most licences, of one vault. */
#define WALLET_VAULT_KEY_MAX     64
#define WALLET_VAULT_LICENCE_MAX 4096

/** The most events of its history: behind them the oldest is forgotten for each new one. */
#define WALLET_VAULT_EVENT_MAX 65536

/** The longest text in a record, in bytes of UTF-8. */
#define WALLET_VAULT_TEXT_MAX 512

/** The most licences of one event, and the most fields of each. */
#define WALLET_VAULT_SHOWN_MAX 64
#define WALLET_VAULT_FIELD_MAX 1024

/** A new passphrase's shortest length in characters, and any passphrase's longest in bytes. */
#define WALLET_VAULT_PASSPHRASE_MIN 8
#define WALLET_VAULT_PASSPHRASE_MAX 1024

#define WALLET_VAULT_ID_SIZE 16 /**< bytes of the number that tells vaults apart */

/**
 * What each guess of the passphrase costs, whoever makes it: Argon2id (RFC 9106) with one lane.  It
 * stands in the file; files that ask for more than the two limits are refused before anything is
 * computed.
 */
struct wallet_vault_cost {
    unsigned passes;     /**< 1 to WALLET_VAULT_PASSES_MAX */
    unsigned memory_kib; /**< 8 to WALLET_VAULT_MEMORY_KIB_MAX */
};

#define WALLET_VAULT_PASSES_MAX     4
#define WALLET_VAULT_MEMORY_KIB_MAX 1048576

/**
 * The cost of this name: "low" (1 pass, 8 MiB: for tests and weak devices), "moderate" (3 passes, 256
 * MiB, some 0.7 s: the one to take) or "high" (4 passes, 1 GiB).  False if there is none.
 */
WALLET_API bool wallet_vault_cost_find(const char *name, struct wallet_vault_cost *out);

/** An open vault.  Its secrets are wiped when it is released. */
struct wallet_vault;

/**
 * Makes an empty vault: no file, no key yet.
 *
 * \param passphrase  UTF-8, WALLET_VAULT_PASSPHRASE_MIN characters or more; borrowed.  It is needed no
 *                    longer on return: wipe it
 * \param cost        within the limits above
 * \param out         on success the vault, which the caller owns: wallet_vault_free()
 *
 * \retval WALLET_ERR_VALUE     the passphrase is too short, too long, or not UTF-8
 * \retval WALLET_ERR_ARGUMENT  a cost outside its limits
 * \retval WALLET_ERR_MEMORY    memory, or lockable memory, or that which the cost asks for
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_new(
    struct wallet_bytes passphrase,
    struct wallet_vault_cost cost,
    struct wallet_vault **out,
    struct wallet_error *error);

/**
 * Opens a file, all of it or nothing: each record must be there, in its place and unaltered.
 *
 * \param file        at most WALLET_VAULT_FILE_MAX; copied
 * \param passphrase  borrowed, as above
 * \param out         on success the vault, which the caller owns: wallet_vault_free()
 *
 * \retval WALLET_ERR_STRUCTURE    no vault at all
 * \retval WALLET_ERR_UNSUPPORTED  a newer format, or a cost beyond the limits
 * \retval WALLET_ERR_KEY          the passphrase does not open it (or somebody altered both headers)
 * \retval WALLET_ERR_TRUNCATED    the file ends early
 * \retval WALLET_ERR_MALFORMED    it is damaged: wallet_vault_salvage() saves the rest
 * \retval WALLET_ERR_TOO_LARGE
 * \retval WALLET_ERR_MEMORY       as above
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_open(
    struct wallet_bytes file,
    struct wallet_bytes passphrase,
    struct wallet_vault **out,
    struct wallet_error *error);

/** How many records of each kind. */
struct wallet_vault_count {
    size_t keys;
    size_t licences;
    size_t events;
};

/**
 * Recovers from a damaged file each record that is still whole, wherever in the file it stands.
 *
 * The result is a vault of its own, with an id and a data key of its own, under the same passphrase;
 * the file stays what it is.  One of the two headers must be whole.
 *
 * \param file        as for wallet_vault_open(); a whole one is fine
 * \param passphrase  borrowed
 * \param out_lost    on success how many records the header names and the file no longer gives
 * \param out         on success the vault, which the caller owns: wallet_vault_free()
 *
 * \retval WALLET_ERR_STRUCTURE  no header is whole; other errors as for wallet_vault_open()
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_salvage(
    struct wallet_bytes file,
    struct wallet_bytes passphrase,
    struct wallet_vault_count *out_lost,
    struct wallet_vault **out,
    struct wallet_error *error);

/** Wipes and releases `vault`; signers of its keys sign no more.  NULL is allowed. */
WALLET_API void wallet_vault_free(struct wallet_vault *vault);

/**
 * Writes the file of the next generation: each call makes another.
 *
 * \param out  replaced by the file, which holds nothing in clear; owned by the caller
 *
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_VAULT_FILE_MAX, or the last generation there can be
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_write(
    struct wallet_vault *vault, struct wallet_buffer *out, struct wallet_error *error);

/**
 * Changes the passphrase and the cost; what was written before still opens with the old ones.
 *
 * The data key changes with them.  Each file is sealed anew as a whole anyway, since its records are
 * tied to its generation; so whoever once had the old passphrase, and with it the old data key, is shut
 * out from all that is written from now on.
 *
 * Errors as for wallet_vault_new(); the vault is then as it was.
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_set_passphrase(
    struct wallet_vault *vault,
    struct wallet_bytes passphrase,
    struct wallet_vault_cost cost,
    struct wallet_error *error);

/**
 * Takes in what another vault has and this one has not: keys, licences by their ids, events.  Nothing
 * that is here is changed.  To export, merge into a new vault and write that.
 *
 * \param from       borrowed
 * \param out_added  on success how much was new
 *
 * \retval WALLET_ERR_TOO_LARGE  it would be more than a vault may hold; nothing is taken in
 * \retval WALLET_ERR_MEMORY     `vault` may have taken in a part
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_merge(
    struct wallet_vault *vault,
    const struct wallet_vault *from,
    struct wallet_vault_count *out_added,
    struct wallet_error *error);

WALLET_API struct wallet_vault_count wallet_vault_count(const struct wallet_vault *vault);
WALLET_API struct wallet_vault_cost wallet_vault_cost(const struct wallet_vault *vault);

/** WALLET_VAULT_ID_SIZE bytes; borrows from `vault`. */
WALLET_API struct wallet_bytes wallet_vault_id(const struct wallet_vault *vault);

/** The generation that was read or last written; 0 for a vault that was never written. */
WALLET_API uint64_t wallet_vault_generation(const struct wallet_vault *vault);

/*
 * Keys.
 */

/** A key of the holder, Ed25519. */
struct wallet_vault_key {
    uint8_t id[WALLET_KEY_ID_SIZE];
    int64_t made_unix;
};

/**
 * Makes a new key from the system's randomness.
 *
 * \param out_id  on success its id
 *
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_VAULT_KEY_MAX
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_key_generate(
    struct wallet_vault *vault,
    int64_t now_unix,
    uint8_t out_id[WALLET_KEY_ID_SIZE],
    struct wallet_error *error);

/** The key at `index`, below the count; false beyond. */
WALLET_API bool wallet_vault_key_at(
    const struct wallet_vault *vault, size_t index, struct wallet_vault_key *out);

/**
 * Makes a signer of a key; it names no issuer.
 *
 * \param vault  borrowed; must outlive the signer
 *
 * \retval WALLET_ERR_UNKNOWN  the vault has no such key
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_signer(
    const struct wallet_vault *vault,
    const uint8_t key_id[WALLET_KEY_ID_SIZE],
    struct wallet_signer *out,
    struct wallet_error *error);

/**
 * Writes the public half as the key file of wallet/key.h, without the lines on an issuer: what an
 * agency is given to bind a licence to.  WALLET_ERR_UNKNOWN as above.
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_key_write_public(
    const struct wallet_vault *vault,
    const uint8_t key_id[WALLET_KEY_ID_SIZE],
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Says which key of this vault a verified licence is bound to: its claim `cnf`, with a COSE_Key or its
 * thumbprint.
 *
 * \param verdict     of a licence whose claims may be read; borrowed
 * \param out_key_id  on success the key's id
 *
 * \retval WALLET_ERR_MISSING      it is bound to no key, or its claims may not be read
 * \retval WALLET_ERR_UNKNOWN      it is bound to a key that is not in this vault
 * \retval WALLET_ERR_UNSUPPORTED  it is bound in another way
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_find_holder(
    const struct wallet_vault *vault,
    const struct wallet_verdict *verdict,
    uint8_t out_key_id[WALLET_KEY_ID_SIZE],
    struct wallet_error *error);

/*
 * Licences.
 */

/** A licence, and what its verdict said when it was put in. */
struct wallet_vault_licence {
    uint8_t id[WALLET_DIGEST_SIZE]; /**< SHA-256 of `content`: the vault fills it in */
    struct wallet_bytes content;    /**< as received; at most WALLET_VAULT_CONTENT_MAX */
    int64_t added_unix;
    bool is_bound; /**< to the key that `key_id` names */
    uint8_t key_id[WALLET_KEY_ID_SIZE];
    int64_t until_unix;          /**< the first second it is no longer valid; 0: 长期 */
    struct wallet_bytes label;   /**< the holder's own word for it; texts may be empty */
    struct wallet_bytes origin;  /**< where it came from, such as a file's name */
    struct wallet_bytes type;    /**< the licence type's code; a foreign licence's format */
    struct wallet_bytes issuer;  /**< as the licence names it */
    struct wallet_bytes name_zh; /**< the issuer's */
    struct wallet_bytes name_en;
    struct wallet_bytes identifier; /**< of GB/T 36904 */
};

/** The largest licence in a vault: the bytes of one, or the text of a code. */
#define WALLET_VAULT_CONTENT_MAX 131072

/**
 * Puts in a licence.
 *
 * \param licence  copied; its `id` is not looked at
 * \param out_id   on success its id; may be NULL
 *
 * \retval WALLET_ERR_VALUE      it is in the vault already, is empty, or a text is not UTF-8
 * \retval WALLET_ERR_UNKNOWN    it is bound to a key that is not in this vault
 * \retval WALLET_ERR_TOO_LARGE  beyond a limit above
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_licence_add(
    struct wallet_vault *vault,
    const struct wallet_vault_licence *licence,
    uint8_t out_id[WALLET_DIGEST_SIZE],
    struct wallet_error *error);

/** The licence at `index`, oldest first; borrows until one is removed.  False beyond the last. */
WALLET_API bool wallet_vault_licence_at(
    const struct wallet_vault *vault, size_t index, struct wallet_vault_licence *out);

/**
 * Finds a licence by the beginning of its id in hexadecimal.
 *
 * \param prefix     one digit or more, in any case
 * \param out_index  on success its index
 *
 * \retval WALLET_ERR_UNKNOWN  none begins so, or these are no such digits
 * \retval WALLET_ERR_VALUE    several do
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_licence_find(
    const struct wallet_vault *vault,
    const char *prefix,
    size_t *out_index,
    struct wallet_error *error);

/** Takes out the licence at `index`; those behind it move up.  WALLET_ERR_UNKNOWN beyond the last. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_licence_remove(
    struct wallet_vault *vault, size_t index, struct wallet_error *error);

/*
 * History.
 */

/** What happened; the numbers stand in files. */
enum wallet_vault_act {
    WALLET_VAULT_SHOWN = 1,    /**< a code was shown (亮码) */
    WALLET_VAULT_ANSWERED = 2, /**< a counter's request was answered (扫码) */
    WALLET_VAULT_DECLINED = 3, /**< a counter's request was not answered */
    WALLET_VAULT_ADDED = 4,    /**< licences were put in */
    WALLET_VAULT_REMOVED = 5,  /**< licences were taken out */
    WALLET_VAULT_IMPORTED = 6, /**< what another file held was taken in */
    WALLET_VAULT_REKEYED = 7,  /**< the passphrase was changed */
    WALLET_VAULT_ROLLED = 8,   /**< an older copy was accepted on purpose */
    WALLET_VAULT_GRANTED = 9,  /**< a counter was let fetch licences from a repository */
};

/** "shown", "answered", ...; never NULL. */
WALLET_API const char *wallet_vault_act_name(enum wallet_vault_act act);

/** One licence in an event. */
struct wallet_vault_shown {
    uint8_t licence[WALLET_DIGEST_SIZE]; /**< its id; zeros: not in this vault */
    struct wallet_bytes type;            /**< as of the licence, which may be gone */
    const struct wallet_bytes *fields;   /**< the names of those that were shown */
    size_t field_count;
};

/** One event.  Texts may be empty; they may come from anyone, so show them with care. */
struct wallet_vault_event {
    enum wallet_vault_act act;
    int64_t at_unix;
    struct wallet_bytes to;      /**< whom: an id such as a USCC */
    struct wallet_bytes to_name; /**< as the trust list or the request has it */
    struct wallet_bytes matter;  /**< for what */
    struct wallet_bytes note;
    const struct wallet_vault_shown *shown;
    size_t shown_count;
};

/**
 * Puts down an event, behind those that are no later.
 *
 * \param event  copied
 *
 * \retval WALLET_ERR_ARGUMENT   no such act
 * \retval WALLET_ERR_VALUE      a text that is not UTF-8
 * \retval WALLET_ERR_TOO_LARGE  a text or a list beyond the limits above
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_event_add(
    struct wallet_vault *vault, const struct wallet_vault_event *event, struct wallet_error *error);

/** The event at `index`, oldest first; borrows until one is added.  False beyond the last. */
WALLET_API bool wallet_vault_event_at(
    const struct wallet_vault *vault, size_t index, struct wallet_vault_event *out);

#ifdef __cplusplus
}
#endif

#endif
