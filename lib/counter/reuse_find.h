/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_REUSE_FIND_H
#define WLT_COUNTER_REUSE_FIND_H

#include "counter/case.h"

enum {
    WLT_REUSABLE_MAX = 256, /* of one holder, the latest */
    WLT_MATERIAL_NAME_SIZE = 64,
};

/** Something that a holder submitted in a case that was accepted. */
struct wlt_submitted {
    char number[WALLET_CASE_NUMBER_SIZE];
    char material[WLT_MATERIAL_NAME_SIZE];
    char type[22]; /* "": paper */
    uint64_t place;
    int64_t taken_unix;
    bool is_superseded; /* the same was submitted in a later case */
};

/**
 * What a holder submitted, the latest first, of cases that were accepted and not given back.
 *
 * \param out  room for WLT_REUSABLE_MAX
 */
enum wallet_status wlt_reuse_find(
    struct wallet_cases *cases,
    const char *holder,
    struct wlt_submitted *out,
    size_t *out_count,
    struct wallet_error *error);

/** Whether it could stand for a material: a licence of a type that it wants, or paper of its name. */
bool wlt_reuse_fits(const struct wallet_material *material, const struct wlt_submitted *submitted);

/** Whether nothing stands for a material yet, but perhaps what is to be checked later. */
bool wlt_reuse_is_open(const struct wallet_case *item, size_t material);

#endif
