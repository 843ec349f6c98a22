/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DESK_CASE_H
#define WALLET_DESK_DESK_CASE_H

#include <wallet/case.h>

#include "case_store.h"
#include "outcome.h"

#include <jansson.h>

#include <stdbool.h>

/*
 * What people come for, and what of it is there.  All that the desk knows of matters, materials, forms,
 * rules and cases goes through here; the visit knows only these calls.
 *
 * Where the desk has a store, the first licence of a visit opens a case in it, and each act is written
 * down before the page hears of it.  Without one the desk only tells which materials a visit has shown.
 */

enum {
    DESK_MATERIAL_MAX = WALLET_MATERIAL_MAX,
};

/** The matter that the next people come for, and what this visit brought.  Start with `= { 0 }`. */
struct desk_case {
    const struct session *session;
    const struct wallet_matters *matters; /* borrowed; NULL: none are known */
    const struct wallet_matter *matter;   /* NULL: people come for nothing in particular */
    bool stands[DESK_MATERIAL_MAX]; /* whether a licence of this visit stands for a material */
    size_t taken;                   /* licences */

    struct case_store *store;  /* borrowed; NULL: nothing is kept */
    struct wallet_clerk clerk; /* who sits there; borrowed */
    struct wallet_case *item;  /* NULL: not opened yet */
    json_t *told; /* why the last thing was not taken or done, zh and en; NULL: it was */
    size_t
        untold; /* ... of which material it cannot be told whether it still holds; 0: none, 1: the first */
    json_t *slip; /* what the applicant is handed; NULL: nothing */
};

/** What came of an act. */
enum desk_case_answer {
    DESK_CASE_DONE = 0,
    DESK_CASE_REFUSED,  /* `told` says why */
    DESK_CASE_NO_STORE, /* there is nowhere to keep a case, or none is open */
    DESK_CASE_NO_NAME,  /* the matter has no such material, blank or rule */
};

/** Chooses the matter; forgets what was taken.  NULL: none.  False: there is no such matter. */
bool desk_case_choose(struct desk_case *desk_case, const char *name);

/** Whether a licence in it, that the matter wants, lacks a field that the matter needs. */
bool desk_case_is_partial(const struct desk_case *desk_case, const struct outcome *outcome);

/**
 * Takes the licences of an outcome that was accepted, and looked at.
 *
 * \param is_unchecked  of one that could not be told, which is to be checked later (待核验)
 */
void desk_case_take(struct desk_case *desk_case, const struct outcome *outcome, bool is_unchecked);

/** Whether a material, by its index in the matter, is still missing. */
bool desk_case_lacks(const struct desk_case *desk_case, size_t material);

/** Whether a case still collects what it needs, be it for the first time or once more (补正). */
bool desk_case_collects(const struct wallet_case *item);

/** Whether licences were taken, and something that is needed is still missing. */
bool desk_case_is_open(const struct desk_case *desk_case);

/** Whether there is a case with a form. */
bool desk_case_has_form(const struct desk_case *desk_case);

/** Whether materials, rules and form are such that it can be accepted. */
bool desk_case_is_ready(const struct desk_case *desk_case);

/** Forgets what was taken, and leaves the case as it is in the store; the matter stays. */
void desk_case_forget(struct desk_case *desk_case);

/** Keeps what came of a call for the page: why it was not done, in both languages. */
enum desk_case_answer desk_case_tell(
    struct desk_case *desk_case, enum wallet_status status, const struct wallet_error *error);

/* Acts on the case; names are those of the matter's file. */

enum desk_case_answer desk_case_take_paper(
    struct desk_case *desk_case, const char *material, const char *note);
enum desk_case_answer desk_case_defer(
    struct desk_case *desk_case, const char *material, const char *day);

/** \param again  the earlier case, and what its licence is asked with how it stands now */
enum desk_case_answer desk_case_reuse(
    struct desk_case *desk_case, const char *material, const struct wallet_case_again *again);

/** \param value  NULL: what was written there by hand is taken back */
enum desk_case_answer desk_case_write(
    struct desk_case *desk_case, const char *blank, const char *value);

enum desk_case_answer desk_case_decide(
    struct desk_case *desk_case, const char *rule, bool holds, const char *note);

/** Has what was not accepted recorded in the log: why, which licence, when and where, and nothing of whom. */
enum desk_case_answer desk_case_record_refusal(
    struct desk_case *desk_case, const struct outcome *outcome);

/** Moves the case, and makes the slip that goes with ACCEPTED and CORRECTING. */
enum desk_case_answer desk_case_go(
    struct desk_case *desk_case, enum wallet_case_state state, const char *note);

/** Adds "matter", "case", "chips", "have", "needed", "form", "rules", "lacks", "ready" and "told" to a view. */
void desk_case_add_view(const struct desk_case *desk_case, json_t *view);

/** Up to 50 matters with the text in name, code, title or department; the caller owns it. */
json_t *desk_case_find(const struct desk_case *desk_case, const char *query);

#endif
