/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_REUSE_H
#define WLT_COUNTER_REUSE_H

#include "counter/act.h"
#include "counter/taken.h"

/*
 * What was submitted once is not asked for again (只交一次).  When a case is accepted, each of its
 * materials that the matter shares is put into the index under its holder: a clerk has accepted it,
 * which is trust level B.  Another case of the same holder may take it from there; the record of that is
 * the body of the act, a map:
 *
 *      1  id of the re-use: case and place of the act       13  when it was submitted first
 *      2  material, by name                                 14  the clerk who took it then
 *      3  its Chinese title                                 15  trust level, "B"
 *      4  necessity                                         16  until when it holds
 *      5  form                                              17  matter for which it may be used: its code
 *      6  way, WALLET_WAY_REUSE: of shared materials        18  department that uses it: USCC
 *      7  case in which it was submitted first              19  SHA-256 of the ground that it rested on
 *      8  place of the act there                            20  comparison with what was kept: "same"
 *      9  SHA-256 of that act: which version it is          21  who is told if it holds no more: USCC
 *     10  material there, by name                           22  the licence, as it is taken: see
 *     11  SHA-256 of the original                               counter/taken_code.h
 *     12  whose it is, such as "111:NUMBER"                 23  note, of paper
 *
 * of which 11, 16, 19 and 22 are there for licences only, and 23 for paper.  Window, clerk and time of
 * the re-use stand in the head of the act, version of the matter and counter in the first act of the
 * case.  That something holds no more cannot stand in a record that is chained: it is asked at the next
 * re-use, where what was superseded, revoked, suspended, expired or given back is refused, and what cannot
 * be told is taken to be checked later, as 22 says then.
 */
struct wlt_reuse {
    struct wallet_bytes id;
    struct wallet_bytes material;
    struct wallet_bytes title;
    uint64_t necessity;
    uint64_t form;
    uint64_t way;
    struct wallet_bytes source;
    uint64_t source_place;
    struct wallet_bytes source_act;
    struct wallet_bytes source_material;
    struct wallet_bytes original;
    struct wallet_bytes holder;
    int64_t submitted_unix;
    struct wallet_bytes clerk;
    struct wallet_bytes level;
    bool has_until;
    int64_t until_unix;
    struct wallet_bytes scope;
    struct wallet_bytes department;
    struct wallet_bytes ground;
    struct wallet_bytes comparison;
    struct wallet_bytes told;
    struct wallet_bytes taken; /* encoded map */
    struct wallet_bytes note;
};

/** \param out  replaced */
enum wallet_status wlt_reuse_write(
    const struct wlt_reuse *reuse, struct wallet_buffer *out, struct wallet_error *error);

/** Borrows from `body`. */
enum wallet_status wlt_reuse_read(
    struct wallet_bytes body, struct wlt_reuse *out, struct wallet_error *error);

#endif
