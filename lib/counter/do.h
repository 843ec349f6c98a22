/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_DO_H
#define WLT_COUNTER_DO_H

#include "counter/case.h"

/** What is to be done; all is borrowed for the call. */
struct wlt_doing {
    enum wlt_deed deed;
    struct wallet_bytes body;
    const struct wlt_taken *taken; /* the licence that it takes; NULL: none */
    struct wallet_bytes original;  /* to be kept with it; empty: nothing */
    struct wallet_bytes ground;
    const struct wallet_case_actor *actor;
};

/**
 * Does it: writes the act with all that belongs to it in one transaction, and only then changes what is
 * in memory.  Whether the state allows such an act at all is asked here; what is particular to one kind
 * the caller has asked.
 */
enum wallet_status wlt_case_do(
    struct wallet_case *item, const struct wlt_doing *doing, struct wallet_error *error);

/** The same for an act that says something; `saying` is borrowed for the call. */
enum wallet_status wlt_case_say(
    struct wallet_case *item,
    enum wlt_deed deed,
    const struct wlt_saying *saying,
    const struct wallet_case_actor *actor,
    struct wallet_error *error);

/** A clerk with a name, texts that may be written down, and a time that makes sense.  WALLET_ERR_VALUE. */
enum wallet_status wlt_case_check_actor(
    const struct wallet_case_actor *actor, struct wallet_error *error);

/** Appends the act's entry to the log, within the transaction. */
enum wallet_status wlt_case_log(
    struct wallet_case *item,
    const struct wlt_doing *doing,
    const struct wlt_made *after,
    struct wallet_error *error);

/** Writes what may be used again, once a case was accepted, within the transaction. */
enum wallet_status wlt_case_put_reusables(
    struct wallet_case *item, const struct wlt_made *after, struct wallet_error *error);

/** Writes that the act accepted the case, for its department, within the transaction. */
enum wallet_status wlt_case_put_accepted(
    struct wallet_case *item, const struct wlt_made *after, struct wallet_error *error);

/** Encodes an act that follows what `made` is made of; NULL: the first one. */
enum wallet_status wlt_case_encode(
    const struct wallet_case *item,
    const struct wlt_doing *doing,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** Whether the state that a case is in, and what an act would make of it, allow the act. */
enum wallet_status wlt_case_demand(
    const struct wlt_made *before,
    const struct wlt_made *after,
    enum wlt_deed deed,
    struct wallet_error *error);

#endif
