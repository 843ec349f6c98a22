/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COSE_LABELS_H
#define WLT_COSE_LABELS_H

/*
 * The claims of what we sign and of the CWTs we read.  Numbers below -65536 are for private use
 * (IANA CWT registry) and ours; all that this project ever uses are listed here.
 */
enum {
    WLT_CLAIM_ISS = 1, /* RFC 8392 section 3.1 */
    WLT_CLAIM_SUB = 2,
    WLT_CLAIM_AUD = 3,
    WLT_CLAIM_EXP = 4,
    WLT_CLAIM_NBF = 5,
    WLT_CLAIM_IAT = 6,
    WLT_CLAIM_CTI = 7,        /* SERIAL.VERSION, in ASCII */
    WLT_CLAIM_CNF = 8,        /* RFC 8747 */
    WLT_CLAIM_VCT = 11,       /* draft-ietf-spice-sd-cwt: the licence type code */
    WLT_CLAIM_CNONCE = 39,    /* draft-ietf-spice-sd-cwt: of the verifier, to be repeated */
    WLT_CLAIM_IDENTITY = 169, /* MOSIP: identity-data */
    WLT_CLAIM_STATUS = 65535, /* draft-ietf-oauth-status-list */
    WLT_CLAIM_TTL = 65534,
    WLT_CLAIM_STATUS_LIST = 65533,
    WLT_CLAIM_IDENTIFIER_LIST = 65530, /* ISO/IEC 18013-5, second edition, 12.3.6.4 */
    WLT_CLAIM_HCERT = -260,            /* EU health certificates */

    WLT_CLAIM_FIELDS = -65537, /* field key -> value */

    WLT_CLAIM_MATTER = -65538,          /* of a request: map, see present/request.h */
    WLT_CLAIM_REQUESTED_ITEMS = -65539, /* array of maps, ditto */
    WLT_CLAIM_SCOPE = -65540,           /* of a grant: array, see present/grant.h */
    WLT_CLAIM_TRUST_ENTRIES = -65541,   /* of a trust list: array of maps, see trust/entry_wire.h */
    WLT_CLAIM_SHARD_DIGESTS = -65542,
    WLT_CLAIM_REPLY_CHANNEL = -65543, /* of a request: https address; absent: a code */
    WLT_CLAIM_METHOD = -65544,        /* enum wallet_grant_method */
    WLT_CLAIM_EVIDENCE = -65545,      /* of a grant: map, see present/grant.h */
    WLT_CLAIM_VERSION = -65546, /* of a trust list or snapshot: grows with each that is signed */
    WLT_CLAIM_BUNDLE_FILES = -65547, /* of an offline bundle: map of file name -> bytes */
    WLT_CLAIM_RELATION = -65548,     /* of a request: enum wallet_relation; absent: none */
    WLT_CLAIM_MAKER = -65549,        /* of a copy: map, see present/copy.h */
    WLT_CLAIM_GRANT = -65550,        /* of a copy: SHA-256 of the grant */
    WLT_CLAIM_LICENCE = -65551,      /* of a copy: the licence's own bytes */

    WLT_CLAIM_TREE_SIZE = -65560,  /* of a log's root, in its headers: how many entries */
    WLT_CLAIM_CHECKPOINT = -65561, /* of a cosignature: the checkpoint */

    WLT_CLAIM_OPERATION = -65580,    /* of a call to a repository: enum wallet_operation */
    WLT_CLAIM_CALLER = -65581,       /* the clerk: map, see repository/call.h */
    WLT_CLAIM_CASE = -65582,         /* text: number of the case */
    WLT_CLAIM_CALL_GRANT = -65583,   /* bytes: the grant */
    WLT_CLAIM_CALL_VALUES = -65584,  /* array of texts, one a field that is compared */
    WLT_CLAIM_CALL_FILE = -65585,    /* bytes: to be verified */
    WLT_CLAIM_CALL_PROBLEM = -65586, /* map, see repository/call.h */
    WLT_CLAIM_CALL = -65587,         /* of an answer: SHA-256 of the call */
    WLT_CLAIM_OUTCOME = -65588,      /* enum wallet_outcome */
    WLT_CLAIM_DETAIL = -65589,       /* text, in English */
    WLT_CLAIM_LICENCES = -65590,     /* array of maps, see repository/answer.h */
    WLT_CLAIM_RECEIPT = -65591,      /* text: receipt number of a problem */
};

#endif
