/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_SCHEMA_H
#define WLT_COUNTER_SCHEMA_H

#include "database/database.h"

/*
 * The tables of a counter's cases, beside those of its log.
 *
 *   counter    one row: owner (USCC), division, proof of the secret.  Who writes locks it first
 *   item       a row for each case: its state, how many acts there are, and as `head` a keyed hash of
 *              the last one, without which acts could be taken away from the end.  Nothing about people
 *   party      keyed hash of a holder -> case
 *   deed       acts, sealed
 *   original   what licences came in, and what they rest on, by SHA-256; sealed, once each
 *   matter     files of matters that cases were opened with, by SHA-256
 *   reusable   what may be used again: by the holder's keyed hash; see counter/reuse.h
 *   accepted   cases that were accepted, in the order of the acceptances of each department, from 1
 */
extern const struct wlt_schema wlt_cases_schema;
extern const struct wlt_database_mark wlt_cases_mark;

#endif
