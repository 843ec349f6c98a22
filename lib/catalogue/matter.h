/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_MATTER_H
#define WLT_CATALOGUE_MATTER_H

#include <wallet/matter.h>

#include "catalogue/arena.h"
#include "catalogue/json.h"

/*
 * A matter file, matters/NAME.json, is one object.  As in a type file (see type.h) a text in two
 * languages is an object of "zh" and "en", and members that are not named here are refused.  Names are
 * a-z 0-9 and '-', a letter first.
 *
 *   name             for command lines; by custom the file's name
 *   code             实施编码: up to 40 of 0-9 A-Z
 *   title            what people call it, zh and en
 *   department       who decides, zh and en
 *   department_code  its USCC
 *   basis            the law or guide that names the materials
 *   days             working days within which it is decided; 0 if left out: on the spot
 *   relation         how the parties' licences belong together: "none" (if left out), "one-holder",
 *                    "one-household" or "one-enterprise"
 *   remark           for those who maintain the file, shown to nobody; may be left out
 *   parties          who takes part, 1 to 8; the first is the applicant
 *   materials        what is wanted, 1 to 64
 *   form             the blanks of the form, up to 128; may be left out
 *   rules            what has to hold, up to 64; may be left out
 *
 * A party is an object of "name", "title" and "holder", "person" or "organisation".
 *
 * A material is an object:
 *
 *   name       for command lines
 *   title      材料名称, zh and en
 *   form       形式: "paper", "electronic", "either", "automatic" or "automatic-first", which is handed in
 *              where what was obtained is not complete
 *   necessity  必要性: "necessary" (if left out), "not-necessary" or "deferrable" (容缺后补)
 *   source     来源渠道: "applicant", "government" or "other"
 *   kind       类型: 1 an original (if left out), 2 a copy, 3 one of both
 *   copies     份数; 1 if left out
 *   guide      填报须知, zh and en; may be left out
 *   standard   受理标准, zh and en; may be left out
 *   basis      依据; may be left out
 *   party      whose it is: the name of a party; the first if left out
 *   licences   any one of which stands for it, up to 8, the one that is asked for first; left out where
 *              none does.  Each is an object of "type", the name of a licence type, and "fields", the
 *              names of those that are asked for; of a field with members "members.name" asks for one of
 *              theirs, and "members" for those that are shown by default
 *   shared     true: once submitted it may be used again (只交一次); false if left out
 *
 * A blank of the form is an object:
 *
 *   name      a-z 0-9 and '_', a letter first
 *   title     zh and en
 *   kind      "text", "date", "number", "citizen-number", "uscc", "phone" or "choice"
 *   required  true or false; false if left out
 *   from      sources, up to 8, the first that is there fills it; left out where a clerk types it
 *   choices   kind choice only: the texts that may be chosen, each an object of zh and en
 *
 * A rule is an object:
 *
 *   name      for command lines
 *   title     what has to hold, zh and en
 *   kind      "same", "member", "current", "region" or "age": see enum wallet_rule_kind
 *   advisory  true: a clerk decides if it does not hold; false if left out
 *   left      sources, 1 to 8; all kinds but current
 *   right     sources, 1 to 8; same and member
 *   licence   current only: "[PARTY/]TYPE"
 *   texts     region only: what the text begins with, one of 1 to 32
 *   least     age only: whole years; 0 if left out
 *   most      age only: whole years; 150 if left out
 *
 * A source is a text, "[PARTY/]TYPE.FIELD[.MEMBERFIELD][@PARTY]": a field of the party's licence, or of
 * one of its members, who is the party behind the '@' if one is named.  The first party's if none is
 * named.  It must be a field that some material asks of that party's licence, or it could never be
 * there; and where a member is to be found, the members' citizen numbers must be asked for, and a
 * licence of the party that the member is.
 */

/** What a request asks of one party. */
struct wlt_matter_asked {
    size_t count;
    const struct wallet_request_item *items;
};

/* Texts are followed by a NUL; those in two languages are in the order of enum wallet_language. */
struct wallet_matter {
    struct wallet_bytes name;
    struct wallet_bytes code;
    struct wallet_bytes department_code;
    const char *title[2];
    const char *department[2];
    const char *basis;
    unsigned days;
    enum wallet_relation relation;
    size_t party_count;
    const struct wallet_party *parties;
    size_t material_count;
    const struct wallet_material *materials;
    size_t blank_count;
    const struct wallet_blank *blanks;
    size_t rule_count;
    const struct wallet_rule *rules;
    struct wlt_matter_asked asked[WALLET_PARTY_MAX];
    struct wallet_bytes json; /* the file */
    const char *file;         /* its name, for messages; NULL: from memory */
};

/**
 * Reads a matter.  All memory is the arena's; on failure, which is told by the JSON's status, what was
 * read so far stays there.
 */
const struct wallet_matter *wlt_matter_file_read(
    struct wlt_json *json, const struct wallet_catalogue *catalogue, struct wlt_arena *arena);

#endif
