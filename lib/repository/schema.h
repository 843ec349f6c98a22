/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_SCHEMA_H
#define WLT_REPOSITORY_SCHEMA_H

#include "database/database.h"

/*
 * The tables of a repository.
 *
 *   repository     one row: owner (USCC), proof of the secret, the next licence's number, the last
 *                  report's.  Who writes locks it first
 *   code           small numbers for type codes (kind 1) and issuers (kind 2)
 *   licence        a row of some 150 bytes for each licence, in the order in which they came:
 *                    holder    the holder's keyed hash
 *                    instance  0: the one in force, of a type that a holder has one of; else the
 *                              largest number less the licence's, so that the latest comes first.
 *                              With holder and type it is unique, and so there is no second one in force
 *                    name      by what its serial is found, see secrets.h
 *                    serial    sealed; NULL where the name has it, or it was erased
 *                    since     in this state
 *                    source    the keyed hash of the row that it was made from
 *                    bound     the identifier of the key that it is bound to
 *   licence_name   name and version -> licence
 *   licence_key    the key's identifier -> licence; not of the repository's own key
 *   licence_body   the licence itself, sealed; there is none if it was erased
 *   problem        reports, sealed
 *   batch          how far batches are
 *
 * Under PostgreSQL what belongs to a holder is partitioned by the holder's hash, and what finds holders
 * by its own key: no statement needs more than one part of a table, wherever the parts are.
 */
extern const struct wlt_schema wlt_repository_schema;
extern const struct wlt_database_mark wlt_repository_mark;

#endif
