/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_TYPE_H
#define WLT_CATALOGUE_TYPE_H

#include <wallet/catalogue.h>

#include "catalogue/arena.h"
#include "catalogue/code_list.h"
#include "catalogue/json.h"

/*
 * A type file, types/NAME.json, is one object.  Every text in two languages is an object of "zh" and
 * "en"; members that are not named here are refused, so that a slip of the pen is seen.
 *
 *   name      for command lines: a-z 0-9 and '-', a letter first; by custom the file's name
 *   code      the licence type code of GB/T 36902, 21 characters
 *   title     what people call it, zh and en
 *   definer   the body that defines the type, zh and en
 *   holder    { "kind": "person" | "organisation", "field": F }: F is the name of the field with the
 *             holder's code, of the kind citizen-number or uscc; or
 *             { "kind": "either", "person": P, "organisation": O } for what GB/T 36902 calls 混合: a
 *             licence has field P, of the kind citizen-number, or field O, of the kind uscc, and so
 *             neither is required; or
 *             { "kind": "household", "members": M, "field": F, "relation": R, "head": C }: M is the
 *             field with the members, F the field of a member with the citizen number, and the head
 *             is the member whose field R, of the kind code, holds C
 *   several   true: one holder may have several in force at once, as of real estate; false if left out
 *   validity  for how long licences hold, in words, zh and en
 *   source    the law or form that names the fields
 *   fields    the fields, in ascending order of their keys, 1 to 256 of them
 *
 * A field is an object:
 *
 *   key         1 to 65535; stands for the field on the wire, and never changes its meaning
 *   name        for data files: a-z 0-9 and '_', a letter first
 *   title       zh and en
 *   identifier  what Chinese standards call it, such as KZ_XM: a letter, then letters, digits, '_';
 *               may be left out
 *   kind        text, date, code, citizen-number, uscc, division, number, portrait or members
 *   required    true or false; false if left out
 *   disclosure  always, on-request or never-by-default
 *   sensitive   true or false; false if left out
 *   long_term   dates only: whether 长期 (9999-12-31) is allowed; false if left out
 *   codes       kind code only: the name of a shared list (see code_list.h), or the codes themselves
 *   birth_date  kind citizen-number only: the name of the field, of the kind date, in which the same
 *               person's date of birth stands; may be left out
 *   sex         kind citizen-number only: the name of the field, of the kind code with the codes of
 *               GB/T 2261.1, in which the same person's sex stands; may be left out
 *   fields      kind members only: the fields of each member; these may not be of the kind members
 *
 * No two of the names, Chinese titles and identifiers of one level may be the same.
 */

enum {
    WLT_FIELD_MAX = 256, /* of one level */
};

struct wlt_field_set {
    size_t count;
    const struct wallet_field *fields; /* in ascending order of keys */
    size_t required_count;
};

/* Texts are followed by a NUL; those in two languages are in the order of enum wallet_language. */
struct wallet_field {
    uint64_t key;
    struct wallet_bytes name;
    struct wallet_bytes title[2];
    struct wallet_bytes identifier;
    enum wallet_field_kind kind;
    enum wallet_disclosure disclosure;
    bool is_required;
    bool is_sensitive;
    bool may_be_forever;
    const struct wallet_field
        *number; /* of a birth or a sex: the citizen number that tells it too */
    const struct wlt_code_list *codes; /* of the kind WALLET_FIELD_CODE */
    struct wlt_field_set members;      /* of the kind WALLET_FIELD_MEMBERS */
};

/** Where the code of whoever holds the licence is found. */
struct wlt_holder {
    enum wallet_holder_kind kind;
    const struct wallet_field *members;      /* of a household */
    const struct wallet_field *relation;     /* of a household's member */
    uint64_t head;                           /* the relation that makes a member the head */
    const struct wallet_field *person;       /* its citizen number; NULL: no person holds it */
    const struct wallet_field *organisation; /* its USCC; NULL: no organisation holds it */
};

struct wallet_type {
    struct wallet_bytes name;
    struct wallet_bytes code;
    struct wallet_bytes title[2];
    struct wallet_bytes definer[2];
    struct wallet_bytes validity[2];
    struct wallet_bytes source;
    struct wlt_holder holder;
    bool allows_several;
    struct wlt_field_set fields;
    const char *file; /* where it was read, for messages; NULL: from memory */
};

/** What the holder's code begins with, of one who has such a number: "111:" or "001:". */
const char *wlt_holder_prefix(const struct wallet_field *number);

/** Finds a shared code list by its name for one who reads types; NULL: there is none. */
struct wlt_code_lists {
    const struct wlt_code_list *(*find)(const void *owner, struct wallet_bytes name);
    const void *owner;
};

/**
 * Reads a type.  All memory is the arena's; on failure, which is told by the JSON's status, what was
 * read so far stays there.
 */
const struct wallet_type *wlt_type_read(
    struct wlt_json *json, const struct wlt_code_lists *lists, struct wlt_arena *arena);

/** Reads "holder", of a type that has these fields. */
void wlt_holder_read(
    const struct wlt_node *node, const struct wlt_field_set *fields, struct wlt_holder *out);

/** Reads the fields of one level, an array of objects. */
void wlt_field_set_read(
    const struct wlt_node *node,
    const struct wlt_code_lists *lists,
    struct wlt_arena *arena,
    bool is_member,
    struct wlt_field_set *out);

/** The field that a type file names at this node; fails there unless it is of the kind. */
const struct wallet_field *wlt_field_set_reference(
    const struct wlt_node *node, const struct wlt_field_set *set, enum wallet_field_kind kind);

/** The field with this name, Chinese title or identifier; NULL if there is none. */
const struct wallet_field *wlt_field_set_find(
    const struct wlt_field_set *set, struct wallet_bytes name);

/** The field with this name, identifiers and titles aside; NULL if there is none. */
const struct wallet_field *wlt_field_set_named(
    const struct wlt_field_set *set, struct wallet_bytes name);

/** The field with this key; NULL if there is none. */
const struct wallet_field *wlt_field_set_by_key(const struct wlt_field_set *set, uint64_t key);

/**
 * The type of this code, and not of this name: others' types of documents are free to bear our names.  NULL
 * if there is none.
 */
const struct wallet_type *wlt_catalogue_find_code(
    const struct wallet_catalogue *catalogue, struct wallet_bytes code);

/** The name or identifier that is near to `name`; NULL if none is. */
const char *wlt_field_set_nearest(const struct wlt_field_set *set, struct wallet_bytes name);

#endif
