/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What a counter sends to a repository, and what it gets back: both are signed objects, so that neither
 * the way between them nor anything that stands there is trusted.
 *
 * A call says which counter and clerk ask, for which matter, what they want, and on which ground.  It is
 * good for a minute and for one time.  The answer names the call that it belongs to by its digest.
 */
#ifndef WALLET_CALL_H
#define WALLET_CALL_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/reason.h>
#include <wallet/request.h>
#include <wallet/trust.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_CALL_MAX            131072  /**< bytes of the largest call */
#define WALLET_CALL_GRANT_MAX      8192    /**< bytes of the largest grant in a call */
#define WALLET_CALL_FILE_MAX       98304   /**< bytes of the largest file that is verified */
#define WALLET_CALL_VALUE_MAX      256     /**< values that one call compares */
#define WALLET_CALL_SECONDS        60      /**< for how long a call is good */
#define WALLET_CALL_LEEWAY         30      /**< seconds that two clocks may differ by */
#define WALLET_CALL_NUMBER_SIZE    16      /**< bytes of the number that makes a call unique */
#define WALLET_CALL_DIGEST_SIZE    32      /**< bytes of a call's SHA-256 */
#define WALLET_ANSWER_MAX          2097152 /**< bytes of the largest answer */
#define WALLET_ANSWER_LICENCE_MAX  64      /**< licences that one answer tells of */
#define WALLET_RECEIPT_NUMBER_SIZE 32      /**< a problem's receipt number and its NUL */

/** The media types of the two, for a transport. */
#define WALLET_CALL_TYPE   "application/wallet-call+cwt"
#define WALLET_ANSWER_TYPE "application/wallet-answer+cwt"

/** What a counter wants done.  Numbers are on the wire: new ones are added, none is reused. */
enum wallet_operation {
    WALLET_OPERATION_NONE = 0,
    WALLET_OPERATION_SEARCH = 1,  /**< which licences a holder has: identifiers, types, states */
    WALLET_OPERATION_DATA = 2,    /**< copies that show the fields asked for */
    WALLET_OPERATION_FILE = 3,    /**< copies that show all fields that grant and counter allow */
    WALLET_OPERATION_COMPARE = 4, /**< whether values are those of the licence: the default */
    WALLET_OPERATION_VERIFY = 5,  /**< whether a licence or copy is genuine and in force */
    WALLET_OPERATION_PROBLEM = 6, /**< a licence is missing, wrong or does not load */
};

/** One more than the largest operation. */
#define WALLET_OPERATION_COUNT 7

/** "search", "data", "file", "compare", "verify", "problem"; "none"; never NULL. */
WALLET_API const char *wallet_operation_name(enum wallet_operation operation);

/** The operation of this name, or WALLET_OPERATION_NONE. */
WALLET_API enum wallet_operation wallet_operation_find(const char *name);

/** What became of a call, or of one licence in it.  Numbers are on the wire, as above. */
enum wallet_outcome {
    WALLET_OUTCOME_SUCCESS = 0,
    WALLET_OUTCOME_NOT_AUTHENTICATED = 1, /**< signature, signer or time of the call do not hold */
    WALLET_OUTCOME_NO_RIGHT = 2,          /**< the counter may not ask for this type or field */
    WALLET_OUTCOME_NONE_FOUND = 3,        /**< the holder has no such licence here */
    WALLET_OUTCOME_PARAMETER = 4,         /**< something in the call is missing or makes no sense */
    WALLET_OUTCOME_TYPE_UNKNOWN = 5,      /**< no such licence type or field */
    WALLET_OUTCOME_REVOKED = 6,           /**< revoked or cancelled */
    WALLET_OUTCOME_SUSPENDED = 7,
    WALLET_OUTCOME_EXPIRED = 8,         /**< the licence has expired, or does not hold yet */
    WALLET_OUTCOME_USE_RESTRICTED = 9,  /**< a printed licence is given whole or compared only */
    WALLET_OUTCOME_MATTER_MISSING = 10, /**< no matter, or no purpose */
    WALLET_OUTCOME_NOT_SUBSCRIBED =
        11, /**< the department has no subscription to it for this matter */
    WALLET_OUTCOME_SUBSCRIPTION_ENDED = 12,
    WALLET_OUTCOME_GRANT_MISSING = 13,
    WALLET_OUTCOME_GRANT_REFUSED = 14,  /**< its signature or signer does not hold */
    WALLET_OUTCOME_GRANT_EXPIRED = 15,  /**< or it is from the future */
    WALLET_OUTCOME_GRANT_AUDIENCE = 16, /**< it was given to another counter */
    WALLET_OUTCOME_GRANT_MATTER = 17,   /**< it was given for another matter */
    WALLET_OUTCOME_GRANT_SCOPE = 18,    /**< it does not cover a type or field asked for */
    WALLET_OUTCOME_GRANT_HOLDER = 19,   /**< its key is in none of the holder's valid licences */
    WALLET_OUTCOME_USED_ALREADY = 20,   /**< the call, or its grant, was used before */
    WALLET_OUTCOME_NOT_GENUINE = 21,    /**< the file verified is not what was issued */
    WALLET_OUTCOME_OUTDATED = 22,       /**< a newer version of the licence is here */
    WALLET_OUTCOME_UNREADABLE = 23,     /**< the licence stored does not load */
    WALLET_OUTCOME_BUSY = 24,           /**< nothing was done: ask again, with a new call */
    WALLET_OUTCOME_OTHER = 25,          /**< the repository failed; nothing was done */
};

/** One more than the largest outcome. */
#define WALLET_OUTCOME_COUNT 26

/** The constant's name without its prefix, such as "NONE_FOUND"; "OTHER" for unknown ones; never NULL. */
WALLET_API const char *wallet_outcome_name(enum wallet_outcome outcome);

/** What happened, in one sentence for a clerk; never NULL. */
WALLET_API const char *wallet_outcome_sentence(
    enum wallet_outcome outcome, enum wallet_language language);

/** What the clerk can do next, in one sentence; "" where there is nothing to do; never NULL. */
WALLET_API const char *wallet_outcome_remedy(
    enum wallet_outcome outcome, enum wallet_language language);

/** How a value stands to the one in the licence.  Numbers are on the wire. */
enum wallet_comparison {
    WALLET_COMPARISON_SAME = 0,
    WALLET_COMPARISON_DIFFERENT = 1,
    WALLET_COMPARISON_IMPOSSIBLE = 2, /**< the licence does not say, or the value cannot be read */
};

/** "same", "different", "cannot-compare"; never NULL. */
WALLET_API const char *wallet_comparison_name(enum wallet_comparison comparison);

/** 一致, 不一致, 无法比对, or the same in English; never NULL. */
WALLET_API const char *wallet_comparison_label(
    enum wallet_comparison comparison, enum wallet_language language);

/** What is wrong with a licence in the repository; each kind has receipt numbers of its own. */
enum wallet_problem {
    WALLET_PROBLEM_NONE = 0,
    WALLET_PROBLEM_MISSING = 1,       /**< 缺证 */
    WALLET_PROBLEM_WRONG = 2,         /**< 错证 */
    WALLET_PROBLEM_DOES_NOT_LOAD = 3, /**< 无法加载 */
};

/** "missing", "wrong", "does-not-load"; "none"; never NULL. */
WALLET_API const char *wallet_problem_name(enum wallet_problem problem);

/** The problem of this name, or WALLET_PROBLEM_NONE. */
WALLET_API enum wallet_problem wallet_problem_find(const char *name);

/** Who sits at the counter.  Texts as in a matter; `account` and `window` may be "" or NULL. */
struct wallet_clerk {
    const char *name;
    const char *account; /**< by which the department's system knows the clerk */
    const char *window;
};

/** A value to be compared with that of a field asked for. */
struct wallet_call_value {
    size_t item;      /**< index of the item */
    uint64_t field;   /**< key of a field of that item */
    const char *text; /**< as people write it, see wallet_record_set(); 1 to 1024 bytes */
    uint64_t member;  /**< key of a members' field that is asked for; 0: the field itself */
};

/** What a new call is to say.  Pointers are borrowed for the call only. */
struct wallet_call_terms {
    enum wallet_operation operation;
    const char *repository; /**< its USCC */
    struct wallet_clerk clerk;

    /** Always there; within a matter (WALLET_CALL_MATTER) its code is required as well as its name. */
    struct wallet_request_matter matter;
    const char *case_number; /**< 办件编号; may be "" or NULL */

    struct wallet_bytes grant; /**< search, data, file and compare: the holder's leave */

    /** Data, file, compare: 1 or more.  Search: none, or the types that are wanted. */
    const struct wallet_request_item *items;
    size_t item_count;

    const struct wallet_call_value *values; /**< compare: 1 or more */
    size_t value_count;

    struct wallet_bytes file; /**< verify: a licence, a copy or a code's text */

    enum wallet_problem problem;
    const char *holder;     /**< problem: whose licence, such as "111:..." */
    const char *type;       /**< problem: type code */
    const char *identifier; /**< problem: of the licence; required unless it is missing */
    const char *note;       /**< problem: in the clerk's words; may be "" or NULL */
};

/**
 * Signs a call, with a number from the system's randomness.
 *
 * \param signer  the counter's; its issuer is the counter's USCC
 * \param out     replaced by the call, deterministic CBOR
 *
 * \retval WALLET_ERR_ARGUMENT   a required pointer is NULL
 * \retval WALLET_ERR_VALUE      a part that makes no sense, is missing, or is not for this operation
 * \retval WALLET_ERR_KEY        the signer names no issuer
 * \retval WALLET_ERR_TOO_LARGE  beyond one of the limits above, or those of requests
 * \retval WALLET_ERR_MEMORY     or what the signer says
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_call_sign(
    const struct wallet_call_terms *terms,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** Whether it is a call, by what it says of itself; nothing is checked. */
WALLET_API bool wallet_call_recognise(struct wallet_bytes object);

/** Writes the SHA-256 of a call's bytes, by which its answer names it. */
WALLET_API void wallet_call_digest(struct wallet_bytes call, uint8_t out[WALLET_CALL_DIGEST_SIZE]);

/** An answer that was verified.  Immutable: any number of threads may use it. */
struct wallet_answer;

/** Whether it is an answer, by what it says of itself; nothing is checked. */
WALLET_API bool wallet_answer_recognise(struct wallet_bytes object);

/**
 * Reads and verifies an answer: the repository that was called signed it, to the counter that called,
 * about this very call.
 *
 * \param answer  at most WALLET_ANSWER_MAX; copied
 * \param call    as it was sent
 * \param trust   with a trust list in it (WALLET_ROLE_REPOSITORY); may be freed before the result
 * \param out     on success the answer, which the caller owns: wallet_answer_free().  Success means that
 *                the answer can be believed, not that it says yes: see wallet_answer_outcome()
 *
 * \retval WALLET_ERR_REFUSED       not signed by such a key, altered, out of time, or about another call
 * \retval WALLET_ERR_STRUCTURE     or TRUNCATED, MALFORMED, VALUE, TOO_LARGE: it is no answer, or `call`
 *                                  is no call
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_answer_verify(
    struct wallet_bytes answer,
    struct wallet_bytes call,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_answer **out,
    struct wallet_error *error);

/** Releases `answer`.  NULL is allowed. */
WALLET_API void wallet_answer_free(struct wallet_answer *answer);

WALLET_API enum wallet_outcome wallet_answer_outcome(const struct wallet_answer *answer);

/** More about the outcome, in English, for the one who looks into it; "" where there is none. */
WALLET_API const char *wallet_answer_detail(const struct wallet_answer *answer);

WALLET_API int64_t wallet_answer_at(const struct wallet_answer *answer);

/** The receipt number of a reported problem; "" for other operations. */
WALLET_API const char *wallet_answer_receipt(const struct wallet_answer *answer);

/** What the answer says of one licence; texts and bytes borrow from the answer. */
struct wallet_answer_licence {
    const char *type;       /**< type code; "" where a file could not be read */
    const char *identifier; /**< of GB/T 36904; "" where there is no licence */
    const char *state;      /**< "normal", "suspended", "revoked", ...; "" where unknown */
    enum wallet_outcome outcome;
    unsigned version;
    bool has_until;
    int64_t until_unix;       /**< from when on it holds no more */
    struct wallet_bytes copy; /**< data and file: see copy.h; else empty */
    size_t comparison_count;
};

/**
 * One value that was compared.  Those of one field's members were all compared with the one member that
 * agrees with the most of them: who sends name and number of two people is not told that both are right.
 */
struct wallet_answer_comparison {
    uint64_t field;
    enum wallet_comparison comparison;
    uint64_t member; /**< key of the members' field; 0: the field itself */
};

WALLET_API size_t wallet_answer_licence_count(const struct wallet_answer *answer);

/** The licence at `index`, below wallet_answer_licence_count(). */
WALLET_API void wallet_answer_licence_at(
    const struct wallet_answer *answer, size_t index, struct wallet_answer_licence *out);

/** The comparison at `index`, below the licence's `comparison_count`, in the order of the values. */
WALLET_API void wallet_answer_comparison_at(
    const struct wallet_answer *answer,
    size_t licence,
    size_t index,
    struct wallet_answer_comparison *out);

#ifdef __cplusplus
}
#endif

#endif
