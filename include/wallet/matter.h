/* SPDX-License-Identifier: Apache-2.0 */

/**
 * A matter (事项) is what people come to a counter for.  It says who takes part, which materials are
 * wanted and which licences stand for them, which blanks of the form are filled from where, and what
 * has to agree.  Matters are data: one JSON file each, beside the licence types that they name.
 *
 * A matter is certificate-free (免证办) if every material that government itself has issued is obtained
 * automatically: see wallet_matter_is_paperless().
 */
#ifndef WALLET_MATTER_H
#define WALLET_MATTER_H

#include <wallet/bytes.h>
#include <wallet/catalogue.h>
#include <wallet/error.h>
#include <wallet/reason.h>
#include <wallet/request.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_MATTER_FILE_MAX  262144 /**< bytes of the largest matter file */
#define WALLET_MATTER_COUNT_MAX 8192   /**< matters in one folder */
#define WALLET_MATTER_CODE_MAX  40     /**< characters of a matter's code, 0-9 A-Z */
#define WALLET_PARTY_MAX        8      /**< parties of one matter */
#define WALLET_MATERIAL_MAX     64     /**< materials of one matter */
#define WALLET_BLANK_MAX        128    /**< blanks of one form */
#define WALLET_RULE_MAX         64     /**< rules of one matter */
#define WALLET_SOURCE_MAX       8      /**< places that one blank or side of a rule may come from */

/** The matters known to a program.  Immutable once loaded: any number of threads may use them. */
struct wallet_matters;

/** One matter; lives as long as the matters that it is of. */
struct wallet_matter;

/**
 * Loads each "*.json" in `folder`/matters, in the order of their names.
 *
 * \param folder     the catalogue's; borrowed for the call only
 * \param catalogue  whose types the matters name; borrowed, must outlive the result
 * \param out        on success the matters, which the caller owns: wallet_matters_free().  None at all
 *                   where the folder has no "matters"
 * \param error      may be NULL; names the file, the line and the cause
 *
 * \retval WALLET_ERR_FILE       the folder or a file cannot be read
 * \retval WALLET_ERR_MALFORMED  a file is not JSON, or names a member twice
 * \retval WALLET_ERR_STRUCTURE  a file describes no matter, names a type, field, party or material that
 *                               there is not, or repeats another's name or code
 * \retval WALLET_ERR_TOO_LARGE  beyond one of the limits above
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_matters_load(
    const char *folder,
    const struct wallet_catalogue *catalogue,
    struct wallet_matters **out,
    struct wallet_error *error);

/** Makes matters of the one that `json` describes.  Errors as for wallet_matters_load(). */
WALLET_API WALLET_CHECKED enum wallet_status wallet_matters_parse(
    struct wallet_bytes json,
    const struct wallet_catalogue *catalogue,
    struct wallet_matters **out,
    struct wallet_error *error);

/** Releases `matters` and all that was borrowed from them.  NULL is allowed. */
WALLET_API void wallet_matters_free(struct wallet_matters *matters);

WALLET_API size_t wallet_matters_count(const struct wallet_matters *matters);

/** The matter at `index`, below wallet_matters_count(). */
WALLET_API const struct wallet_matter *wallet_matters_at(
    const struct wallet_matters *matters, size_t index);

/**
 * The matter with this name ("provident-fund-withdrawal"), code or Chinese title; NULL: none.  Of two
 * departments' matters with the same title neither is found by it.
 */
WALLET_API const struct wallet_matter *wallet_matters_find(
    const struct wallet_matters *matters, struct wallet_bytes name);

/** The name that is near to one that was not found, for a hint; NULL if none is. */
WALLET_API const char *wallet_matters_nearest(
    const struct wallet_matters *matters, struct wallet_bytes name);

/** The name for command lines; never NULL. */
WALLET_API const char *wallet_matter_name(const struct wallet_matter *matter);

/** 实施编码, up to WALLET_MATTER_CODE_MAX characters. */
WALLET_API const char *wallet_matter_code(const struct wallet_matter *matter);

/** What people call it, such as 住房公积金提取. */
WALLET_API const char *wallet_matter_title(
    const struct wallet_matter *matter, enum wallet_language language);

/** The department that decides, and its USCC. */
WALLET_API const char *wallet_matter_department(
    const struct wallet_matter *matter, enum wallet_language language);
WALLET_API const char *wallet_matter_department_code(const struct wallet_matter *matter);

/** The law or guide that names the materials. */
WALLET_API const char *wallet_matter_basis(const struct wallet_matter *matter);

/** In how many working days the department promises to decide; 0: on the spot. */
WALLET_API unsigned wallet_matter_days(const struct wallet_matter *matter);

/** Writes the SHA-256 of the file: which version of the matter a case was handled by. */
WALLET_API void wallet_matter_digest(const struct wallet_matter *matter, uint8_t out[32]);

/** The file as it was read; borrows. */
WALLET_API struct wallet_bytes wallet_matter_json(const struct wallet_matter *matter);

/** How the parties' licences belong together, for the request that asks for them. */
WALLET_API enum wallet_relation wallet_matter_relation(const struct wallet_matter *matter);

/** Whether all that government issued is obtained automatically. */
WALLET_API bool wallet_matter_is_paperless(const struct wallet_matter *matter);

/** Somebody who takes part; the first one is the applicant. */
struct wallet_party {
    const char *name;               /**< for references in the file, such as "applicant" */
    const char *title[2];           /**< by enum wallet_language */
    enum wallet_holder_kind holder; /**< WALLET_HOLDER_PERSON or WALLET_HOLDER_ORGANISATION */
};

WALLET_API size_t wallet_matter_party_count(const struct wallet_matter *matter);

/** The party at `index`, below wallet_matter_party_count(); borrows. */
WALLET_API const struct wallet_party *wallet_matter_party_at(
    const struct wallet_matter *matter, size_t index);

/** In what form a material comes (形式); the numbers are those of Chinese systems where known. */
enum wallet_material_form {
    WALLET_FORM_PAPER = 1,
    WALLET_FORM_ELECTRONIC = 2,
    WALLET_FORM_EITHER = 3,
    WALLET_FORM_AUTOMATIC = 6,       /**< obtained by the system, nobody hands it in */
    WALLET_FORM_AUTOMATIC_FIRST = 7, /**< the same; handed in where the data are not complete */
};

/** How much it is needed (必要性). */
enum wallet_necessity {
    WALLET_NECESSARY = 1,
    WALLET_NOT_NECESSARY = 2,
    WALLET_DEFERRABLE = 3, /**< 容缺后补: may follow later */
};

/** Where it comes from (来源渠道). */
enum wallet_material_source {
    WALLET_SOURCE_APPLICANT = 10,  /**< 申请人自备 */
    WALLET_SOURCE_GOVERNMENT = 20, /**< 政府部门核发 */
    WALLET_SOURCE_OTHER = 99,
};

/** A licence that stands for a material, and the fields of it that are asked for. */
struct wallet_wanted {
    const struct wallet_type *type;
    const struct wallet_request_field *fields; /**< ascending by key */
    size_t field_count;
};

/** One material of a matter. */
struct wallet_material {
    const char *name;     /**< for command lines, such as "identity" */
    const char *title[2]; /**< 材料名称, by enum wallet_language */
    enum wallet_material_form form;
    enum wallet_necessity necessity;
    enum wallet_material_source source;
    unsigned kind;                      /**< 1 原件, 2 复印件, 3 二者之一 */
    unsigned copies;                    /**< 份数 */
    const char *guide[2];               /**< 填报须知; "" where there is none */
    const char *standard[2];            /**< 受理标准; "" where there is none */
    const char *basis;                  /**< 依据; "" where there is none */
    size_t party;                       /**< whose it is: an index */
    const struct wallet_wanted *wanted; /**< any one of these stands for it */
    size_t wanted_count;                /**< 0: no licence does, it is handed in */
    bool is_shared;                     /**< once submitted it may be used again (只交一次) */
};

WALLET_API size_t wallet_matter_material_count(const struct wallet_matter *matter);

/** The material at `index`, below wallet_matter_material_count(); borrows. */
WALLET_API const struct wallet_material *wallet_matter_material_at(
    const struct wallet_matter *matter, size_t index);

/** The index of the material with this name or Chinese title; WALLET_NO_MATERIAL: none. */
WALLET_API size_t
wallet_matter_find_material(const struct wallet_matter *matter, struct wallet_bytes name);

#define WALLET_NO_MATERIAL ((size_t)-1)
#define WALLET_NO_PARTY    ((size_t)-1)

/** A field of a party's licence, from which something is filled or compared. */
struct wallet_source {
    size_t party; /**< whose licence; an index */
    const struct wallet_type *type;
    const struct wallet_field *field;
    const struct wallet_field *member; /**< the members' field; NULL: the field itself */
    size_t member_party; /**< of the member who is this party; WALLET_NO_PARTY: of any member */
};

/** What a blank takes. */
enum wallet_blank_kind {
    WALLET_BLANK_TEXT = 0,
    WALLET_BLANK_DATE = 1,
    WALLET_BLANK_NUMBER = 2, /**< digits, with at most two decimals */
    WALLET_BLANK_CITIZEN_NUMBER = 3,
    WALLET_BLANK_USCC = 4,
    WALLET_BLANK_PHONE = 5,
    WALLET_BLANK_CHOICE = 6, /**< one of its choices */
};

/** A blank of the matter's form. */
struct wallet_blank {
    const char *name;
    const char *title[2];
    enum wallet_blank_kind kind;
    bool is_required;
    const struct wallet_source *sources; /**< the first one that is there fills it */
    size_t source_count;                 /**< 0: the clerk types it */
    const char *const (*choices)[2];     /**< texts in both languages */
    size_t choice_count;
};

WALLET_API size_t wallet_matter_blank_count(const struct wallet_matter *matter);

/** The blank at `index`, below wallet_matter_blank_count(), in the order of the form; borrows. */
WALLET_API const struct wallet_blank *wallet_matter_blank_at(
    const struct wallet_matter *matter, size_t index);

/** The index of the blank with this name or Chinese title; SIZE_MAX: none. */
WALLET_API size_t
wallet_matter_find_blank(const struct wallet_matter *matter, struct wallet_bytes name);

/** What has to hold. */
enum wallet_rule_kind {
    WALLET_RULE_SAME = 0,    /**< both sides are the same text, number or day */
    WALLET_RULE_MEMBER = 1,  /**< the left number is one of the right members' */
    WALLET_RULE_CURRENT = 2, /**< the licence has not expired on the day */
    WALLET_RULE_REGION =
        3,               /**< an address begins with one of the texts, a division with the digits */
    WALLET_RULE_AGE = 4, /**< born so many years ago, `least` to `most` */
};

/** A rule of comparison. */
struct wallet_rule {
    const char *name;
    const char *title[2]; /**< what has to hold, as the clerk reads it */
    enum wallet_rule_kind kind;
    bool is_advisory; /**< if it does not hold, the clerk decides; else the case is not accepted */
    const struct wallet_source *left;
    size_t left_count;                 /**< the first one that is there counts */
    const struct wallet_source *right; /**< SAME and MEMBER */
    size_t right_count;
    const struct wallet_type *type; /**< CURRENT: of which licence */
    size_t party;                   /**< CURRENT: whose */
    const char *const *texts;       /**< REGION */
    size_t text_count;
    unsigned least; /**< AGE, in whole years */
    unsigned most;
};

WALLET_API size_t wallet_matter_rule_count(const struct wallet_matter *matter);

/** The rule at `index`, below wallet_matter_rule_count(); borrows. */
WALLET_API const struct wallet_rule *wallet_matter_rule_at(
    const struct wallet_matter *matter, size_t index);

/**
 * What a request or a grant for the matter asks of one party: for each material that a licence of this
 * party stands for, its first wanted type, each type once with the fields of all materials.
 *
 * \param out    room for WALLET_REQUEST_ITEM_MAX items; fields borrow from the matter
 * \return how many there are
 */
WALLET_API size_t wallet_matter_items(
    const struct wallet_matter *matter,
    size_t party,
    struct wallet_request_item out[WALLET_REQUEST_ITEM_MAX]);

#ifdef __cplusplus
}
#endif

#endif
