/* SPDX-License-Identifier: Apache-2.0 */

/**
 * An agency's key, and the table behind which any signer may stand: a key file here, a token or
 * another process elsewhere.
 *
 * A key file is PEM (PKCS #8 or SubjectPublicKeyInfo) below a few lines that say whose key it is:
 *
 *     Issuer: 11360500000000019F
 *     Name-zh: 新余市某局
 *     Name-en: Example Bureau
 *     Types: 11100000000013127D001 11100000MB0143028R001
 *     -----BEGIN PUBLIC KEY-----
 *
 * Other tools skip these lines.  "Types: *" stands for every type.  A key without any of them, as other
 * people's are, is trusted for what is of none of our types, and for none of our licences.
 */
#ifndef WALLET_KEY_H
#define WALLET_KEY_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/reason.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a signature is made.  A key has exactly one. */
enum wallet_algorithm {
    WALLET_ALGORITHM_NONE = 0,
    WALLET_ALGORITHM_ED25519 = 1,
    WALLET_ALGORITHM_ES256 = 2, /**< ECDSA, P-256, SHA-256 */
    WALLET_ALGORITHM_ES384 = 3, /**< ECDSA, P-384, SHA-384 */
    WALLET_ALGORITHM_PS256 = 4, /**< RSA-PSS, SHA-256; foreign licences, verified only */

    /**
     * SM2 with SM3, always under the ID 1234567812345678 (GB/T 32918, 32905, 35276).  No number is
     * registered for it: in COSE the algorithm is -65537 and so is a key's curve, both of our own.
     */
    WALLET_ALGORITHM_SM2 = 5,

    /* Of others' documents, verified only: ISO/IEC 18013-5 has readers know these. */
    WALLET_ALGORITHM_ES512 = 6,   /**< ECDSA, P-521, SHA-512 */
    WALLET_ALGORITHM_ESB256 = 7,  /**< ECDSA, brainpoolP256r1, SHA-256 (RFC 9864 section 2.1) */
    WALLET_ALGORITHM_ESB320 = 8,  /**< ECDSA, brainpoolP320r1, SHA-384 */
    WALLET_ALGORITHM_ESB384 = 9,  /**< ECDSA, brainpoolP384r1, SHA-384 */
    WALLET_ALGORITHM_ESB512 = 10, /**< ECDSA, brainpoolP512r1, SHA-512 */
    WALLET_ALGORITHM_ED448 = 11,
};

/** As written above, such as "Ed25519" or "ES256"; or "none".  Never NULL. */
WALLET_API const char *wallet_algorithm_name(enum wallet_algorithm algorithm);

/** The algorithm of this name in any case, or WALLET_ALGORITHM_NONE. */
WALLET_API enum wallet_algorithm wallet_algorithm_find(const char *name);

/**
 * Says whether this library may sign with the algorithm on this machine.
 *
 * SM2 is signed with, and its keys are made, by Debian's OpenSSL 3.0.22-1~deb12u2 or later only:
 * older ones leak the key through the time that signing takes (CVE-2026-77696).  A program sees the
 * version, the builder and the day of the build, not the patch level; the day is taken for it.
 * Signatures by SM2 are checked everywhere, and tokens and other processes may make them.
 *
 * \retval WALLET_ERR_ARGUMENT     one that others sign by, such as PS256 and ES512, or none
 * \retval WALLET_ERR_UNSUPPORTED  SM2, with another OpenSSL; `error` says which one is here
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_algorithm_check_signing(
    enum wallet_algorithm algorithm, struct wallet_error *error);

#define WALLET_KEY_ID_SIZE     8     /**< the first bytes of a thumbprint (RFC 9679) */
#define WALLET_SIGNATURE_MAX   512   /**< bytes of the largest signature */
#define WALLET_KEY_FILE_MAX    65536 /**< bytes of the largest key or certificate file */
#define WALLET_ISSUER_SIZE     19    /**< a USCC and its NUL */
#define WALLET_ISSUER_NAME_MAX 256   /**< bytes of the longest agency's name, its NUL included */

/** Whose key a new one is to be.  Pointers are copied and may be NULL but for `issuer`. */
struct wallet_key_owner {
    const char *issuer;       /**< USCC, 18 characters */
    const char *name_zh;      /**< one line */
    const char *name_en;      /**< one line */
    const char *const *types; /**< type codes that it signs; NULL: every type */
    size_t type_count;
};

/** A key with its owner; private or public only.  Immutable: any number of threads may use it. */
struct wallet_key;

/**
 * Makes a new private key from the system's randomness.
 *
 * \param out  on success the key, which the caller owns: wallet_key_free()
 *
 * \retval WALLET_ERR_ARGUMENT     one that wallet_algorithm_check_signing() knows nothing of
 * \retval WALLET_ERR_VALUE        the issuer is no USCC, a type no type code, a name not one line
 * \retval WALLET_ERR_UNSUPPORTED  SM2, where wallet_algorithm_check_signing() forbids it
 * \retval WALLET_ERR_CRYPTO
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_key_generate(
    enum wallet_algorithm algorithm,
    const struct wallet_key_owner *owner,
    struct wallet_key **out,
    struct wallet_error *error);

/**
 * Reads a key file, private or public.
 *
 * \param file  the file's content, at most WALLET_KEY_FILE_MAX; copied
 * \param out   on success the key, which the caller owns: wallet_key_free()
 *
 * \retval WALLET_ERR_KEY        no key in it, or one that must not be used (small order, off curve)
 * \retval WALLET_ERR_VALUE      a line above it that does not say what it should
 * \retval WALLET_ERR_TOO_LARGE
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_key_parse(
    struct wallet_bytes file, struct wallet_key **out, struct wallet_error *error);

/** Releases `key` and wipes its secret.  NULL is allowed. */
WALLET_API void wallet_key_free(struct wallet_key *key);

/** Writes the key as a file with its secret, if it has one: WALLET_ERR_KEY if not. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_key_write_private(
    const struct wallet_key *key, struct wallet_buffer *out, struct wallet_error *error);

/** Writes the file that others trust: owner and public key, no secret. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_key_write_public(
    const struct wallet_key *key, struct wallet_buffer *out, struct wallet_error *error);

/** Writes the public key as a COSE_Key (RFC 9052 section 7), deterministic CBOR. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_key_write_cose(
    const struct wallet_key *key, struct wallet_buffer *out, struct wallet_error *error);

/**
 * Reads a COSE_Key, EC2 or OKP with its whole public key, as somebody sent it: nobody's as far as it says,
 * and without a secret, even if there is one in it.
 *
 * \param encoded  borrowed
 * \param out      on success the key, which the caller owns: wallet_key_free()
 *
 * \retval WALLET_ERR_UNSUPPORTED  another key type or curve, or a compressed point
 * \retval WALLET_ERR_KEY          a key that must not be used (small order, off curve)
 * \retval WALLET_ERR_STRUCTURE    no COSE_Key; so is MALFORMED, TRUNCATED and TOO_LARGE
 * \retval WALLET_ERR_ARGUMENT     a NULL
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_key_read_cose(
    struct wallet_bytes encoded, struct wallet_key **out, struct wallet_error *error);

WALLET_API enum wallet_algorithm wallet_key_algorithm(const struct wallet_key *key);
WALLET_API bool wallet_key_is_private(const struct wallet_key *key);

/** WALLET_KEY_ID_SIZE bytes; borrows from `key`. */
WALLET_API struct wallet_bytes wallet_key_id(const struct wallet_key *key);

/** The agency's USCC; "" where the file names none. */
WALLET_API const char *wallet_key_issuer(const struct wallet_key *key);

/** The agency's name; "" where the file gives none. */
WALLET_API const char *wallet_key_issuer_name(
    const struct wallet_key *key, enum wallet_language language);

/** How many type codes the file lists. */
WALLET_API size_t wallet_key_type_count(const struct wallet_key *key);

/** The type code at `index`, below wallet_key_type_count(); "*" stands for every type. */
WALLET_API const char *wallet_key_type_at(const struct wallet_key *key, size_t index);

/**
 * Something that signs.  Fill one in to sign with a token or a remote service; wallet_key_signer()
 * fills one in for a key file.
 */
struct wallet_signer {
    enum wallet_algorithm algorithm;
    uint8_t key_id[WALLET_KEY_ID_SIZE];
    char issuer[WALLET_ISSUER_SIZE];

    /**
     * Signs `message` itself, not its digest.
     *
     * \param out   room for WALLET_SIGNATURE_MAX; ECDSA and SM2 as r and s, each as long as the
     *              curve's order
     * \param size  on success the size of the signature
     */
    enum wallet_status (*sign)(
        const void *context,
        struct wallet_bytes message,
        uint8_t *out,
        size_t *size,
        struct wallet_error *error);
    const void *context; /**< given to `sign` */
};

/**
 * Makes a signer of a private key.
 *
 * \param key  borrowed; must outlive the signer
 *
 * \retval WALLET_ERR_KEY  the key has no secret, or names no issuer
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_key_signer(
    const struct wallet_key *key, struct wallet_signer *out, struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
