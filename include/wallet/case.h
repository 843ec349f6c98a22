/* SPDX-License-Identifier: Apache-2.0 */

/**
 * A case (办件): one matter, handled for one applicant, from the first material to the last word.
 *
 * Licences are taken into it as they were verified; what they say is compared by the matter's rules,
 * fills its form, and is kept with the bytes that prove it.  Whoever the first licence of a party is
 * of, is that party from then on: no act changes it.
 *
 * A case is what was done in it: a list of acts that only grows, each chained to the one before it by
 * its digest, from which everything else follows.  An act is on the disk before the call returns, and
 * an entry of the counter's log (see audit.h) in the same transaction.
 */
#ifndef WALLET_CASE_H
#define WALLET_CASE_H

#include <wallet/bytes.h>
#include <wallet/call.h>
#include <wallet/cases.h>
#include <wallet/error.h>
#include <wallet/matter.h>
#include <wallet/verify.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_CASE_LICENCE_MAX  64     /**< licences in one case */
#define WALLET_CASE_ORIGINAL_MAX 262144 /**< bytes of what one licence came in */
#define WALLET_CASE_TEXT_MAX     1000   /**< bytes of what a clerk writes into one blank or note */

/** The state of a case; the numbers are those of one-window systems (一窗式). */
enum wallet_case_state {
    WALLET_CASE_NONE = 0,
    WALLET_CASE_COLLECTING = 2,   /**< 收件 */
    WALLET_CASE_ACCEPTED = 5,     /**< 受理 */
    WALLET_CASE_CORRECTING = 6,   /**< 补齐补正: told once what is missing */
    WALLET_CASE_NOT_ACCEPTED = 7, /**< 不予受理 */
    WALLET_CASE_CLOSED = 10,      /**< 办结 */
    WALLET_CASE_SUSPENDED = 11,   /**< 挂起 */
    WALLET_CASE_IN_PROGRESS = 12, /**< 在办 */
    WALLET_CASE_RETURNED = 13,    /**< 退件 */
};

/** "COLLECTING", "ACCEPTED", ...; never NULL. */
WALLET_API const char *wallet_case_state_name(enum wallet_case_state state);

/** 收件, 受理, ... or in English; never NULL. */
WALLET_API const char *wallet_case_state_label(
    enum wallet_case_state state, enum wallet_language language);

/** Whether a case may go from one state to the other. */
WALLET_API bool wallet_case_may_go(enum wallet_case_state from, enum wallet_case_state to);

/** How something came into a case. */
enum wallet_case_way {
    WALLET_WAY_SHOW = 1,  /**< the holder showed a code (亮码) */
    WALLET_WAY_SCAN = 2,  /**< the holder answered the counter's code (扫码) */
    WALLET_WAY_FACE = 3,  /**< from the repository, by a face check (刷脸) */
    WALLET_WAY_DUTY = 4,  /**< from the repository, by duty (依职能) */
    WALLET_WAY_SHEET = 5, /**< a printed licence: its portrait was compared */
    WALLET_WAY_PAPER = 6, /**< paper, looked at by the clerk */
    WALLET_WAY_REUSE = 7, /**< as it was submitted in an earlier case (只交一次) */
};

/** "show", "scan", "face", "duty", "sheet", "paper", "reuse"; "none" for others; never NULL. */
WALLET_API const char *wallet_case_way_name(enum wallet_case_way way);
WALLET_API const char *wallet_case_way_label(
    enum wallet_case_way way, enum wallet_language language);

/** A licence that is to be taken into a case. */
struct wallet_case_licence {
    enum wallet_case_way way;
    struct wallet_bytes
        original;               /**< as it was received: a code's object, or a repository's copy */
    struct wallet_bytes ground; /**< the grant or request that it rests on; empty: none */
    const struct wallet_verdict
        *verdict; /**< on it; made of `original`, under the counter's trust */

    /**
     * It could not be told whether it holds, for the network or the repository is down, and that is to
     * be looked at later (待核验): an UNKNOWN verdict is taken, if it has claims.
     */
    bool is_to_be_checked;
};

/** A case that was opened.  One thread at a time. */
struct wallet_case;

/**
 * Opens a new case, in the state COLLECTING, under the next number.
 *
 * \param matter  of the matters that the cases were opened with; copied into the case as it is now
 * \param out     on success the case, which the caller owns: wallet_case_free()
 *
 * \retval WALLET_ERR_VALUE   no clerk, or a text that makes no sense
 * \retval WALLET_ERR_FILE    the database failed, or WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_case_open(
    struct wallet_cases *cases,
    const struct wallet_matter *matter,
    enum wallet_case_channel channel,
    const struct wallet_case_actor *actor,
    struct wallet_case **out,
    struct wallet_error *error);

/**
 * Opens an earlier case again, as its acts make it.  What has expired by now shows with the next act: how
 * things stand is worked out for the time of the last one, or of the acceptance.
 *
 * \retval WALLET_ERR_UNKNOWN    there is no case of this number
 * \retval WALLET_ERR_MALFORMED  its acts are not what was written
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_case_load(
    struct wallet_cases *cases,
    const char *number,
    struct wallet_case **out,
    struct wallet_error *error);

/** Releases `item`, and all that was borrowed from it.  NULL is allowed. */
WALLET_API void wallet_case_free(struct wallet_case *item);

/*
 * Acts.  Each is written down before it returns, and changes nothing where it fails:
 *
 * WALLET_ERR_REFUSED    the case's state, its holder or its rules do not allow it; `error` says which
 * WALLET_ERR_UNKNOWN    no such material, blank or rule
 * WALLET_ERR_VALUE      a text that makes no sense
 * WALLET_ERR_TOO_LARGE  beyond one of the limits
 * WALLET_ERR_CONFLICT   another program has changed the case since it was read: load it again
 * WALLET_ERR_FILE       the database failed, or WALLET_ERR_MEMORY
 */

/**
 * Takes a licence.  It is of the party that is bound to its holder, else of the first party that is
 * bound to nobody yet and of which a material wants it.  It stands for all materials of that party which
 * want it, in place of one that was taken before.
 *
 * Refused where the verdict is not ACCEPTED (but see `is_to_be_checked`), where no material wants it,
 * where its holder is not who the party has been bound to, or where it is in the case already.
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_case_take(
    struct wallet_case *item,
    const struct wallet_case_licence *licence,
    const struct wallet_case_actor *actor,
    struct wallet_error *error);

/** Takes a material on paper; `note` says what was looked at. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_case_take_paper(
    struct wallet_case *item,
    size_t material,
    const char *note,
    const struct wallet_case_actor *actor,
    struct wallet_error *error);

/** Lets a material follow (容缺后补), if the matter lets it, by the end of a day. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_case_defer(
    struct wallet_case *item,
    size_t material,
    const char *day,
    const struct wallet_case_actor *actor,
    struct wallet_error *error);

/** What is used again. */
struct wallet_case_again {
    const char *source; /**< number of the earlier case */
    const struct wallet_verifier
        *verifier; /**< with trust and status data of now; paper needs none */

    /** It may be taken where it cannot be told whether it still holds: it is to be checked later (待核验). */
    bool may_be_checked_later;
};

/**
 * Takes what the same holder submitted before for such a material, which is compared byte for byte with
 * what was kept; see wallet_case_reusable().  A licence is asked again how it stands: its issuer, its
 * validity and its state, at the time of the act; only that its holder showed it stays as it was found
 * then.  Writes the whole record of re-use.
 *
 * \retval WALLET_ERR_REFUSED       as above, or it no longer holds; the reason's name is in `error`
 * \retval WALLET_ERR_UNDETERMINED  it cannot be told whether it still holds, and it may not be taken so
 * \retval WALLET_ERR_ARGUMENT      a licence, and no verifier
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_case_reuse(
    struct wallet_case *item,
    size_t material,
    const struct wallet_case_again *again,
    const struct wallet_case_actor *actor,
    struct wallet_error *error);

/** Writes into a blank by hand: it loses its proof. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_case_write(
    struct wallet_case *item,
    size_t blank,
    const char *text,
    const struct wallet_case_actor *actor,
    struct wallet_error *error);

/** Takes back what was written by hand: what the licences say stands there again. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_case_unwrite(
    struct wallet_case *item,
    size_t blank,
    const struct wallet_case_actor *actor,
    struct wallet_error *error);

/**
 * The clerk's own decision on an advisory rule that does not hold, or one that cannot be compared: so too
 * while a licence that it needs is deferred.  It may be made after the acceptance as well, when licences
 * have come.
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_case_decide(
    struct wallet_case *item,
    size_t rule,
    bool holds,
    const char *note,
    const struct wallet_case_actor *actor,
    struct wallet_error *error);

/**
 * Moves the case: to ACCEPTED only if wallet_case_is_ready(), to CORRECTING only with something
 * missing and once only (一次性告知), to CLOSED only if nothing is deferred or to be checked and what came
 * later agrees.
 *
 * \param note  the reason; required for NOT_ACCEPTED, SUSPENDED and RETURNED, else may be NULL
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_case_go(
    struct wallet_case *item,
    enum wallet_case_state state,
    const char *note,
    const struct wallet_case_actor *actor,
    struct wallet_error *error);

/** 办件编号; digits. */
WALLET_API const char *wallet_case_number(const struct wallet_case *item);

/** What was noted when it went to a state, the last time; empty: nothing, or it never did. */
WALLET_API struct wallet_bytes wallet_case_note(
    const struct wallet_case *item, enum wallet_case_state state);

WALLET_API const struct wallet_matter *wallet_case_matter(const struct wallet_case *item);
WALLET_API enum wallet_case_state wallet_case_state(const struct wallet_case *item);
WALLET_API enum wallet_case_channel wallet_case_channel(const struct wallet_case *item);
WALLET_API int64_t wallet_case_opened(const struct wallet_case *item);

/** Who a party is, such as "111:NUMBER"; "" where nothing of it has been taken. */
WALLET_API const char *wallet_case_party(const struct wallet_case *item, size_t party);

/** How a material stands. */
enum wallet_material_state {
    WALLET_MATERIAL_MISSING = 0,
    WALLET_MATERIAL_LICENCE = 1,    /**< a licence stands for it */
    WALLET_MATERIAL_UNCHECKED = 2,  /**< one does, and is to be checked later (待核验) */
    WALLET_MATERIAL_PAPER = 3,      /**< it was looked at on paper */
    WALLET_MATERIAL_DEFERRED = 4,   /**< it may follow (容缺后补) */
    WALLET_MATERIAL_NOT_NEEDED = 5, /**< it is missing, and need not be there */
};

struct wallet_case_material {
    enum wallet_material_state state;
    enum wallet_case_way way; /**< where something was taken */
    size_t licence;           /**< see wallet_case_licence_at(); SIZE_MAX: none */
    const char *note;         /**< of paper; "" else */
    const char *day;          /**< by which it follows, "2026-12-31"; "" else */
};

/** How the material at `index` of the matter stands; borrows until the next act. */
WALLET_API void wallet_case_material_at(
    const struct wallet_case *item, size_t index, struct wallet_case_material *out);

/** What a rule came to (比对结果). */
struct wallet_case_rule {
    bool is_compared; /**< else the licence that it needs is not there yet */
    enum wallet_comparison comparison;
    bool is_decided; /**< the clerk has decided */
    bool holds;      /**< it is the same, or the clerk says that it holds */
    const char *note;
};

/** What the rule at `index` of the matter came to; borrows until the next act. */
WALLET_API void wallet_case_rule_at(
    const struct wallet_case *item, size_t index, struct wallet_case_rule *out);

/** Where a value of the form is from. */
enum wallet_provenance {
    WALLET_PROVENANCE_EMPTY = 0,
    WALLET_PROVENANCE_LICENCE = 1, /**< as a licence says it */
    WALLET_PROVENANCE_TYPED = 2,   /**< by the clerk, where no licence says anything */
    WALLET_PROVENANCE_EDITED = 3,  /**< by the clerk, and a licence says something else */
};

struct wallet_case_blank {
    const char *value; /**< "" where it is empty */
    enum wallet_provenance provenance;
    size_t licence;       /**< see wallet_case_licence_at(); SIZE_MAX: no licence says anything */
    const char *verified; /**< what the licence says, also where it was edited; "" for none */
};

/** The blank at `index` of the matter's form; borrows until the next act. */
WALLET_API void wallet_case_blank_at(
    const struct wallet_case *item, size_t index, struct wallet_case_blank *out);

/** A licence that was taken; borrows until the next act. */
struct wallet_case_taken {
    enum wallet_case_way way;
    size_t party;
    const struct wallet_type *type; /**< NULL: the catalogue has it no longer */
    const char *identifier;         /**< of GB/T 36904 */
    const char *issuer;             /**< USCC */
    const uint8_t *digest;          /**< SHA-256 of the licence's bytes, 32 */
    bool is_bound;                  /**< the holder's key proved it */
    bool is_to_be_checked;
    bool has_until;
    int64_t until_unix;
    int64_t taken_unix; /**< when it was verified and taken */
};

WALLET_API size_t wallet_case_licence_count(const struct wallet_case *item);

/** The licence at `index`, below wallet_case_licence_count(), in the order in which they came. */
WALLET_API void wallet_case_licence_at(
    const struct wallet_case *item, size_t index, struct wallet_case_taken *out);

/** Whether it could be accepted: nothing necessary is missing, all that must agree does, all required
 *  blanks are filled. */
WALLET_API bool wallet_case_is_ready(const struct wallet_case *item);

/** Something that stands in the way of acceptance. */
enum wallet_lack_kind {
    WALLET_LACK_MATERIAL = 0, /**< `index` of the material that is missing */
    WALLET_LACK_RULE = 1,     /**< of the rule that does not hold, or waits for the clerk */
    WALLET_LACK_BLANK = 2,    /**< of the required blank that is empty */
};

struct wallet_lack {
    enum wallet_lack_kind kind;
    size_t index;
};

/** All that is lacking at once, in the order of the matter: what the notice tells (一次性告知). */
WALLET_API size_t wallet_case_lack_count(const struct wallet_case *item);
WALLET_API struct wallet_lack wallet_case_lack_at(const struct wallet_case *item, size_t index);

/** Something submitted before that could be used again. */
struct wallet_reusable {
    size_t material;    /**< for which it would stand */
    const char *source; /**< number of the earlier case */
    const char *source_material;
    const char *type; /**< licence type code; "" for paper */
    int64_t submitted_unix;
    const char *clerk; /**< who took it then */
};

/** Is told what could be used again; false to stop. */
typedef bool wallet_reusable_visit(void *context, const struct wallet_reusable *reusable);

/** Tells what the holder of this case submitted before that its missing materials could be met with. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_case_reusable(
    struct wallet_case *item,
    wallet_reusable_visit *visit,
    void *context,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
